// The column, counted from 1, and the token at a position of a formula.

export function place(tex, position) {
  const token = tex.slice(position).match(/^\s*(\\[A-Za-z]+|\\.|.)/su)?.[1] ?? "";
  return { column: position + 1, token };
}
