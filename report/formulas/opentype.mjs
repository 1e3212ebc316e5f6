// The MATH table of the formula font: what its designers say of bars, scripts, limits and kerns.
// MathJax draws the font's glyphs, but spaces them by numbers of TeX's Computer Modern.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { inflateSync } from "node:zlib";

const FONT = "@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff";
const UNITS_PER_EM = 1000;
const PERCENTAGES = 2;
const HEIGHTS = 2;
// The fields of MathConstants from AxisHeight on, in the order of the OpenType specification, as far as they are used.
const VALUES = [
  "mathLeading", "axisHeight", "accentBaseHeight", "flattenedAccentBaseHeight",
  "subscriptShiftDown", "subscriptTopMax", "subscriptBaselineDropMin",
  "superscriptShiftUp", "superscriptShiftUpCramped", "superscriptBottomMin", "superscriptBaselineDropMax",
  "subSuperscriptGapMin", "superscriptBottomMaxWithSubscript", "spaceAfterScript",
  "upperLimitGapMin", "upperLimitBaselineRiseMin", "lowerLimitGapMin", "lowerLimitBaselineDropMin",
  "stackTopShiftUp", "stackTopDisplayStyleShiftUp", "stackBottomShiftDown", "stackBottomDisplayStyleShiftDown",
  "stackGapMin", "stackDisplayStyleGapMin",
  "stretchStackTopShiftUp", "stretchStackBottomShiftDown", "stretchStackGapAboveMin", "stretchStackGapBelowMin",
  "fractionNumeratorShiftUp", "fractionNumeratorDisplayStyleShiftUp",
  "fractionDenominatorShiftDown", "fractionDenominatorDisplayStyleShiftDown",
  "fractionNumeratorGapMin", "fractionNumDisplayStyleGapMin", "fractionRuleThickness",
  "fractionDenominatorGapMin", "fractionDenomDisplayStyleGapMin",
];
const CORNERS = ["topRight", "topLeft", "bottomRight", "bottomLeft"];

const woff = readFileSync(createRequire(import.meta.url).resolve(FONT));
const math = table("MATH");
const glyphOf = characterMap(table("cmap"));

// Lengths in em; script sizes as parts of the text's.
export const constants = mathConstants(math.readUInt16BE(4));

const kerns = mathKerns(math.readUInt16BE(6));
const italics = italicsCorrections(math.readUInt16BE(6));

// How far the font says that a character leans out of its width, in em.
export function italicsCorrection(character) {
  return italics.get(glyphOf(character)) ?? 0;
}

// The kern in em that the font asks for at a corner of a character, at a height above its baseline.
export function kern(character, corner, height) {
  const steps = kerns.get(glyphOf(character))?.[corner];
  if (!steps) return 0;
  const at = steps.heights.findIndex((limit) => height < limit);
  return steps.values[at < 0 ? steps.values.length - 1 : at];
}

function table(tag) {
  for (let index = 0; index < woff.readUInt16BE(12); index++) {
    const entry = 44 + 20 * index;
    if (woff.toString("latin1", entry, entry + 4) !== tag) continue;
    const [offset, packed, length] = [4, 8, 12].map((at) => woff.readUInt32BE(entry + at));
    const content = woff.subarray(offset, offset + packed);
    return packed < length ? inflateSync(content) : content;
  }
  throw new Error(`The formula font has no table ${tag}`);
}

// Segmented coverage (format 12), which every font with mathematical letters has.
function characterMap(cmap) {
  const offsets = Array.from({ length: cmap.readUInt16BE(2) }, (_, index) => cmap.readUInt32BE(8 + 8 * index));
  const start = offsets.find((offset) => cmap.readUInt16BE(offset) === 12);
  const groups = Array.from({ length: cmap.readUInt32BE(start + 12) }, (_, index) =>
    [0, 4, 8].map((at) => cmap.readUInt32BE(start + 16 + 12 * index + at)),
  );
  return (character) => {
    const group = groups.find(([first, last]) => first <= character && character <= last);
    return group && group[2] + character - group[0];
  };
}

function mathConstants(start) {
  const records = start + 2 * (PERCENTAGES + HEIGHTS);
  const values = VALUES.map((name, index) => [name, math.readInt16BE(records + 4 * index) / UNITS_PER_EM]);
  const [script, scriptScript] = [0, 2].map((at) => math.readInt16BE(start + at) / 100);
  return { ...Object.fromEntries(values), script, scriptScript };
}

function italicsCorrections(glyphInfo) {
  const start = glyphInfo + math.readUInt16BE(glyphInfo);
  const glyphs = covered(start + math.readUInt16BE(start));
  return new Map(glyphs.map((glyph, index) => [glyph, math.readInt16BE(start + 4 + 4 * index) / UNITS_PER_EM]));
}

function mathKerns(glyphInfo) {
  const start = glyphInfo + math.readUInt16BE(glyphInfo + 6);
  return new Map(
    covered(start + math.readUInt16BE(start)).map((glyph, index) => {
      const offsets = CORNERS.map((_, corner) => math.readUInt16BE(start + 4 + 8 * index + 2 * corner));
      const steps = offsets.map((offset) => offset && kernSteps(start + offset));
      return [glyph, Object.fromEntries(CORNERS.map((name, corner) => [name, steps[corner]]))];
    }),
  );
}

function covered(start) {
  const count = math.readUInt16BE(start + 2);
  if (math.readUInt16BE(start) === 1) {
    return Array.from({ length: count }, (_, index) => math.readUInt16BE(start + 4 + 2 * index));
  }
  const ranges = Array.from({ length: count }, (_, index) => start + 4 + 6 * index);
  return ranges.flatMap((range) => {
    const [first, last] = [math.readUInt16BE(range), math.readUInt16BE(range + 2)];
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

function kernSteps(start) {
  const count = math.readUInt16BE(start);
  const values = Array.from({ length: 2 * count + 1 }, (_, index) => math.readInt16BE(start + 2 + 4 * index));
  const lengths = values.map((value) => value / UNITS_PER_EM);
  return { heights: lengths.slice(0, count), values: lengths.slice(count) };
}
