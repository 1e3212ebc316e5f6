"""Formulas as PDF operators: what MathJax's SVG draws, in the drawing language of PDF.

The operators work in the picture's own units, thousandths of an em, y upwards, the baseline at 0. Where the
SVG says ``currentColor`` they set no colour, so that the formula takes the colour of the text around it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from report.formulas.outlines import OUTLINES, UnknownConstructError, number

__all__ = ["UnknownConstructError", "operators", "translation_version"]

_PAINT = ("fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap")
_KNOWN = {
    "svg": {"x", "y", "width", "height", "viewBox", "style"},
    "g": {"transform", *_PAINT},
    "path": {"d", "transform", *_PAINT},
    "rect": {"x", "y", "width", "height", "transform", *_PAINT},
    "line": {"x1", "y1", "x2", "y2", "transform", *_PAINT},
    "polygon": {"points", "transform", *_PAINT},
}


@dataclass(frozen=True)
class _Pen:
    """What is inherited: colours (None: the text's; "none": no paint) and the line."""

    fill: str | None = None
    stroke: str | None = None
    width: float = 1.0

    def under(self, element: ElementTree.Element) -> _Pen:
        """Return the pen inside `element`."""
        return replace(
            self,
            fill=_colour(element.get("fill"), self.fill),
            stroke=_colour(element.get("stroke"), self.stroke),
            width=float(element.get("stroke-width", self.width)),
        )


def operators(svg: str) -> str:
    """Return the picture `svg` as PDF operators.

    Raises
    ------
    UnknownConstructError
        If it holds an element, an attribute, a transform or a colour that is not translated.
    """
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own typesetter's output
    # The outermost group of MathJax turns y upwards; PDF has it so from the start.
    lines = ["q 1 0 0 -1 0 0 cm"]
    for child in root:
        lines += _drawn(child, _Pen().under(root))
    return "\n".join([*lines, "Q"])


@cache
def translation_version() -> str:
    """Return a hash of the code that translates."""
    sources = (Path(__file__), Path(__file__).with_name("outlines.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()


def _drawn(element: ElementTree.Element, pen: _Pen) -> Iterator[str]:
    kind = element.tag.rpartition("}")[2]
    if kind not in _KNOWN or not set(element.attrib) <= _KNOWN[kind]:
        raise UnknownConstructError(f"{kind} with {', '.join(sorted(element.attrib))}")
    inner = pen.under(element)
    setting = [*_placed(element, kind), *_coloured(inner, pen), *_lined(element)]
    body = list(_body(element, kind, inner))
    if not body:
        return
    if setting:
        yield "q " + " ".join(setting)
    yield from body
    if setting:
        yield "Q"


def _body(element: ElementTree.Element, kind: str, pen: _Pen) -> Iterator[str]:
    if kind in ("g", "svg"):
        for child in element:
            yield from _drawn(child, pen)
        return
    fills = pen.fill != "none" and kind != "line"
    strokes = pen.stroke != "none" and pen.width > 0
    outline = OUTLINES[kind](element.attrib)
    if outline and (fills or strokes):
        width = [f"{number(pen.width)} w"] if strokes else []
        paint = "B" if fills and strokes else "f" if fills else "S"
        yield " ".join([*width, outline, paint])


def _placed(element: ElementTree.Element, kind: str) -> Iterator[str]:
    if kind == "svg":
        yield from _viewport(element)
    for name, arguments in re.findall(r"(\w+)\s*\(([^)]*)\)", element.get("transform", "")):
        values = [float(value) for value in re.split(r"[\s,]+", arguments.strip())]
        if name == "translate":
            matrix = [1, 0, 0, 1, values[0], values[1] if len(values) > 1 else 0]
        elif name == "scale":
            matrix = [values[0], 0, 0, values[-1], 0, 0]
        elif name == "matrix":
            matrix = values
        else:
            raise UnknownConstructError(f"transform {name}")
        yield " ".join(map(number, matrix)) + " cm"


def _viewport(element: ElementTree.Element) -> Iterator[str]:
    """Yield the window of a picture within the picture: clipped, its view box fitted in and centred."""
    x, y, width, height = (float(element.get(name, "0")) for name in ("x", "y", "width", "height"))
    left, top, across, down = (float(value) for value in element.attrib["viewBox"].split())
    if min(across, down) <= 0:
        raise UnknownConstructError("an empty view box")
    scale = min(width / across, height / down)
    shift_x = x + (width - across * scale) / 2 - left * scale
    shift_y = y + (height - down * scale) / 2 - top * scale
    yield " ".join(map(number, (x, y, width, height))) + " re W n"
    yield " ".join(map(number, (scale, 0, 0, scale, shift_x, shift_y))) + " cm"


def _coloured(inner: _Pen, outer: _Pen) -> Iterator[str]:
    for now, before, operator in ((inner.fill, outer.fill, "rg"), (inner.stroke, outer.stroke, "RG")):
        if now not in (before, None, "none"):
            assert now is not None
            yield " ".join(number(int(now[at : at + 2], 16) / 255) for at in (1, 3, 5)) + f" {operator}"


def _lined(element: ElementTree.Element) -> Iterator[str]:
    if dashes := element.get("stroke-dasharray"):
        yield f"[{' '.join(number(float(dash)) for dash in re.split(r'[ ,]+', dashes))}] 0 d"
    if cap := element.get("stroke-linecap"):
        yield f"{('butt', 'round', 'square').index(cap)} J"


def _colour(said: str | None, inherited: str | None) -> str | None:
    if said is None or said == "none":
        return said or inherited
    if said == "currentColor":
        if inherited not in (None, "none"):
            raise UnknownConstructError("the text's colour inside another")
        return None
    if re.fullmatch(r"#[0-9a-fA-F]{3}", said):
        said = "#" + "".join(digit * 2 for digit in said[1:])
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", said):
        raise UnknownConstructError(f"colour {said}")
    return said.lower()
