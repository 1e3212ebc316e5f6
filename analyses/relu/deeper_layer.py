"""A hidden layer after the first, whose neurons bend along broken lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analyses.relu.faces import at_any_vertex
from analyses.relu.preactivations import TOLERANCE, signs_of
from analyses.relu.subdivision import widened

if TYPE_CHECKING:
    from analyses.relu.exact_signs import ExactSigns
    from analyses.relu.preactivations import Bits, Signs
    from analyses.relu.subdivision import Floats, Indices, Subdivision

BLOCK = 512
"""Vertices that are worked on at a time, so that what is computed of them stays in the cache."""
ROOM = 4
"""Rows allocated for each that is filled: memory that is not touched costs nothing, a copy does."""


class DeeperLayer:
    """A layer after the first: affine in the activations before it, so affine along every edge.

    A new vertex's values are interpolated from the ends of its edge. Where both ends are on one
    side of a neuron's line, so is the new vertex; only where the neuron changes sign along the
    same edge is its value looked at, and, within tolerance of 0, decided in integers.
    """

    def __init__(self, subdivision: Subdivision, weight: Floats, bias: Floats,
                 activations: Floats, margin: Floats, exact: ExactSigns) -> None:  # fmt: skip
        self.subdivision = subdivision
        self.exact = exact
        self.layer = len(exact.levels)
        self.in_doubt = False
        count, neurons = len(activations), len(weight)
        w = subdivision.position[2, :count]
        scale = np.abs(weight) @ activations.max(axis=0) + np.abs(bias) * w.max()
        # Errors of different neurons are independent, so they add up like lengths at right angles: hypot never squares,
        # so that neither large weights nor small margins leave float64.
        self.margin = np.hypot(TOLERANCE * scale, np.hypot.reduce(weight * margin, axis=1))
        self.z = np.empty((ROOM * count, neurons))
        np.matmul(activations, weight.T, out=self.z[:count])
        self.s = np.empty((neurons, len(self.z)), dtype=np.int8)
        alive = weight.any(axis=1) | (bias != 0.0)
        for start in range(0, count, BLOCK):
            rows = slice(start, min(start + BLOCK, count))
            self.z[rows] += w[rows, None] * bias
            signs = signs_of(self.z[rows], subdivision.spread[rows, None] * self.margin)
            self.s[:, rows] = signs.T
            if np.count_nonzero(signs) < signs.size:
                vertices, doubtful = ((signs == 0) & alive).nonzero()
                self._decide(doubtful, start + vertices)

    def _decide(self, neurons: Indices, vertices: Indices) -> None:
        """Decide signs in integers, and put down the values that they are the signs of."""
        if len(neurons):
            self.in_doubt = True
            decided = self.exact.values(self.layer, neurons, vertices)
            self.s[neurons, vertices], self.z[vertices, neurons] = decided

    def signs(self, neuron: int) -> Signs:
        """Return -1, 0 or 1 at every vertex, where floats within margin times spread of 0 are not trusted."""
        signs: Signs = self.s[neuron, : self.subdivision.n_vertices]
        return signs

    def values(self, neuron: int, vertices: Indices) -> Floats:
        """Return the pre-activation at these vertices."""
        values: Floats = self.z[vertices, neuron]
        return values

    def extend(self, neuron: int, tail: Indices, head: Indices, share: Floats) -> None:
        """Interpolate the new vertices' values along their edges."""
        new = slice(self.subdivision.n_vertices - len(tail), self.subdivision.n_vertices)
        if new.stop > len(self.z):
            self._grow(new.start, ROOM * new.stop)
        start = self.z[tail]
        z = self.z[new]
        np.subtract(self.z[head], start, out=z)
        z *= share[:, None]
        z += start
        z[:, neuron] = 0.0
        at_tail, at_head = self.s[:, tail].T, self.s[:, head].T
        either = signs_of(z, self.subdivision.spread[new, None] * self.margin)
        both_sides = at_tail * at_head < 0
        both_sides[:, neuron] = False
        signs = np.where(both_sides, either, np.sign(at_tail + at_head))
        self.s[:, new] = signs.T
        doubtful = both_sides & (either == 0)
        if doubtful.any():
            vertices, neurons = doubtful.nonzero()
            self._decide(neurons, new.start + vertices)

    def _grow(self, used: int, capacity: int) -> None:
        z = np.empty((capacity, self.z.shape[1]))
        z[:used] = self.z[:used]
        self.z = z
        self.s = widened(self.s, used, capacity)

    def face_bits(self) -> Bits:
        """Return, one row a face from 0, which neurons are positive at any of its vertices, eight to a byte."""
        positive = self.s[:, : self.subdivision.n_vertices] > 0
        return at_any_vertex(self.subdivision, np.ascontiguousarray(np.packbits(positive, axis=0).T))

    def activations(self) -> Floats:
        """Return max(z, 0), one row a vertex, one column a neuron, in place of the values."""
        z = self.z[: self.subdivision.n_vertices]
        return np.maximum(z, 0.0, out=z)
