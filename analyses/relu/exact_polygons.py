"""Regions in integers: where their corners lie, and what every neuron is there, from edges, patterns and weights."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from analyses.relu.integers import IntegerNetwork, crossing, exponent_of, integers, turned

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analyses.relu.integers import Integers, Line
    from analyses.relu.networks import Network
    from analyses.relu.regions import Box, Regions

INFINITY: Line = (0, 0, 1)
"""The line at infinity; what is finite is ahead of it."""


class ExactPolygons:
    """The faces of `regions`, as their edges and patterns and the network's weights make them.

    Of floats, only what directions at infinity are on which side is read.

    Attributes
    ----------
    sides : tuple of Line
        Lines along the sides of the box, anticlockwise, or the one at infinity: what is not behind any of them
        is the domain.
    middle : Line
        A horizontal line through the middle of the domain.
    """

    def __init__(self, regions: Regions, network: Network) -> None:
        self.regions = regions
        self.network = IntegerNetwork(network)
        self.sides, self.middle = _around(regions.box) if regions.box else ((INFINITY,), (0, 1, 0))
        ends = np.cumsum(regions.hidden_widths, dtype=int)
        self._patterns = np.split(regions.patterns, ends, axis=1)[:-1]
        self._forms: dict[bytes, Integers] = {}

    @cached_property
    def vertices(self) -> Integers:
        """Homogeneous points with w >= 0, shape (V, 3), where two edges at each vertex cross.

        Where all run along one line, that is, on a line that meets no other, some point of it. Zeros where none end.
        """
        first: dict[int, Line] = {}
        found: dict[int, Line] = {}
        for line, ends in zip(self.edges, self.regions.edge_vertices.tolist(), strict=True):
            for vertex in ends:
                point = crossing(first.setdefault(vertex, line), line)
                if vertex not in found and any(point):
                    found[vertex] = turned(point, self.regions.vertices[vertex])
        for vertex in first.keys() - found.keys():
            found[vertex] = self._some_point(vertex, first[vertex])
        vertices = np.zeros((len(self.regions.vertices), 3), dtype=object)
        for vertex, point in found.items():
            vertices[vertex] = point
        return vertices

    def _some_point(self, vertex: int, line: Line) -> Line:
        """Return a point of a line: the one nearest to the origin, or the direction that is there at infinity."""
        a, b, c = line
        if line != INFINITY:
            return -a * c, -b * c, a * a + b * b
        place = self.regions.vertices[vertex]
        x, y, _ = integers(place, exponent_of([place])).tolist()
        return x, y, 0

    @cached_property
    def edges(self) -> list[Line]:
        """The line that each edge lies on: a neuron's, as it is on a face beside, or a side of the domain."""
        marked = zip(self.regions.edge_neurons.tolist(), self.regions.edge_faces.max(axis=1).tolist(), strict=True)
        lines: list[Line] = []
        for (layer, neuron), face in marked:
            a, b, c = self.forms(face, layer)[neuron] if layer >= 0 else self.sides[neuron % len(self.sides)]
            lines.append((a, b, c))
        return lines

    def pattern(self, face: int, layer: int) -> NDArray[np.bool_]:
        """Return which neurons of a hidden layer are on, by the face's pattern."""
        on: NDArray[np.bool_] = self._patterns[layer][face]
        return on

    def forms(self, face: int, layer: int) -> Integers:
        """Return (a, b, c) of each pre-activation of a layer under a face's pattern, shape (neurons, 3).

        Times a power of two. The layer after the hidden ones is that of the outputs.
        """
        key = b"".join(self._patterns[before][face].tobytes() for before in range(layer))
        if key not in self._forms:
            self._forms[key] = self._made(face, layer)
        return self._forms[key]

    def _made(self, face: int, layer: int) -> Integers:
        weight, bias = self.network.layers[layer]
        if layer == 0:
            return np.column_stack([weight, bias])
        on = self.pattern(face, layer - 1)
        forms: Integers = weight[:, on].dot(self.forms(face, layer - 1)[on])
        forms[:, 2] += bias
        return forms


def _around(box: Box) -> tuple[tuple[Line, ...], Line]:
    """Return the lines along the sides of a box, anticlockwise from below, and one across its middle."""
    x0, x1, y0, y1 = (Fraction(value) for value in box)
    corners = [_homogeneous(x, y) for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))]
    sides = tuple(crossing(corner, corners[(i + 1) % len(corners)]) for i, corner in enumerate(corners))
    height = (y0 + y1) / 2
    return sides, (0, height.denominator, -height.numerator)


def _homogeneous(x: Fraction, y: Fraction) -> Line:
    w = x.denominator * y.denominator
    return int(x * w), int(y * w), w
