// Where a display that is wider than its column is broken: between its parts, else before a relation, else before an
// operator, as an author would; within brackets only where nothing else helps. What follows is indented.

import { TEXCLASS } from "@mathjax/src/js/core/MmlTree/MmlNode.js";
import { LinebreakVisitor } from "@mathjax/src/js/output/common/LinebreakVisitor.js";

const BRACKETED = 4000; // penalties on MathJax's scale, where 2500 is that of a break at the very beginning of a line
const RELATION = -2000;
const QUAD = -3000;
const INDENT = 2; // em
const THICK_SPACE = 5 / 18;

export class TeXBreaks extends LinebreakVisitor {
  constructor(factory) {
    super(factory);
    this.FACTORS.depth = (penalty) => penalty + BRACKETED * this.state.depth;
    const { space } = this.FACTORS;
    this.FACTORS.space = (penalty, node) => space(penalty, node) + (node.getBBox().w >= 1 ? QUAD : 0);
    this.TEXCLASS[TEXCLASS.REL] = (penalty) => penalty + RELATION;
  }
}

// A relation that continues a row stands below the one that began it, everything else further in.
export function indent(root) {
  const isRow = /^[^\w\\]*\{\}/.test(root.attributes.get("data-latex") ?? "");
  root.walkTree((node) => {
    if (!node.isKind("mo") && !node.isKind("mspace")) return;
    const shift = isRow && node.texClass === TEXCLASS.REL ? THICK_SPACE : INDENT;
    node.attributes.setList({ indentalign: "left", indentshift: `${shift}em`, indentalignfirst: "left", indentshiftfirst: "0" });
  });
}
