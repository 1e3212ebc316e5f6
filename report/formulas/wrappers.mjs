// MathJax's ways to draw, those among them replaced that know better what the formula font wants.

import { SvgWrapperFactory } from "@mathjax/src/js/output/svg/WrapperFactory.js";
import { SvgWrappers } from "@mathjax/src/js/output/svg/Wrappers.js";

import { TeXDelimiter } from "./delimiters.mjs";
import { TeXFraction } from "./fraction.mjs";
import { constants as font, italicsCorrection } from "./opentype.mjs";
import { scriptWrappers } from "./scripts.mjs";

const REPLACED = [TeXDelimiter, TeXFraction, ...scriptWrappers];

export const wrapperFactory = () =>
  new SvgWrapperFactory({ ...SvgWrappers, ...Object.fromEntries(REPLACED.map((wrapper) => [wrapper.kind, wrapper])) });

const LETTERS = 0x1d400; // the first of the mathematical letters

// Lets `fontData` know of shifts, gaps and corrections what the font says.
export function correct(fontData) {
  Object.assign(fontData.params, PARAMETERS);
  for (const [code, data] of Object.entries(fontData.variant.normal.chars)) {
    if (Number(code) >= LETTERS && data[3]) data[3].ic = italicsCorrection(Number(code));
  }
}

// What MathJax takes from Computer Modern's font parameters, in the formula font.
const PARAMETERS = {
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
