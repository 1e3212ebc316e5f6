"""The first hidden layer, whose neurons bend along straight lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analyses.relu.preactivations import TOLERANCE, signs_of

if TYPE_CHECKING:
    from analyses.relu.preactivations import Bits, Signs
    from analyses.relu.subdivision import Floats, Indices, Subdivision


class FirstLayer:
    """The first layer: its values are recomputed from the coordinates, so nothing is stored a neuron."""

    def __init__(self, subdivision: Subdivision, weight: Floats, bias: Floats) -> None:
        self.subdivision = subdivision
        self.coefficients = np.column_stack([weight, bias])
        bound = np.abs(subdivision.position[:, : subdivision.n_vertices]).max(axis=1)
        self.margin = TOLERANCE * (np.abs(self.coefficients) @ bound)
        self.snapped = 0

    def _row(self, neuron: int) -> Floats:
        x, y, w = self.subdivision.position[:, : self.subdivision.n_vertices]
        a, b, c = self.coefficients[neuron]
        row: Floats = a * x + b * y + c * w
        return row

    def signs(self, neuron: int) -> Signs:
        """Return -1, 0 or 1 at every vertex; 0 within margin times spread."""
        row = self._row(neuron)
        threshold = self.margin[neuron] * self.subdivision.spread[: len(row)]
        signs = signs_of(row, threshold)
        if self.margin[neuron] > 0:
            self.snapped += len(signs) - int(np.count_nonzero(signs))
        return signs

    def values(self, neuron: int, vertices: Indices) -> Floats:
        """Return the pre-activation at these vertices."""
        values: Floats = self.coefficients[neuron] @ self.subdivision.position[:, vertices]
        return values

    def extend(self, neuron: int, tail: Indices, head: Indices, share: Floats) -> None:
        """Do nothing: the coordinates of the new vertices say all."""

    def positive_bits(self) -> Bits:
        """Return, one row a vertex, which neurons are positive there, eight to a byte."""
        count, neurons = self.subdivision.n_vertices, len(self.coefficients)
        spread = self.subdivision.spread[:count]
        bits = np.empty((-(-neurons // 8), count), dtype=np.uint8)
        positive = np.zeros((8, count), dtype=bool)
        for first in range(0, neurons, 8):
            block = range(first, min(first + 8, neurons))
            for place, neuron in enumerate(block):
                np.greater(self._row(neuron), self.margin[neuron] * spread, out=positive[place])
            positive[len(block) :] = False
            bits[first // 8] = np.packbits(positive, axis=0)[0]
        return np.ascontiguousarray(bits.T)

    def activations(self) -> Floats:
        """Return max(z, 0), one row a vertex, one column a neuron; what is within rounding of zero is zero."""
        z = self.subdivision.position[:, : self.subdivision.n_vertices].T @ self.coefficients.T
        z[z <= self.margin] = 0.0
        return z
