// Writes a formula as MathML with Temml, spaced and with delimiters of the sizes that TeX gives it.

import temml from "temml";

import { DISPLAY, separate, space, TEXT, trim } from "./spacing.mjs";

// The tree of a formula. Inline formulas may wrap after a relation or operator, as in TeX.
export function mathmlTree(tex, display) {
  const tree = temml.__renderToMathMLTree(tex, {
    displayMode: display,
    throwOnError: true,
    strict: false,
    xml: true,
    wrap: display ? "none" : "tex",
  });
  separate(tree, tex);
  space(tree, display ? DISPLAY : TEXT);
  trim(tree);
  return tree;
}

// The tree as text, its delimiters as high as those `sized` by the picture. Chromium gives a delimiter that stretches
// the width of its largest size, whatever it has: the style sheet takes back what is said to be too much.
export function mathml(tree, sized) {
  const delimiters = stretching(tree);
  if (delimiters.length === sized.length && delimiters.every((node, at) => node.children[0].text === sized[at].text)) {
    delimiters.forEach((node, at) => resize(node, sized[at]));
  }
  return tree.toMarkup();
}

// Temml's word on a formula, without the place, which is told apart.
export function mathmlComplaint(error) {
  return String(error.message ?? error).split(/ at (?:position|end of input)/)[0].trim();
}

function resize(node, { height, width, widest }) {
  if (width === null) return;
  for (const name of ["minsize", "maxsize"]) node.setAttribute(name, `${rounded(height - FUZZ)}em`);
  if (widest > width) node.setAttribute("style", `--slack:${rounded((width - widest) / 2)}em`);
}

function stretching(node) {
  const isFence = node.type === "mo" && String(node.attributes.fence) === "true";
  const own = isFence && String(node.attributes.stretchy) !== "false" && node.children[0]?.text ? [node] : [];
  return [...own, ...(node.children ?? []).flatMap(stretching)];
}

const FUZZ = 0.01; // em; the first size that is as high is taken
const rounded = (value) => Number(value.toFixed(3));
