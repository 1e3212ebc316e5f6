"""The first hidden layer, whose neurons bend along straight lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analyses.relu.faces import corners, means, middles
from analyses.relu.preactivations import TOLERANCE, signs_of

if TYPE_CHECKING:
    from analyses.relu.exact_signs import ExactSigns
    from analyses.relu.preactivations import Bits, Signs
    from analyses.relu.subdivision import Floats, Indices, Subdivision

BLOCK = 1_024
"""Faces that are evaluated at a time, so that their values stay in the cache."""


class FirstLayer:
    """The first layer: its values are recomputed from the coordinates, so one neuron's alone are stored."""

    def __init__(self, subdivision: Subdivision, weight: Floats, bias: Floats, exact: ExactSigns) -> None:
        self.subdivision = subdivision
        self.coefficients = np.column_stack([weight, bias])
        bound = np.abs(subdivision.position[:, : subdivision.n_vertices]).max(axis=1)
        bound[:2] = bound[:2].max()  # in a long box, a crossing takes the rounding of one coordinate into the other
        self.margin = TOLERANCE * (np.abs(self.coefficients) @ bound)
        self.exact = exact
        self.in_doubt = False
        self.row = np.empty(0)

    def signs(self, neuron: int) -> Signs:
        """Return -1, 0 or 1 at every vertex, where floats within margin times spread of 0 are not trusted."""
        self.row = self.coefficients[neuron] @ self.subdivision.position[:, : self.subdivision.n_vertices]
        threshold = self.margin[neuron] * self.subdivision.spread[: len(self.row)]
        signs = signs_of(self.row, threshold)
        if np.count_nonzero(signs) < len(signs) and self.coefficients[neuron].any():
            doubtful = np.flatnonzero(signs == 0)
            self.in_doubt = True
            signs[doubtful], self.row[doubtful] = self.exact.values(0, np.full(len(doubtful), neuron), doubtful)
        return signs

    def values(self, neuron: int, vertices: Indices) -> Floats:  # noqa: ARG002  it is the one asked for last
        """Return the pre-activation, whose signs were asked for last, at these vertices."""
        values: Floats = self.row[vertices]
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
        if self.in_doubt:
            self._settle(bits, places)
        return bits

    def _settle(self, bits: Bits, places: Floats) -> None:
        """Set right the bits of faces so thin that a neuron's value in their middle may be rounding alone.

        The neuron is on if it is positive at any of the face's corners.
        """
        faces, vertices = corners(self.subdivision)
        spread = means(self.subdivision, self.subdivision.spread[None])[:, 0]
        for neuron in np.flatnonzero((self.coefficients != 0.0).any(axis=1)):
            thin = np.abs(places @ self.coefficients[neuron]) <= self.margin[neuron] * spread
            if not thin.any():
                continue
            at_thin = np.concatenate([[False], thin])[faces]
            asked, place = np.unique(vertices[at_thin], return_inverse=True)
            positive = self.exact.values(0, np.full(len(asked), neuron), asked)[0] > 0
            on = np.bincount(faces[at_thin], weights=positive[place], minlength=len(bits) + 1)[1:] > 0
            byte, bit = neuron // 8, np.uint8(128 >> neuron % 8)
            bits[thin, byte] = np.where(on[thin], bits[thin, byte] | bit, bits[thin, byte] & ~bit)

    def activations(self) -> Floats:
        """Return max(z, 0), one row a vertex, one column a neuron."""
        z = self.subdivision.position[:, : self.subdivision.n_vertices].T @ self.coefficients.T
        return np.maximum(z, 0.0, out=z)
