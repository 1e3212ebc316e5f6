// Reads MathJax's tree of a formula aloud: ClearSpeak, in the words of a lecture.

import { SerializedMmlVisitor } from "@mathjax/src/js/core/MmlTree/SerializedMmlVisitor.js";
import SpeechRuleEngine from "speech-rule-engine";

await SpeechRuleEngine.setupEngine({ locale: "en", domain: "clearspeak", modality: "speech", markup: "none" });
await SpeechRuleEngine.engineReady();

// Words of text with letters outside ASCII, and the one word that WORDINGS drops.
const UNSPOKEN = /[\p{L}\p{M}]*[^\p{ASCII}\P{L}][\p{L}\p{M}]*|\bnormal\b/gu;

// The engine leaves out brackets around a single letter, also where they round it.
const ROUNDING = { "⌊": "the floor of", "⌋": "end floor", "⌈": "the ceiling of", "⌉": "end ceiling" };

// MathML for the Speech Rule Engine, which takes a binomial coefficient for a column of a matrix,
// and spells a word with accents letter by letter: such words pass it under other names.
class SpokenMathML extends SerializedMmlVisitor {
  words = [];

  visitMfracNode(node, space) {
    if (parseFloat(node.attributes.get("linethickness")) !== 0) return this.visitDefault(node, space);
    const [above, below] = node.childNodes.map((child) => this.visitNode(child, ""));
    return `<mrow>${above}<mtext>choose</mtext>${below}</mrow>`;
  }

  visitMtextNode(node, space) {
    const text = node.getText().replace(UNSPOKEN, (word) => this.alias(word));
    return `${space}<mtext>${this.quoteHTML(text)}</mtext>`;
  }

  visitMoNode(node, space) {
    const words = ROUNDING[node.getText()];
    return words ? `${space}<mtext>${words}</mtext>` : this.visitDefault(node, space);
  }

  alias(word) {
    const digits = String(this.words.push(word) - 1);
    return "foreign" + digits.replace(/\d/g, (digit) => "abcdefghij"[digit]);
  }

  word(alias) {
    return this.words[Number(alias.replace(/[a-j]/g, (letter) => "abcdefghij".indexOf(letter)))];
  }

  toEntity(character) {
    return character;
  }
}

// The engine's own words, and what is said of them at a blackboard.
const WORDINGS = [
  [/\bnormal /g, ""],
  [/\b(l)amda\b/gi, "$1ambda"],
  [/\btriangle\b/g, "Delta"],
  [/\bdouble struck (?=[A-Z]\b)/g, ""],
  [/\bpartial differential\b/g, "partial"],
  [/\bthe metric of\b/g, "the norm of"],
  [/\b(?:raised )?to the down tack power\b/g, "transpose"],
  [/\b(?:raised )?to the sans serif T power\b/g, "transpose"],
  [/\blim (?:over|under) (\S+) right arrow (.+?) of\b/g, "the limit as $1 approaches $2 of"],
  [/\b(P|p|q|E) of open paren ((?:(?! paren).)*?) divides\b/g, "$1 of open paren $2 given"],
  [/\bcayley table with \d+ elements\b/g, "table"],
  [/\s+/g, " "],
];

export function speech(tree) {
  const visitor = new SpokenMathML();
  const said = SpeechRuleEngine.toSpeech(visitor.visitTree(tree));
  return WORDINGS.reduce((text, [engine, lecture]) => text.replace(engine, lecture), said)
    .replace(/foreign([a-j]+)/g, (_, alias) => visitor.word(alias))
    .trim();
}
