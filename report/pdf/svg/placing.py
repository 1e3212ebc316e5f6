"""Where SVG places things: the page, transforms, and pictures in their boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import cos, radians, sin
from xml.etree.ElementTree import Element

from report.formulas.outlines import UnknownConstructError
from report.pdf.svg.paint import numbers


def kind(element: Element) -> str:
    """Return an element's name without that of its space."""
    return str(element.tag).rpartition("}")[2]


def page_size(root: Element) -> tuple[float, float]:
    """Return width and height of a picture whose unit is the point."""
    width, height = (root.get(side, "") for side in ("width", "height"))
    if [width, height] != [f"{side}pt" for side in root.get("viewBox", "").split()[2:]]:
        raise UnknownConstructError("a picture whose unit is not the point")
    return float(width[:-2]), float(height[:-2])


def placed(element: Element) -> Iterator[str]:
    """Yield the operators of an element's transforms, and of the place at which it uses another."""
    for name, arguments in re.findall(r"(\w+)\s*\(([^)]*)\)", element.get("transform", "")):
        values = [float(value) for value in re.split(r"[\s,]+", arguments.strip())]
        yield numbers(*_matrix(name, values)) + " cm"
    if kind(element) == "use" and ("x" in element.attrib or "y" in element.attrib):
        yield numbers(1, 0, 0, 1, *_lengths(element, "x", "y")) + " cm"


def fitted(element: Element, png: bytes) -> str:
    """Return the matrix of a PNG in an element's box: as large as fits, and centred."""
    across, down = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
    x, y, width, height = _lengths(element, "x", "y", "width", "height")
    scale = min(width / across, height / down)
    left, foot = x + (width - across * scale) / 2, y + (height + down * scale) / 2
    return numbers(across * scale, 0, 0, -down * scale, left, foot)


def _lengths(element: Element, *names: str) -> list[float]:
    return [float(element.get(name, 0)) for name in names]


def _matrix(name: str, values: list[float]) -> tuple[float, ...]:
    if name == "translate":
        return 1, 0, 0, 1, values[0], values[1] if len(values) > 1 else 0
    if name == "scale":
        return values[0], 0, 0, values[-1], 0, 0
    if name == "rotate" and len(values) == 1:
        turn = radians(values[0])
        return cos(turn), sin(turn), -sin(turn), cos(turn), 0, 0
    raise UnknownConstructError(f"transform {name}")
