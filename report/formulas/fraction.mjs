// Fractions as TeX draws them: the bar is as wide as the wider part. MathJax lets it stand out at both ends.

import { SvgWrapperFactory } from "@mathjax/src/js/output/svg/WrapperFactory.js";
import { SvgMfrac } from "@mathjax/src/js/output/svg/Wrappers/mfrac.js";
import { SvgWrappers } from "@mathjax/src/js/output/svg/Wrappers.js";

const OVERHANG = 0.1; // em, at each end
const UNITS_PER_EM = 1000;

class TeXFraction extends SvgMfrac {
  drawingBar = false;

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
}

export const wrapperFactory = () => new SvgWrapperFactory({ ...SvgWrappers, [TeXFraction.kind]: TeXFraction });
