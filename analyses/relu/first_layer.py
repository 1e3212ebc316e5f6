"""The first hidden layer, whose neurons bend along straight lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analyses.relu.faces import middles
from analyses.relu.preactivations import TOLERANCE, signs_of

if TYPE_CHECKING:
    from analyses.relu.preactivations import Bits, Signs
    from analyses.relu.subdivision import Floats, Indices, Subdivision

BLOCK = 1_024
"""Faces that are evaluated at a time, so that their values stay in the cache."""


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

    def face_bits(self) -> Bits:
        """Return, one row a face from 0, which neurons are positive in its middle, eight to a byte."""
        places = middles(self.subdivision)
        bits = np.empty((len(places), -(-len(self.coefficients) // 8)), dtype=np.uint8)
        for start in range(0, len(places), BLOCK):
            block = slice(start, start + BLOCK)
            bits[block] = np.packbits(places[block] @ self.coefficients.T > 0, axis=1)
        return bits

    def activations(self) -> Floats:
        """Return max(z, 0), one row a vertex, one column a neuron; what is within rounding of zero is zero."""
        z = self.subdivision.position[:, : self.subdivision.n_vertices].T @ self.coefficients.T
        z[z <= self.margin] = 0.0
        return z
