// An author's LaTeX as the engines are given it: without numbers and labels, which belong to the page.

const NUMBERS = /\\(?:tag\*?|label)\s*\{|\\(?:notag|nonumber)(?![A-Za-z])/g;
const ENVIRONMENTS = /(\\(?:begin|end)\{)(equation|align|gather|alignat|multline|flalign)(\*?)\}/g;
const UNKNOWN_TO_TEMML = { multline: "gather", flalign: "align" };

export class Source {
  constructor(tex) {
    this.original = tex;
    this.shifts = [];
    this.tex = blanked(tex).replace(ENVIRONMENTS, (found, opening, name, star, at) => {
      const starred = `${opening}${UNKNOWN_TO_TEMML[name] ?? name}*}`;
      this.shifts.push({ end: at + found.length, by: starred.length - found.length });
      return starred;
    });
  }

  // The column, counted from 1, and the token of the original at a position of `tex`.
  place(position) {
    let back = 0;
    for (const { end, by } of this.shifts) if (end + back + by <= position) back += by;
    const at = Math.min(Math.max(position - back, 0), this.original.length);
    const token = this.original.slice(at).match(/^\s*(\\[A-Za-z]+|\\.|.)/su)?.[1] ?? "";
    return { column: at + 1, token };
  }
}

// Blanks in place of what is taken out, so that columns stay true.
function blanked(tex) {
  const units = tex.split("");
  for (const match of tex.matchAll(NUMBERS)) {
    let end = match.index + match[0].length;
    for (let depth = match[0].endsWith("{") ? 1 : 0; depth > 0 && end < tex.length; end++) {
      if (tex[end] === "\\") end++;
      else if (tex[end] === "{") depth++;
      else if (tex[end] === "}") depth--;
    }
    units.fill(" ", match.index, end);
  }
  return units.join("");
}
