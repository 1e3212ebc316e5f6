// Delimiters as TeX sets them: each at its own height until it is stretched, and the sizes of \big and \binom.

import { DIRECTION } from "@mathjax/src/js/output/common/FontData.js";
import { SvgMo } from "@mathjax/src/js/output/svg/Wrappers/mo.js";

const SURD = "\u221A";
const PARENTHESIS = 0.932; // em, from top to bottom in the formula font
const FACTOR = 0.901; // TeX's \delimiterfactor: how much of its contents a delimiter has to cover
const SIZES = { "1.2em": 1, "1.623em": 1.5, "2.047em": 2, "2.470em": 2.5 }; // MathJax's lengths of amsmath's \big to \Bigg
const BINOMIAL = { "2.047em": 2.4, "1.2em": 1.01 }; // TeX's \delim1 (2.39) and \delim2, where MathJax has \bigg and \big

export class TeXDelimiter extends SvgMo {
  // MathJax centres every bracket on the axis; TeX only those that it stretches, and large operators.
  getCenterOffset(box) {
    const isPlain = this.size === null && !this.node.attributes.get("largeop");
    return isPlain ? 0 : super.getCenterOffset(box);
  }

  toSVG(parents) {
    super.toSVG(parents);
    if (this.stretch.dir !== DIRECTION.Vertical || this.size === null || this.getText() === SURD) return;
    const { sizes = [] } = this.stretch;
    const widths = sizes.map((_, size) => this.widthAt(size));
    const width = this.size < 0 ? null : widths[this.size];
    drawn.set(this.node, { text: this.getText(), height: sizes[this.size], width, widest: Math.max(...widths) });
  }

  widthAt(size) {
    const code = this.stretch.c ?? this.getText().codePointAt(0);
    return this.getVariantChar(this.font.getSizeVariant(code, size), code)[2];
  }

  // The bar begins where the radical sign's width ends, its glyph a little further to the right.
  copySkewIC(box) {
    const { w } = box;
    super.copySkewIC(box);
    if (this.getText() === SURD) box.w = w;
  }
}

const drawn = new WeakMap();

// The delimiters of a formula that have a size of their own, in order: `height`, `width`, and the `widest` of all sizes.
export function sizedDelimiters(root) {
  const found = [];
  root.walkTree((node) => {
    if (drawn.has(node)) found.push(drawn.get(node));
  });
  return found;
}

// Lets `delimiter` have the size that \big and its kin, or a binomial coefficient, have in TeX.
export function resize(delimiter) {
  const { minsize, maxsize } = delimiter.attributes.getAllAttributes();
  if (minsize === undefined || minsize !== maxsize || !(minsize in SIZES)) return;
  const size = ofBinomial(delimiter) ? BINOMIAL[minsize] : FACTOR * SIZES[minsize] * 1.2 * PARENTHESIS;
  delimiter.attributes.setList({ minsize: `${size}em`, maxsize: `${size}em` });
}

function ofBinomial(delimiter) {
  let group = delimiter.parent;
  while (group?.childNodes.length === 1) group = group.parent;
  return group?.childNodes.some((node) => node.isKind("mfrac") && node.getProperty("withDelims"));
}
