// Sub- and superscripts where the formula font wants them: its shifts, and its kerns that tuck a script into the shape
// of the letter that bears it. (OpenType specification, MATH table, "MathKernInfo" and "MathConstants".)

import { SvgMsub, SvgMsubsup, SvgMsup } from "@mathjax/src/js/output/svg/Wrappers/msubsup.js";
import { SvgMover, SvgMunder, SvgMunderover } from "@mathjax/src/js/output/svg/Wrappers/munderover.js";

import { constants as font, kern } from "./opentype.mjs";

// Limits become scripts in a line, so their wrappers are scripts too.
export const scriptWrappers = [SvgMsub, SvgMsup, SvgMsubsup, SvgMunder, SvgMover, SvgMunderover].map(withFontShifts);

function withFontShifts(Wrapper) {
  return class extends Wrapper {
    static kind = Wrapper.kind;

    // Without the italic correction, which a superscript alone is moved by.
    getBaseWidth() {
      const { w, rscale } = this.baseChild.getLineBBox(this.baseChild.breakCount);
      return w * rscale - (this.baseRemoveIc ? this.baseIc : 0);
    }

    getAdjustedIc() {
      return this.baseIc;
    }

    getOffset() {
      const raised = this.scriptChild === this.childNodes[this.node.sup ?? this.node.over];
      const shift = raised ? this.getU() : -this.getV();
      const italic = raised && this.baseRemoveIc ? this.baseIc : 0;
      return [italic + this.kern(this.scriptChild, shift), shift];
    }

    // A number bears its script as its last digit would.
    isCharBase() {
      return super.isCharBase() || (this.baseCore.node.isKind("mn") && this.baseCore.bbox.rscale === 1);
    }

    // An accent is drawn for letters of the height of an x, and goes up with taller ones.
    getOverKU(base, over) {
      const [gap, up] = super.getOverKU(base, over);
      if (!this.scriptChild.coreMO().node.getProperty("mathaccent")) return [gap, up];
      const height = base.h * base.rscale;
      const raised = height - Math.min(height, font.accentBaseHeight);
      return [gap + raised - up, raised];
    }

    getU() {
      const { h } = this.baseBox();
      const { d, rscale } = (this.supChild ?? this.scriptChild).getOuterBBox();
      const cramped = this.node.getProperty("texprimestyle");
      return Math.max(
        this.baseCharZero(h * this.baseScale - font.superscriptBaselineDropMax),
        cramped ? font.superscriptShiftUpCramped : font.superscriptShiftUp,
        d * rscale + font.superscriptBottomMin,
      );
    }

    getV() {
      const { h, rscale } = this.scriptChild.getOuterBBox();
      return Math.max(this.leastDrop(), h * rscale - font.subscriptTopMax);
    }

    getUVQ() {
      const [sub, sup] = [this.subChild.getOuterBBox(), this.supChild.getOuterBBox()];
      let [up, down] = [this.getU(), this.leastDrop()];
      const gap = () => up - sup.d * sup.rscale - (sub.h * sub.rscale - down);
      const wanting = font.subSuperscriptGapMin - gap();
      if (wanting > 0) {
        const lift = Math.max(0, font.superscriptBottomMaxWithSubscript - (up - sup.d * sup.rscale));
        up += lift;
        down += wanting - lift;
      }
      return [up, -down, gap()];
    }

    appendScripts(box) {
      for (const [script, x, y] of this.places()) box.combine(script.getOuterBBox(), x, y);
      box.w += font.spaceAfterScript;
      return box;
    }

    toSVG(parents) {
      const isLimits = this.node.isKind("munderover") && !this.hasMovableLimits();
      if (!this.subChild || isLimits) return super.toSVG(parents);
      if (this.toEmbellishedSVG(parents)) return;
      const groups = this.standardSvgNodes(parents);
      this.baseChild.toSVG(groups);
      this.baseChild.place(0, 0);
      for (const [script, x, y] of this.places()) {
        script.toSVG([groups.at(-1)]);
        script.place(x, y);
      }
    }

    // Each script with its place.
    places() {
      const width = this.getBaseWidth();
      if (!this.subChild) {
        const [x, y] = this.getOffset();
        return [[this.scriptChild, width + x, y]];
      }
      const [up, down] = this.getUVQ();
      return [
        [this.supChild, width + this.baseIc + this.kern(this.supChild, up), up],
        [this.subChild, width + this.kern(this.subChild, down), down],
      ];
    }

    leastDrop() {
      const drop = this.baseCharZero(this.baseBox().d * this.baseScale + font.subscriptBaselineDropMin);
      return Math.max(drop, font.subscriptShiftDown);
    }

    // The kerns of both letters at the height where the script ends and where the letter does; the lesser tuck counts.
    kern(script, shift) {
      const [letter, other] = [this.isCharBase() ? character(this.baseCore) : null, character(script)];
      if (letter === null) return 0;
      const { h, d } = this.baseBox();
      const box = script.getOuterBBox();
      const [corner, opposite] = shift > 0 ? ["topRight", "bottomLeft"] : ["bottomRight", "topLeft"];
      const heights = shift > 0 ? [shift - box.d * box.rscale, h] : [shift + box.h * box.rscale, -d];
      const kerns = heights.map((height) => {
        const own = other === null ? 0 : kern(other, opposite, (height - shift) / box.rscale) * box.rscale;
        return kern(letter, corner, height) + own;
      });
      return Math.max(...kerns);
    }

    baseBox() {
      return this.baseCore.getLineBBox(this.baseCore.breakCount);
    }
  };
}

// The one character of a token as it is drawn, the last digit of a number, or null.
function character(wrapper) {
  let token = wrapper;
  while (token.childNodes?.length === 1 && !token.node.isToken) token = token.childNodes[0];
  if (!token.node.isToken) return null;
  const drawn = token.unicodeChars(token.getText(), token.variant);
  return drawn.length === 1 || token.node.isKind("mn") ? drawn.at(-1) : null;
}
