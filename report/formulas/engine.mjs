// Sets formulas: one JSON request a line on stdin, one JSON answer a line on stdout.
//
//   {"tex": "x^2", "display": false, "column_em": null}
//   {"svg": "<svg ...>", "mathml": "<math ...>", "speech": "x squared", "width_em": ..., "height_em": ..., "depth_em": ...}
//   {"error": "Undefined control sequence \\foo", "column": 3, "token": "\\foo"}
//
// MathJax draws the picture; mathml.mjs writes the MathML, speech.mjs reads it aloud.

import { createInterface } from "node:readline";

import { liteAdaptor } from "@mathjax/src/js/adaptors/liteAdaptor.js";
import { RegisterHTMLHandler } from "@mathjax/src/js/handlers/html.js";
import { TeX } from "@mathjax/src/js/input/tex.js";
import { mathjax } from "@mathjax/src/js/mathjax.js";
import { SVG } from "@mathjax/src/js/output/svg.js";
import { MathJaxStix2Font } from "@mathjax/mathjax-stix2-font/js/svg.js";
import "@mathjax/src/js/util/asyncLoad/esm.js";
import "@mathjax/src/js/input/tex/ams/AmsConfiguration.js";
import "@mathjax/src/js/input/tex/boldsymbol/BoldsymbolConfiguration.js";
import "@mathjax/src/js/input/tex/braket/BraketConfiguration.js";
import "@mathjax/src/js/input/tex/cancel/CancelConfiguration.js";
import "@mathjax/src/js/input/tex/color/ColorConfiguration.js";
import "@mathjax/src/js/input/tex/configmacros/ConfigMacrosConfiguration.js";
import "@mathjax/src/js/input/tex/mathtools/MathtoolsConfiguration.js";
import "@mathjax/src/js/input/tex/textmacros/TextMacrosConfiguration.js";
import temml from "temml";

import { TeXBreaks } from "./breaks.mjs";
import { sizedDelimiters } from "./delimiters.mjs";
import { mathml, mathmlComplaint, mathmlTree } from "./mathml.mjs";
import { Source } from "./source.mjs";
import { speech } from "./speech.mjs";
import { asTeX, keepInner } from "./tree.mjs";
import { correct, wrapperFactory } from "./wrappers.mjs";

const UNITS_PER_EM = 1000;
const ARRAY_RULE = 40; // TeX's \arrayrulewidth: 0.4 pt at 10 pt
const UNBROKEN = 1e5;
const BEFORE_INHERITANCE = -10;

const adaptor = liteAdaptor();
RegisterHTMLHandler(adaptor);
const input = new TeX({
  packages: ["base", "ams", "boldsymbol", "braket", "cancel", "color", "configmacros", "mathtools", "textmacros"],
  // What Temml knows besides.
  macros: {
    argmax: "\\operatorname*{arg\\,max}",
    argmin: "\\operatorname*{arg\\,min}",
    bm: ["\\boldsymbol{#1}", 1],
  },
  formatError: (_, error) => {
    throw error;
  },
});
input.postFilters.add(({ data }) => keepInner(data.root, data.nodeFactory), BEFORE_INHERITANCE);
input.postFilters.add(({ data }) => asTeX(data.root));
const fontData = new MathJaxStix2Font({ dynamicPrefix: "@mathjax/mathjax-stix2-font/js/svg/dynamic" });
correct(fontData);
const output = new SVG({
  fontData,
  wrapperFactory: wrapperFactory(),
  fontCache: "none",
  displayAlign: "left",
  displayOverflow: "linebreak",
  linebreaks: { inline: false, lineleading: 0.4, LinebreakVisitor: TeXBreaks },
});
const page = mathjax.document("", { InputJax: input, OutputJax: output });

function mathjaxError(source, error) {
  const command = error.message.match(/\\[A-Za-z]+/)?.[0];
  const missing = error.message.match(/no character (.)/u)?.[1];
  const found = source.tex.indexOf(command ?? missing ?? "\0");
  const read = input.parseOptions.parsers.at(-1)?.i ?? 1;
  return { error: error.message, ...source.place(found >= 0 ? found : read - 1) };
}

function walk(node, visit) {
  if (adaptor.kind(node) === "#text") return;
  visit(node);
  for (const child of adaptor.childNodes(node)) walk(child, visit);
}

// What MathJax leaves to its style sheet is said on the element; what only its own scripts read is dropped.
function selfContained(svg) {
  walk(svg, (node) => {
    if (adaptor.kind(node) === "line" && !adaptor.hasAttribute(node, "stroke-width")) rule(node);
    for (const { name, value } of adaptor.allAttributes(node)) {
      if (/^data-|^(class|role|focusable|style)$/.test(name)) adaptor.removeAttribute(node, name);
      else if (/^(fill|stroke)$/.test(name)) adaptor.setAttribute(node, name, colour(value));
    }
  });
  return svg;
}

function rule(line) {
  const kind = adaptor.getAttribute(line, "class");
  adaptor.setAttribute(line, "stroke-width", ARRAY_RULE);
  if (/dashed/.test(kind)) adaptor.setAttribute(line, "stroke-dasharray", "140");
  if (/dotted/.test(kind)) {
    adaptor.setAttribute(line, "stroke-dasharray", "0 140");
    adaptor.setAttribute(line, "stroke-linecap", "round");
  }
}

// A colour's name as LaTeX's xcolor means it, which Temml knows; other names stay.
function colour(value) {
  if (/^(#.*|none|currentColor)$/.test(value)) return value;
  const known = { black: "#000000", white: "#ffffff" }[value];
  return known ?? temml.renderToString(`\\textcolor{${value}}{x}`).match(/color:\s*(#[0-9a-f]+)/i)?.[1] ?? value;
}

// A character that the font lacks comes as <text>, in whatever font the reader has.
function checkOutlines(svg) {
  walk(svg, (node) => {
    if (adaptor.kind(node) === "text") throw new Error(`The formula font has no character ${adaptor.textContent(node)}`);
  });
}

async function picture(tex, display, columnEm) {
  const containerWidth = 16 * (columnEm ?? UNBROKEN);
  const set = await page.convertPromise(tex, { display, em: 16, ex: 8, containerWidth });
  const svg = selfContained(adaptor.childNodes(set).find((node) => adaptor.kind(node) === "svg"));
  checkOutlines(svg);
  const [, top, width, height] = adaptor.getAttribute(svg, "viewBox").split(/\s+/).map((n) => Number(n) / UNITS_PER_EM);
  const depth = height + top;
  adaptor.setAttribute(svg, "width", `${round(width)}em`);
  adaptor.setAttribute(svg, "height", `${round(height)}em`);
  adaptor.setAttribute(svg, "style", `vertical-align:${round(-depth)}em`);
  return { svg: adaptor.serializeXML(svg), width_em: round(width), height_em: round(height), depth_em: round(depth) };
}

const round = (value) => Number(value.toFixed(4)) + 0;

async function typeset({ tex, display, column_em: columnEm }) {
  const source = new Source(tex);
  let tree;
  try {
    tree = mathmlTree(source.tex, display);
  } catch (error) {
    return { error: mathmlComplaint(error), ...source.place(error.position ?? 0) };
  }
  try {
    const drawn = await picture(source.tex, display, columnEm);
    return { ...drawn, mathml: mathml(tree, sizedDelimiters(input.mathNode)), speech: speech(input.mathNode) };
  } catch (error) {
    return mathjaxError(source, error);
  }
}

process.stdout.write('{"ready": true}\n');
for await (const line of createInterface({ input: process.stdin })) {
  const answer = await typeset(JSON.parse(line));
  process.stdout.write(JSON.stringify(answer) + "\n");
}
