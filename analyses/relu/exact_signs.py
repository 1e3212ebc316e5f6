"""Signs that rounding leaves open, decided in integers.

Floats first: only a pre-activation within what rounding may have done to it is asked for here. A vertex
is then where the lines of two of its edges meet, and those lines, like the one whose side is asked, have
integer coefficients in the cell of the layer before that they run through.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from analyses.relu.integers import IntegerNetwork, at, crossing, exponent_of, integers, turned
from analyses.relu.preactivations import SMALLEST
from analyses.relu.subdivision import OUTER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analyses.relu.integers import Line
    from analyses.relu.maps import Level
    from analyses.relu.networks import Network
    from analyses.relu.preactivations import Signs
    from analyses.relu.subdivision import Floats, Indices, Subdivision


class ExactSigns:
    """The pre-activations of a network at the vertices of its growing subdivision, exactly.

    Parameters
    ----------
    network : Network
    subdivision : Subdivision
        Not cut yet. It may grow between two questions, its vertices being where they are.
    levels : list of Level
        The hidden layers that are drawn; it grows likewise.

    Attributes
    ----------
    decided : int
        Signs that were computed here so far, those of neurons that are constant on a whole cell left aside.
    """

    def __init__(self, network: Network, subdivision: Subdivision, levels: list[Level]) -> None:
        self.network = IntegerNetwork(network)
        self.subdivision = subdivision
        self.levels = levels
        self.decided = 0
        self.corners = np.ascontiguousarray(subdivision.position[:, : subdivision.n_vertices].T)
        self.ends = np.column_stack([subdivision.tail, subdivision.head])
        self.forms: dict[tuple[int, int, int], Line] = {}

    @cached_property
    def plane(self) -> bool:
        """Whether there are vertices at infinity."""
        return bool((self.corners[:, 2] == 0.0).any())

    @cached_property
    def points(self) -> dict[int, Line]:
        """The vertices that are known exactly: the first ones, and all that were asked for since."""
        rows = integers(self.corners, exponent_of([self.corners])).tolist()
        return {vertex: tuple(row) for vertex, row in enumerate(rows)}

    @cached_property
    def sides(self) -> list[Line]:
        """The lines of the first edges."""
        return [crossing(self.points[tail], self.points[head]) for tail, head in self.ends.tolist()]

    def values(self, layer: int, neurons: Indices, vertices: Indices) -> tuple[Signs, Floats]:
        """Return sign and value of each neuron's pre-activation at each vertex, both of shape (n,).

        Parameters
        ----------
        layer : int
            Any up to the first that `levels` does not hold.
        neurons, vertices : ndarray of shape (n,)

        Notes
        -----
        A value is rounded once, and never to 0 unless it is 0.
        """
        signs, values = np.zeros(len(vertices), dtype=np.int8), np.zeros(len(vertices))
        edges = self._edges_at(vertices)
        for place, (neuron, vertex) in enumerate(zip(neurons.tolist(), vertices.tolist(), strict=True)):
            form = self._form(layer, neuron, self._face(edges[vertex][0]))
            if not any(form):
                continue
            self.decided += any(form[:2])
            point = self._point(vertex, edges[vertex])
            exact = at(form, point)
            signs[place] = (exact > 0) - (exact < 0)
            if exact:
                size = abs(exact) / (self._weight(point) << self.network.scale(layer))
                values[place] = signs[place] * max(size, SMALLEST)
        return signs, values

    def _edges_at(self, vertices: Indices) -> dict[int, list[int]]:
        """Return the edges that end at each vertex."""
        subdivision = self.subdivision
        asked = np.zeros(subdivision.n_vertices, dtype=bool)
        asked[vertices] = True
        found: dict[int, list[int]] = {vertex: [] for vertex in vertices.tolist()}
        for ends in (subdivision.tail[: subdivision.n_edges], subdivision.head[: subdivision.n_edges]):
            edges = asked[ends].nonzero()[0]
            for edge, vertex in zip(edges.tolist(), ends[edges].tolist(), strict=True):
                found[vertex].append(edge)
        return found

    def _face(self, edge: int) -> int:
        """Return a face beside an edge that is not the one outside."""
        left = int(self.subdivision.left[edge])
        return left if left != OUTER else int(self.subdivision.right[edge])

    def _point(self, vertex: int, edges: list[int]) -> Line:
        """Return where a vertex lies, which two of its edges tell that are not on one line."""
        if vertex not in self.points:
            first, *others = (self._line(edge) for edge in edges)
            point = next(point for point in (crossing(first, other) for other in others) if any(point))
            self.points[vertex] = turned(point, self.subdivision.position[:, vertex])
        return self.points[vertex]

    def _weight(self, point: Line) -> int:
        """Return what the coordinates of a point are divided by where they are floats."""
        x, y, w = point
        return abs(x) + abs(y) + w if self.plane else w

    def _line(self, edge: int) -> Line:
        """Return the line that an edge is a part of."""
        layer, neuron = int(self.subdivision.layer[edge]), int(self.subdivision.neuron[edge])
        return self._form(layer, neuron, self._face(edge)) if layer >= 0 else self.sides[neuron]

    def _form(self, layer: int, neuron: int, face: int) -> Line:
        """Return a neuron's pre-activation on a face, times a power of two."""
        cells = self._ancestors(face)
        key = (layer, neuron, cells[layer])
        if key not in self.forms:
            self.forms[key] = self.network.form(layer, neuron, self._patterns(cells, layer))
        return self.forms[key]

    def _ancestors(self, face: int) -> list[int]:
        """Return the cell that `face` lies in for each layer: a face of the layer before, -1 for the first."""
        cells = [int(self.subdivision.parent[face]) - 1]
        for level in reversed(self.levels):
            cells.append(int(level.parent[cells[-1]]))
        cells[-1] = -1
        return cells[::-1]

    def _patterns(self, cells: list[int], layers: int) -> Sequence[NDArray[np.bool_]]:
        """Return which neurons are on in the first `layers` layers."""
        widths = self.network.network.hidden_widths
        return [
            np.unpackbits(self.levels[before].bits[cells[before + 1]], count=widths[before]).view(np.bool_)
            for before in range(layers)
        ]
