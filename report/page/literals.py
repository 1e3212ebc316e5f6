"""Numbers that stand in prose as they are, though they may have come from data."""

from __future__ import annotations

import re
from dataclasses import dataclass

from report.page.prose import markdown

_MEASURED = re.compile(r"\d+\.\d+|\d+(?:\.\d+)?\s?(?:%|per ?cent)|\d{1,3}(?:,\d{3})+|\d{3,}")
"""Decimals, percentages, grouped thousands, and whole numbers of three digits or more."""


@dataclass(frozen=True)
class Literal:
    """A number in prose: its text, the sentence around it, and the line its block begins on."""

    text: str
    sentence: str
    line: int


def literals(source: str) -> tuple[Literal, ...]:
    """Return the numbers in a prose template that stand outside tags, formulas and code."""
    found, line = [], 1
    for block in markdown().parse(source):
        line = block.map[0] + 1 if block.map else line
        for token in block.children or ():
            if token.type == "text":
                found += [
                    Literal(match.group(), token.content.strip(), line) for match in _MEASURED.finditer(token.content)
                ]
    return tuple(found)
