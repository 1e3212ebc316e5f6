// What TeX knows of spaces between the parts of a formula and browsers do not, said in Temml's tree.

const THIN_SPACE = "0.1667em";
const MEDIUM_SPACE = "0.2222em";
const APPLY = "\u2061";
const SCRIPTED = new Set(["msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts"]);
const ORDINARY = new Set(["mi", "mn", "mfrac", "msub", "msup", "msubsup", "msqrt", "mroot"]);
const GROUPS = new Set(["mrow", "mstyle"]);
const LARGE = /^[\u220F-\u2211\u222B-\u2233\u22C0-\u22C3\u2A00-\u2A06]$/; // sums, products, integrals
const BINARY = new Set("\u22C5"); // operators that browsers give less space than TeX

// Styles of TeX: a fraction in a display is set as in a line, one in a line as a script.
export const DISPLAY = 0;
export const TEXT = 1;
const SCRIPT = 2;

// No space around fences, nor around relations and operators in scripts; around large operators what their
// neighbours ask for; a thin space between a fraction, a letter or a bracket and the name of a function, and on both
// sides of what \left and \right enclose.
export function space(node, style) {
  if (node.type === "mo") spaceOperator(node, style);
  const children = node.children ?? [];
  for (let index = children.length - 1; index >= 0; index--) {
    const large = node.type === "mrow" && style < SCRIPT ? largeOperator(children[index]) : undefined;
    if (large) {
      large.attributes.lspace ??= endsOrdinary(children[index - 1]) ? THIN_SPACE : "0em";
      large.attributes.rspace ??= standsApart(children[index + 1]) ? THIN_SPACE : "0em";
    }
    space(children[index], styleOf(node, index, style));
    if (node.type === "mrow" && index > 0 && style < SCRIPT && meetApart(children, index)) {
      children.splice(index, 0, thinSpace(node));
    }
  }
}

function styleOf(node, index, style) {
  if (SCRIPTED.has(node.type)) return index > 0 ? SCRIPT : style;
  if (node.type === "mfrac") return Math.min(style + 1, SCRIPT);
  if (node.type !== "mstyle" || node.attributes.displaystyle === undefined) return style;
  if (String(node.attributes.displaystyle) === "true") return DISPLAY;
  return Number(node.attributes.scriptlevel ?? 0) > 0 ? SCRIPT : TEXT;
}

// No space after a relation or a function's name that stands at the end, as in "the graph of tanh".
export function trim(node) {
  const last = node.children?.at(-1);
  if (last?.children && [undefined, "mrow"].includes(last.type)) trim(last);
  else if (last?.type === "mo" && node.children.length > 1) last.attributes.rspace = "0em";
  else if (last?.type === "mspace" && node.children.at(-2)?.children?.[0]?.text === APPLY) node.children.pop();
}

// A comma between digits separates, as in TeX, whoever may take 1,3 for a number; one in braces is part of a number.
export function separate(tree, tex) {
  const bare = Array.from(tex.matchAll(/\d\s*(\{,\}|,)(?=\d)/g), ([, comma]) => comma === ",");
  separateIn(tree, bare);
}

function separateIn(node, bare) {
  const children = node.children ?? [];
  children.forEach((child, index) => {
    if (child.type !== "mn") return separateIn(child, bare);
    const texts = [""];
    for (const part of textOf(child).split(/(,)/)) {
      if (part === "," && (bare.shift() ?? true)) texts.push(",", "");
      else texts.push(texts.pop() + part);
    }
    if (texts.length > 1) children[index] = listed(child, texts.filter(Boolean));
  });
}

function listed({ constructor: MathNode, children: [{ constructor: TextNode }] }, texts) {
  const parts = texts.map((text) => new MathNode(text === "," ? "mo" : "mn", [new TextNode(text)]));
  for (const part of parts) if (part.type === "mo") part.setAttribute("separator", "true");
  return new MathNode("mrow", parts);
}

function spaceOperator(node, style) {
  const isFence = String(node.attributes.fence) === "true";
  const around = style === SCRIPT || isFence ? "0em" : BINARY.has(textOf(node)) ? MEDIUM_SPACE : undefined;
  if (around === undefined) return;
  node.attributes.lspace ??= around;
  node.attributes.rspace ??= around;
}

function largeOperator(node) {
  let core = node;
  while (core && (SCRIPTED.has(core.type) || (core.type === "mrow" && core.children.length === 1))) core = core.children[0];
  return core?.type === "mo" && LARGE.test(textOf(core)) ? core : undefined;
}

// Whether a thin space parts a large operator from what follows: not from brackets and relations.
function standsApart(node) {
  if (!node) return false;
  if (node.type === "mrow") return standsApart(node.children[0]);
  if (node.type !== "mo" || largeOperator(node)) return true;
  const { fence, stretchy, minsize } = node.attributes;
  return String(fence) === "true" && String(stretchy) !== "false" && minsize === undefined;
}

function meetApart(siblings, index) {
  const [before, after] = [siblings[index - 1], siblings[index]];
  if (namesFunction(siblings, index)) return endsOrdinary(before);
  if (isEnclosed(after)) return endsOrdinary(before) || isFunction(before);
  return isEnclosed(before) && beginsOrdinary(after);
}

// What \left and \right enclose, with or without scripts.
function isEnclosed(node) {
  if (SCRIPTED.has(node.type)) return isEnclosed(node.children[0]);
  return node.type === "mrow" && String(node.children[0]?.attributes?.stretchy) === "true";
}

function isFunction(node) {
  const last = node.type === "mrow" ? node.children.at(-1) : node;
  return last?.type === "mo" && textOf(last) === APPLY;
}

function namesFunction(siblings, index) {
  const [first, second] = siblings[index].type === "mrow" ? siblings[index].children : siblings.slice(index);
  const base = first && SCRIPTED.has(first.type) ? first.children[0] : first;
  return base?.type === "mi" && second?.type === "mo" && textOf(second) === APPLY;
}

function beginsOrdinary(node) {
  if (GROUPS.has(node.type)) return node.children.length > 0 && beginsOrdinary(node.children[0]);
  if (largeOperator(node)) return false;
  return ORDINARY.has(node.type) || (node.type === "mo" && node.attributes.form === "prefix");
}

function endsOrdinary(node) {
  if (!node) return false;
  if (GROUPS.has(node.type)) return node.children.length > 0 && endsOrdinary(node.children.at(-1));
  if (largeOperator(node)) return false;
  return ORDINARY.has(node.type) || (node.type === "mo" && node.attributes.form === "postfix");
}

function thinSpace({ constructor: MathNode }) {
  const made = new MathNode("mspace");
  made.setAttribute("width", THIN_SPACE);
  return made;
}

function textOf(node) {
  return (node.children ?? []).map(({ text }) => text ?? "").join("");
}
