// Writes a formula as MathML with Temml, spaced as TeX spaces it.

import temml from "temml";

const THIN_SPACE = "0.1667em";
const APPLY = "\u2061";
const SCRIPTED = new Set(["msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts"]);
const ORDINARY = new Set(["mi", "mn", "mfrac", "msub", "msup", "msubsup", "msqrt", "mroot"]);

// Inline formulas may wrap after a relation or operator, as in TeX.
export function mathml(tex, display) {
  const tree = temml.__renderToMathMLTree(tex, {
    displayMode: display,
    throwOnError: true,
    strict: false,
    xml: true,
    wrap: display ? "none" : "tex",
  });
  space(tree, false);
  trim(tree);
  return tree.toMarkup();
}

// Temml's word on a formula, without the place, which is told apart.
export function mathmlComplaint(error) {
  return String(error.message ?? error).split(/ at (?:position|end of input)/)[0].trim();
}

// What TeX knows and browsers do not: no space around fences, nor around relations and operators in scripts;
// a thin space between a fraction, a letter or a bracket and the name of a function.
function space(node, inScript) {
  if (node.type === "mo" && (inScript || String(node.attributes.fence) === "true")) {
    node.attributes.lspace ??= "0em";
    node.attributes.rspace ??= "0em";
  }
  const children = node.children ?? [];
  for (let index = children.length - 1; index >= 0; index--) {
    space(children[index], inScript || (SCRIPTED.has(node.type) && index > 0));
    if (node.type === "mrow" && index > 0 && namesFunction(children, index) && endsOrdinary(children[index - 1])) {
      children.splice(index, 0, thinSpace(node));
    }
  }
}

// No space after a function's name that stands at the end, as in "the graph of tanh".
function trim(node) {
  const last = node.children?.at(-1);
  if (last?.type === "mrow") trim(last);
  else if (last?.type === "mspace" && node.children.at(-2)?.children?.[0]?.text === APPLY) node.children.pop();
}

function namesFunction(siblings, index) {
  const [first, second] = siblings[index].type === "mrow" ? siblings[index].children : siblings.slice(index);
  const base = first && SCRIPTED.has(first.type) ? first.children[0] : first;
  return base?.type === "mi" && second?.type === "mo" && second.children[0]?.text === APPLY;
}

function endsOrdinary(node) {
  if (node.type === "mrow") return node.children.length > 0 && endsOrdinary(node.children.at(-1));
  return ORDINARY.has(node.type) || (node.type === "mo" && node.attributes.form === "postfix");
}

function thinSpace({ constructor: MathNode }) {
  const made = new MathNode("mspace");
  made.setAttribute("width", THIN_SPACE);
  return made;
}
