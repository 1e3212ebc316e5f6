"""Whether two faces have one affine map, exactly.

Three questions, each for what the one before leaves open: do the faces differ in no neuron that the
outputs can see? does the one neuron in which they differ weigh, beyond rounding, on an output? are the
gradients the same integers?
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analyses.relu.integers import IntegerNetwork
from analyses.relu.preactivations import TOLERANCE
from analyses.relu.regions import unpacked

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analyses.relu.networks import Network
    from analyses.relu.preactivations import Bits
    from analyses.relu.subdivision import Floats, Indices

    Flags = NDArray[np.bool_]

CHUNK = 4_096
"""Pairs that are looked at together."""


class EqualMaps:
    """Tells whether neighbouring faces of one network's subdivision have equal gradients.

    Parameters
    ----------
    network : Network
    bits : ndarray of uint8, shape (faces, bytes)
        The faces' patterns, as in `Regions`.
    """

    def __init__(self, network: Network, bits: Bits) -> None:
        self.network = network
        self.bits = bits
        self.integers = IntegerNetwork(network)
        self.gradients: dict[bytes, list[tuple[int, int]]] = {}
        self.splits = np.cumsum(network.hidden_widths)[:-1]

    def of(self, pairs: Indices) -> Flags:
        """Return, for each pair of neighbours, shape (n, 2), whether their gradients are the same."""
        equal = np.ones(len(pairs), dtype=bool)
        for start in range(0, len(pairs), CHUNK):
            chunk = pairs[start : start + CHUNK]
            first, second = self._seen(chunk[:, 0]), self._seen(chunk[:, 1])
            open_pairs = (first != second).any(axis=1).nonzero()[0]
            first, second = first[open_pairs], second[open_pairs]
            weighs = self._weighs(first, second)
            equal[start + open_pairs[weighs]] = False
            for place in (~weighs).nonzero()[0]:
                equal[start + open_pairs[place]] = self._gradient(first[place]) == self._gradient(second[place])
        return equal

    def _seen(self, faces: Indices) -> Flags:
        """Return which neurons are on and reach an output through others that are, shape (n, hidden neurons)."""
        columns = np.split(unpacked(self.bits[faces], self.network.hidden_widths), self.splits, axis=1)
        reached = np.ones((len(faces), self.network.widths[-1]), dtype=np.float32)
        for layer in reversed(range(len(columns))):
            columns[layer] &= reached @ (self.network.weights[layer + 1] != 0.0).astype(np.float32) > 0
            reached = columns[layer].astype(np.float32)
        return np.concatenate(columns, axis=1)

    def _weighs(self, first: Flags, second: Flags) -> Flags:
        """Return whether faces differ in one neuron alone, on which an output depends by more than rounding.

        That neuron's own gradient is not 0, as it bends between the two faces.
        """
        differ = first != second
        single = differ.sum(axis=1) == 1
        neuron = differ.argmax(axis=1)
        layers = np.searchsorted(self.splits, neuron, side="right")
        weighs = np.zeros(len(first), dtype=bool)
        for layer in np.unique(layers[single]).tolist():
            rows = (single & (layers == layer)).nonzero()[0]
            weight, size = self._dependence(layer, neuron[rows], np.split(first[rows], self.splits, axis=1))
            weighs[rows] = (np.abs(weight) > TOLERANCE * size).any(axis=1)
        return weighs

    def _dependence(self, layer: int, neurons: Indices, seen: list[Flags]) -> tuple[Floats, Floats]:
        """Return each output's derivative by a neuron of `layer`, and the sum of the sizes of its terms."""
        column = neurons - ([0, *self.splits][layer])
        weight = self.network.weights[layer + 1].T[column]
        size = np.abs(weight)
        for later in range(layer + 1, len(seen)):
            matrix = self.network.weights[later + 1].T
            weight = (weight * seen[later]) @ matrix
            size = (size * seen[later]) @ np.abs(matrix)
        return weight, size

    def _gradient(self, seen: Flags) -> list[tuple[int, int]]:
        """Return the gradient of each output, times a power of two."""
        key = np.packbits(seen).tobytes()
        if key not in self.gradients:
            layers, on = len(self.network.hidden_widths), np.split(seen, self.splits)
            forms = (self.integers.form(layers, output, on) for output in range(self.network.widths[-1]))
            self.gradients[key] = [form[:2] for form in forms]
        return self.gradients[key]
