"""The parts of a figure that answer, as shapes of the SVG that lies over it: in tenths of a CSS pixel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from report.model import Drawn, Points


@dataclass(frozen=True)
class Shape:
    """A path's data, and what is said of it."""

    path: str
    words: str


@dataclass(frozen=True)
class Overlay:
    """The size of a figure, and its shapes."""

    width: int
    height: int
    shapes: tuple[Shape, ...]


def overlay(drawn: Drawn) -> Overlay | None:
    """Return what lies over a figure, or None where nothing of it answers."""
    if not drawn.areas:
        return None
    shapes = tuple(Shape("".join(map(_closed, area.outlines)), area.words) for area in drawn.areas)
    return Overlay(_tenths(drawn.width), _tenths(drawn.height), shapes)


def _closed(outline: Points) -> str:
    corners = dict.fromkeys((_tenths(x), _tenths(y)) for x, y in outline)
    return f"M{_joined(corners)}Z"


def _joined(corners: Iterable[tuple[int, int]]) -> str:
    return "L".join(f"{x} {y}" for x, y in corners)


def _tenths(pixels: float) -> int:
    return round(10 * pixels)
