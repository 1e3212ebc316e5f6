// MathJax's ways to draw, those among them replaced that know better what the formula font wants.

import { SvgWrapperFactory } from "@mathjax/src/js/output/svg/WrapperFactory.js";
import { SvgWrappers } from "@mathjax/src/js/output/svg/Wrappers.js";

import { TeXDelimiter } from "./delimiters.mjs";
import { TeXFraction } from "./fraction.mjs";
import { constants as font } from "./opentype.mjs";
import { scriptWrappers } from "./scripts.mjs";

const REPLACED = [TeXDelimiter, TeXFraction, ...scriptWrappers];

export const wrapperFactory = () =>
  new SvgWrapperFactory({ ...SvgWrappers, ...Object.fromEntries(REPLACED.map((wrapper) => [wrapper.kind, wrapper])) });

// What MathJax takes from Computer Modern's font parameters, in the formula font.
export const PARAMETERS = {
  axis_height: font.axisHeight,
  rule_thickness: font.fractionRuleThickness,
  sub1: font.subscriptShiftDown,
  sub2: font.subscriptShiftDown,
  sup1: font.superscriptShiftUp,
  sup2: font.superscriptShiftUp,
  sup3: font.superscriptShiftUpCramped,
  sub_drop: font.subscriptBaselineDropMin,
  sup_drop: font.superscriptBaselineDropMax,
  big_op_spacing1: font.upperLimitGapMin,
  big_op_spacing2: font.lowerLimitGapMin,
  big_op_spacing3: font.upperLimitBaselineRiseMin,
  big_op_spacing4: font.lowerLimitBaselineDropMin,
  big_op_spacing5: 0,
  scriptspace: font.spaceAfterScript,
  delimitershortfall: 0.5,
};
