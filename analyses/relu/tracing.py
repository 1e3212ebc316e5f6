"""Outlines, kinks and level lines of regions, as they lie in a panel: flat, or the whole plane on a disk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analyses.relu.regions import Regions

    Floats = NDArray[np.float64]
    Indices = NDArray[np.intp]

BENDS = 36
"""Straight pieces that a line as long as the disk is wide is drawn with."""


@dataclass(frozen=True)
class Flat:
    """The plane as it is."""

    def __call__(self, places: Floats) -> Floats:
        """Return points, shape (..., 2), of homogeneous places of shape (..., 3)."""
        points: Floats = places[..., :2] / places[..., 2:]
        return points

    def pieces(self, start: Floats, stop: Floats) -> Indices:
        """Return into how many straight pieces each line falls: one."""
        return np.ones(len(start) if len(stop) else 0, dtype=np.intp)


@dataclass(frozen=True)
class Disk:
    """The whole plane on the unit disk: x / sqrt(s^2 + |x|^2). Lines become half ellipses.

    Attributes
    ----------
    scale : float
        s: the distance from the origin that is drawn at 0.71 of the radius.
    """

    scale: float = 5.0

    def __call__(self, places: Floats) -> Floats:
        """Return points, shape (..., 2), of homogeneous places of shape (..., 3)."""
        x, y, w = np.moveaxis(places, -1, 0)
        points: Floats = places[..., :2] / np.sqrt(x**2 + y**2 + (self.scale * w) ** 2)[..., None]
        return points

    def pieces(self, start: Floats, stop: Floats) -> Indices:
        """Return into how many straight pieces each line falls, by its length on the disk."""
        length = np.hypot(*np.moveaxis(self(stop) - self(start), -1, 0))
        pieces: Indices = np.ceil(BENDS / 2 * length).astype(np.intp)
        return np.maximum(pieces, 1)


Chart = Flat | Disk


def outlines(regions: Regions, chart: Chart) -> list[Floats]:
    """Return the polygon of each face, shape (corners, 2); on a disk its sides are bent."""
    start, ring = regions.rings
    following = np.arange(1, len(ring) + 1)
    following[start[1:] - 1] = start[:-1]
    points, sizes = _traced(regions.vertices[ring], regions.vertices[ring[following]], chart)
    ends = np.cumsum(np.add.reduceat(sizes, start[:-1]))
    return np.split(points, ends[:-1])


def kinks(regions: Regions, chart: Chart) -> tuple[list[Floats], Indices]:
    """Return the line of each inner edge, and the hidden layer that made it."""
    inner = (regions.edge_faces >= 0).all(axis=1)
    ends = regions.vertices[regions.edge_vertices[inner]]
    return _lines(ends[:, 0], ends[:, 1], chart), regions.edge_neurons[inner, 0]


def level_lines(regions: Regions, levels: Floats, chart: Chart, output: int = 0) -> list[Floats]:
    """Return the lines on which an output has one of `levels`: straight in each face, bending at its edges."""
    start, ring = regions.rings
    sizes = np.diff(start)
    face = np.repeat(np.arange(len(sizes)), sizes)
    following = np.arange(1, len(ring) + 1)
    following[start[1:] - 1] = start[:-1]
    here, there = regions.vertices[ring], regions.vertices[ring[following]]
    maps = np.column_stack([regions.jacobians[:, output], regions.offsets[:, output]])[face]
    found: list[Floats] = []
    for level in levels:
        form = maps - [0.0, 0.0, level]
        at_here, at_there = (form * here).sum(axis=1), (form * there).sum(axis=1)
        crossed = np.flatnonzero((at_here < 0) != (at_there < 0))
        share = at_here[crossed] / (at_here[crossed] - at_there[crossed])
        places = here[crossed] + share[:, None] * (there[crossed] - here[crossed])
        # Round a face a level is met twice; the sides of a face stand together.
        first = np.flatnonzero(face[crossed[:-1]] == face[crossed[1:]])
        found += _lines(places[first], places[first + 1], chart)
    return found


def _lines(start: Floats, stop: Floats, chart: Chart) -> list[Floats]:
    if len(start) == 0:
        return []
    points, sizes = _traced(start, stop, chart)
    ends = np.cumsum(sizes)
    last = chart(stop)
    return [np.vstack([line, end]) for line, end in zip(np.split(points, ends[:-1]), last, strict=True)]


def _traced(start: Floats, stop: Floats, chart: Chart) -> tuple[Floats, Indices]:
    """Return points along lines, each with its start and without its stop, and how many points each has."""
    sizes = chart.pieces(start, stop)
    line = np.repeat(np.arange(len(sizes)), sizes)
    step = np.arange(len(line)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    share = (step / sizes[line])[:, None]
    return chart(start[line] + share * (stop[line] - start[line])), sizes
