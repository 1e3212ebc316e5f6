"""What a layer's neurons say at the vertices of a subdivision: values, and signs within tolerance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analyses.relu.subdivision import Floats, Indices

    Bits = NDArray[np.uint8]
    Signs = NDArray[np.int8]

TOLERANCE = 2.0**-42
"""Rounding allowed for, relative to the terms a pre-activation is summed from (1,024 units in the last place)."""


class Preactivations(Protocol):
    """One layer's pre-activations while its neurons are drawn one after the other.

    Attributes
    ----------
    margin : ndarray of shape (neurons,)
        What rounding may do to each pre-activation at a vertex of spread 1.
    snapped : int
        Signs that were decided by tolerance so far.
    """

    margin: Floats
    snapped: int

    def signs(self, neuron: int) -> Signs:
        """Return -1, 0 or 1 at every vertex; 0 within margin times spread."""
        ...

    def values(self, neuron: int, vertices: Indices) -> Floats:
        """Return the pre-activation at these vertices."""
        ...

    def extend(self, neuron: int, tail: Indices, head: Indices, share: Floats) -> None:
        """Take note of new vertices, `share` of the way from tail to head, where `neuron` is zero."""
        ...

    def positive_bits(self) -> Bits:
        """Return, one row a vertex, which neurons are positive there, eight to a byte."""
        ...

    def activations(self) -> Floats:
        """Return max(z, 0), one row a vertex, one column a neuron."""
        ...


def signs_of(values: Floats, threshold: Floats) -> Signs:
    """Return -1, 0 or 1: the sign of each value, 0 where its size is at most the threshold."""
    signs: Signs = (values > threshold).view(np.int8) - (values < -threshold).view(np.int8)
    return signs
