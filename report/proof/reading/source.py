"""LaTeX to lark's tree, and the words for what cannot be read."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from lark import Lark, Token, UnexpectedInput

from report.proof.lexer import TexLexer, complain
from report.proof.reading.tree import Node

_EXPECTED = {
    "RBRACE": "}",
    "LBRACE": "{",
    "CLOSE": "a closing bracket",
    "BAR_CLOSE": "a closing bar |",
    "END_ROWS": "\\end of the rows",
    "END_CASES": "\\end{cases}",
    "AMP": "& before the condition of a case",
}
_DEEPEST = 60


@cache
def _parser() -> Lark:
    grammar = Path(__file__).with_name("grammar.lark").read_text(encoding="utf-8")
    return Lark(
        grammar,
        parser="lalr",
        lexer=TexLexer,
        start=["start", "expr"],
        propagate_positions=True,
        maybe_placeholders=True,
    )


def parse(latex: str, start: str = "start") -> Node:
    """Return the tree of `latex`.

    Raises
    ------
    DerivationError
        If it does not follow the grammar, or nests deeper than anybody could read.
    """
    depth = most = 0
    for character in latex:
        depth += (character in "({[") - (character in ")}]")
        most = max(most, depth)
    if most > _DEEPEST:
        raise complain(f"brackets nest {most} deep", None, "Give the inner parts names of their own.")
    try:
        return _parser().parse(latex, start=start)
    except UnexpectedInput as error:
        raise _unexpected(error, latex) from error


def _unexpected(error: UnexpectedInput, latex: str) -> Exception:
    token: Any = getattr(error, "token", None)
    accepted = getattr(error, "expected", None) or getattr(error, "accepts", None) or set()
    wanted = [words for kind, words in _EXPECTED.items() if kind in accepted]
    if token is None or token.type == "$END":
        missing = wanted[0] if wanted and "NUMBER" not in accepted else "a formula"
        end = Token("", "", line=latex.count("\n") + 1, column=len(latex) - latex.rfind("\n"))
        return complain("the formula breaks off", end, f"Go on with {missing}.")
    remedy = f"Expected here: {', '.join(wanted)}." if wanted else "Remove it, or write what belongs before it."
    return complain(f"{token!s} cannot stand here", token, remedy)
