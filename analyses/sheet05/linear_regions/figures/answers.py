"""What each region of a figure says when it is pointed at: its map, its pattern, its area."""

from __future__ import annotations

import numpy as np

from analyses.sheet05.linear_regions.figures.polygons import curved, on_disk
from analyses.sheet05.linear_regions.result import LinearRegionsResult
from analyses.sheet05.linear_regions.setting import REACH, Floats
from analyses.sheet05.linear_regions.views import Polygons
from report import Area

DISK, BOX, ZOOM = 0, 1, 2
"""Panels of the figure of the shallow network's regions."""

MINUS, THIN = "\N{MINUS SIGN}", "\N{NARROW NO-BREAK SPACE}"

PIECES = 4
"""Pieces of a side that is a curve: enough to be pointed at."""


def regions(result: LinearRegionsResult) -> tuple[Area, ...]:
    """Return the shallow network's regions of the plane, each wherever a panel shows it."""
    plane, box, zoom = result.plane, result.shallow.polygons, result.zoom
    in_box, in_zoom = _by_pattern(box), _by_pattern(zoom)
    widths = _hidden(result.shallow.widths)
    areas = []
    for face, pattern in enumerate(map(bytes, plane.patterns)):
        outlines = [(DISK, _points(_disk_outline(plane, face)))]
        words = f"{_map(plane, face)}; pattern {_bits(plane, face, widths)}; {_size(plane.areas[face])}"
        if pattern in in_box:
            outlines.append((BOX, _points(_outline(box, in_box[pattern]))))
            share = float(box.areas[in_box[pattern]])
            if not np.isclose(share, plane.areas[face]):
                words += f", {share:.3g} of it in the box ±{REACH:g}"
        if pattern in in_zoom:
            outlines.append((ZOOM, _points(_outline(zoom, in_zoom[pattern]))))
        areas.append(Area(words, tuple(outlines)))
    return tuple(areas)


def deep_regions(result: LinearRegionsResult) -> tuple[Area, ...]:
    """Return the activation regions of every network in the box, a panel each."""
    return tuple(
        Area(
            f"{_map(view.polygons, face)}; pattern {_bits(view.polygons, face, _hidden(view.widths))}; "
            f"{_size(view.polygons.areas[face])} in the box",
            ((panel, _points(_outline(view.polygons, face))),),
        )
        for panel, view in enumerate(result.views.values())
        for face in range(len(view.polygons.areas))
    )


def _by_pattern(polygons: Polygons) -> dict[bytes, int]:
    return {bytes(pattern): face for face, pattern in enumerate(polygons.patterns)}


def _hidden(widths: str) -> list[int]:
    return [int(width) for width in widths.split("-")[1:-1]]


def _ring(polygons: Polygons, face: int) -> Floats:
    return polygons.corners[polygons.start[face] : polygons.start[face + 1]]


def _outline(polygons: Polygons, face: int) -> Floats:
    ring = _ring(polygons, face)
    return np.asarray(ring[:, :2] / ring[:, 2:])


def _disk_outline(polygons: Polygons, face: int) -> Floats:
    ring = _ring(polygons, face)
    return on_disk(curved(ring, np.roll(ring, -1, axis=0), PIECES)).reshape(-1, 2)


def _points(outline: Floats) -> tuple[tuple[float, float], ...]:
    return tuple((float(x), float(y)) for x, y in outline)


def _map(polygons: Polygons, face: int) -> str:
    along_x, along_y = polygons.gradients[face]
    return f"f(x, y) = {_number(along_x)}x {_term(along_y)}y {_term(polygons.offsets[face])}"


def _term(value: float) -> str:
    sign = MINUS if value < 0 else "+"
    return f"{sign}{THIN}{_number(abs(value))}"


def _number(value: float) -> str:
    return f"{value:.3g}".replace("-", MINUS)


def _bits(polygons: Polygons, face: int, widths: list[int]) -> str:
    """Return the pattern as ones and zeros, a group a layer."""
    layers = np.split(polygons.patterns[face], np.cumsum(widths)[:-1])
    return " ".join("".join("1" if on else "0" for on in layer) for layer in layers)


def _size(area: float) -> str:
    return f"area {area:.3g}" if np.isfinite(area) else "reaches infinity"
