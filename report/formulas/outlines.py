"""SVG's shapes as the path operators of PDF."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

_TOKENS = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "Z": 0}

Point = tuple[float, float]


class UnknownConstructError(ValueError):
    """The picture holds something that is not translated; it is to be used as SVG."""


def number(value: float) -> str:
    """Return `value` as PDF writes numbers, to a ten-thousandth."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def path(attributes: Mapping[str, str]) -> str:
    """Return a ``<path>`` as path operators; quadratic curves become the cubic ones they are."""
    pieces = []
    start = here = (0.0, 0.0)
    control: Point | None = None  # the last control point, in which smooth curves are mirrored
    before = ""
    for letter, values in _commands(attributes.get("d", "")):
        points = _absolute(letter, values, here)
        command = letter.upper()
        if command == "Z":
            pieces.append("h")
            here = start
        elif command == "M":
            pieces.append(_written(points, "m"))
            start = points[-1]
        elif command in "LHV":
            pieces.append(_written(points, "l"))
        else:
            mirrored = _mirrored(control, here) if control and before in _SAME_KIND[command] else here
            curve, control = _cubic(command, points, here, mirrored)
            pieces.append(_written(curve, "c"))
        here = points[-1] if points else here
        before = command
    return " ".join(pieces)


def rectangle(attributes: Mapping[str, str]) -> str:
    """Return a ``<rect>`` as path operators."""
    return " ".join(number(float(attributes.get(name, 0))) for name in ("x", "y", "width", "height")) + " re"


def line(attributes: Mapping[str, str]) -> str:
    """Return a ``<line>`` as path operators."""
    x1, y1, x2, y2 = (float(attributes.get(name, 0)) for name in ("x1", "y1", "x2", "y2"))
    return f"{_written([(x1, y1)], 'm')} {_written([(x2, y2)], 'l')}"


def polygon(attributes: Mapping[str, str]) -> str:
    """Return a ``<polygon>`` as path operators."""
    values = [float(value) for value in _TOKENS.findall(attributes["points"])]
    corners = list(zip(values[::2], values[1::2], strict=True))
    return " ".join([_written(corners[:1], "m"), *(_written([corner], "l") for corner in corners[1:]), "h"])


OUTLINES: dict[str, Callable[[Mapping[str, str]], str]] = {
    "path": path,
    "rect": rectangle,
    "line": line,
    "polygon": polygon,
}

_SAME_KIND = {"C": "", "S": "CS", "Q": "", "T": "QT"}


def _commands(d: str) -> Iterator[tuple[str, list[float]]]:
    """Yield each command with its numbers, repeated commands spelt out."""
    tokens = _TOKENS.findall(d)
    letter, at = "", 0
    while at < len(tokens):
        if tokens[at].isalpha():
            letter, at = tokens[at], at + 1
        if letter.upper() not in _ARGUMENTS:
            raise UnknownConstructError(f"path command {letter or tokens[at]}")
        count = _ARGUMENTS[letter.upper()]
        yield letter, [float(token) for token in tokens[at : at + count]]
        at += count
        letter = {"M": "L", "m": "l"}.get(letter, letter)  # pairs after a move are lines
        if count == 0 and at < len(tokens) and not tokens[at].isalpha():
            raise UnknownConstructError("numbers after a closed path")


def _absolute(letter: str, values: list[float], here: Point) -> list[Point]:
    x, y = here if letter.islower() else (0.0, 0.0)
    if letter.upper() == "H":
        return [(x + values[0], here[1])]
    if letter.upper() == "V":
        return [(here[0], y + values[0])]
    return [(x + across, y + up) for across, up in zip(values[::2], values[1::2], strict=True)]


def _cubic(command: str, points: list[Point], here: Point, mirrored: Point) -> tuple[list[Point], Point]:
    """Return a curve's three cubic points, and the control point that a smooth successor mirrors."""
    if command == "C":
        return points, points[1]
    if command == "S":
        return [mirrored, *points], points[0]
    bend = points[0] if command == "Q" else mirrored
    return [_between(here, bend, 2 / 3), _between(points[-1], bend, 2 / 3), points[-1]], bend


def _mirrored(control: Point, here: Point) -> Point:
    return 2 * here[0] - control[0], 2 * here[1] - control[1]


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _written(points: list[Point], operator: str) -> str:
    return " ".join(f"{number(x)} {number(y)}" for x, y in points) + f" {operator}"
