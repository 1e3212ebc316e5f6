// Fractions and binomial coefficients as TeX sets them in the formula font. MathJax lets the bar stand out at both ends,
// and takes its thickness and the places of both parts from Computer Modern.

import { SvgMfrac } from "@mathjax/src/js/output/svg/Wrappers/mfrac.js";

import { constants as font } from "./opentype.mjs";

const OVERHANG = 0.1; // em, at each end
const UNITS_PER_EM = 1000;

export class TeXFraction extends SvgMfrac {
  drawingBar = false;

  getTUV(display) {
    const [gapAbove, gapBelow, up, down] = display
      ? [font.fractionNumDisplayStyleGapMin, font.fractionDenomDisplayStyleGapMin,
         font.fractionNumeratorDisplayStyleShiftUp, font.fractionDenominatorDisplayStyleShiftDown]
      : [font.fractionNumeratorGapMin, font.fractionDenominatorGapMin,
         font.fractionNumeratorShiftUp, font.fractionDenominatorShiftDown];
    if (gapAbove !== gapBelow) throw new Error("The formula font wants other gaps above a bar than below it");
    const gap = font.fractionRuleThickness / 2 + gapAbove;
    return { T: gap, u: up - font.axisHeight - gap, v: down + font.axisHeight - gap };
  }

  getUVQ(display) {
    const [above, below] = this.childNodes.map((child) => child.getOuterBBox());
    let [up, down, least] = display
      ? [font.stackTopDisplayStyleShiftUp, font.stackBottomDisplayStyleShiftDown, font.stackDisplayStyleGapMin]
      : [font.stackTopShiftUp, font.stackBottomShiftDown, font.stackGapMin];
    const gap = up - above.d * above.rscale - (below.h * below.rscale - down);
    const wanting = Math.max(0, least - gap);
    return { u: up + wanting / 2, v: down + wanting / 2, q: gap + wanting, nbox: above, dbox: below };
  }

  getFractionBBox(box, display, thickness) {
    super.getFractionBBox(box, display, thickness);
    box.w -= 2 * OVERHANG;
  }

  makeFraction(display, thickness) {
    this.drawingBar = true;
    super.makeFraction(display, thickness);
    this.drawingBar = false;
    const bar = this.adaptor.lastChild(this.dom[0]);
    const width = Number(this.adaptor.getAttribute(bar, "width")) / UNITS_PER_EM;
    this.adaptor.setAttribute(bar, "width", this.fixed(width - 2 * OVERHANG));
  }

  getAlignX(width, box, align) {
    return super.getAlignX(width, box, align) - (this.drawingBar ? OVERHANG : 0);
  }

  // A bar as thick as the font says, unless the author says how thick.
  length2em(length, size, scale) {
    return super.length2em(length, length === "medium" ? font.fractionRuleThickness : size, scale);
  }
}
