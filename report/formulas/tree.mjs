// What TeX knows of a formula's parts and MathJax does not, said in the tree before it is drawn.

import { TEXCLASS } from "@mathjax/src/js/core/MmlTree/MmlNode.js";

import { indent } from "./breaks.mjs";
import { resize } from "./delimiters.mjs";
import { constants as font } from "./opentype.mjs";

export function asTeX(root) {
  root.walkTree((node) => {
    // In TeX a fraction is an Ord atom, so \frac{1}{2}\log gets a thin space; MathJax makes it Inner.
    if (node.isKind("mfrac")) node.texClass = TEXCLASS.ORD;
    if (node.isKind("mo")) resize(node);
    node.attributes?.setInherited("scriptsizemultiplier", scriptScale(node));
  });
  indent(root);
}

// MathJax raises this to the power of the level, which is 2 at most.
function scriptScale(node) {
  return node.attributes.get("scriptlevel") > 1 ? Math.sqrt(font.scriptScript) : font.script;
}

// What \left and \right enclose keeps its space with a script on it; for MathJax it is a letter then.
export function keepInner(root, factory) {
  const scripted = [];
  root.walkTree((node) => {
    if (/^msu[bp]/.test(node.kind) && node.childNodes[0].texClass === TEXCLASS.INNER) scripted.push(node);
  });
  for (const node of scripted) {
    const atom = factory.create("node", "TeXAtom");
    atom.texClass = TEXCLASS.INNER;
    node.parent.replaceChild(atom, node);
    atom.appendChild(node);
  }
}
