"""How SVG's styles paint a shape, as operators of PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from report.formulas.outlines import UnknownConstructError, number

EVERYWHERE = "*{stroke-linejoin: round; stroke-linecap: butt}"
"""The one style sheet that is known, matplotlib's."""

START = "1 j 4 M 0 0 0 rg 0 0 0 RG"
"""What is so unless an element says otherwise: SVG's initial values, and `EVERYWHERE`."""

_CAPS, _JOINS = ("butt", "round", "square"), ("miter", "round", "bevel")
_LENGTHS = {"stroke-width": "width", "stroke-dashoffset": "offset"}
_OPACITIES = {"fill-opacity": "fill_opacity", "stroke-opacity": "stroke_opacity"}


@dataclass(frozen=True)
class Paint:
    """What shapes inherit from the elements around them; lengths in their unit, opacities in 0..1."""

    fill: str = "#000000"
    stroke: str = "none"
    width: float = 1.0
    dashes: str = "none"
    offset: float = 0.0
    fill_opacity: float = 1.0
    stroke_opacity: float = 1.0

    def under(self, style: Mapping[str, str]) -> Paint:
        """Return the paint inside an element of this style."""
        return replace(self, **dict(_read(style))) if style else self

    @property
    def operator(self) -> str:
        """What paints a path; nothing, if it leaves no ink."""
        strokes = self.stroke != "none" and self.width > 0
        return ("B" if strokes else "f") if self.fill != "none" else "S" if strokes else ""

    def set(self, style: Mapping[str, str]) -> Iterator[str]:
        """Yield the operators of what differs from `START`; ends and joins of lines are the element's own `style`."""
        if self.fill not in ("none", "#000000"):
            yield f"{_colour(self.fill)} rg"
        if self.stroke == "none":
            return
        if self.stroke != "#000000":
            yield f"{_colour(self.stroke)} RG"
        if self.width != 1:
            yield f"{numbers(self.width)} w"
        if self.dashes != "none":
            yield f"[{numbers(*map(float, re.split(r'[ ,]+', self.dashes)))}] {numbers(self.offset)} d"
        for name, words, usual, operator in (("cap", _CAPS, "butt", "J"), ("join", _JOINS, "round", "j")):
            if (word := style.get(f"stroke-line{name}", usual)) != usual:
                yield f"{words.index(word)} {operator}"


def read_style(attribute: str) -> dict[str, str]:
    """Return a ``style`` attribute's properties."""
    said = (part.partition(":") for part in attribute.split(";") if part.strip())
    return {name.strip(): value.strip() for name, _, value in said}


def numbers(*values: float) -> str:
    """Return `values` as PDF writes numbers, to a millionth: glyphs are scaled by small ones."""
    return " ".join(f"{value:.6f}".rstrip("0").rstrip(".") for value in values)


def _read(style: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    for name, value in style.items():
        if name in ("fill", "stroke") and re.fullmatch(r"none|#[0-9a-f]{6}", value):
            yield name, value
        elif name in _LENGTHS or name in _OPACITIES:
            yield (_LENGTHS | _OPACITIES)[name], float(value)
        elif name == "stroke-dasharray":
            yield "dashes", value
        elif name not in ("stroke-linecap", "stroke-linejoin"):
            raise UnknownConstructError(f"style {name}: {value}")


def _colour(said: str) -> str:
    return " ".join(number(int(said[at : at + 2], 16) / 255) for at in (1, 3, 5))
