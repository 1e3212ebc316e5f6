"""What a layer's neurons say at the vertices of a subdivision: values, and their signs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analyses.relu.subdivision import Floats, Indices

    Bits = NDArray[np.uint8]
    Signs = NDArray[np.int8]

TOLERANCE = 2.0**-42
"""Rounding allowed for, relative to the terms a pre-activation is summed from (1,024 units in the last place).

Where a pre-activation is smaller, its sign is decided in integers."""
SMALLEST = float(np.finfo(np.float64).smallest_subnormal)
"""Stands for a value that is nearer to zero than any float."""
ALLOWANCE = 1 / 64
"""Units in the last place that a crossing is off, over those that `TOLERANCE` allows a pre-activation."""


class Preactivations(Protocol):
    """One layer's pre-activations while its neurons are drawn one after the other.

    Attributes
    ----------
    margin : ndarray of shape (neurons,)
        What rounding may do to each pre-activation at a vertex of spread 1.
    in_doubt : bool
        Whether any sign has been decided in integers.
    """

    margin: Floats
    in_doubt: bool

    def signs(self, neuron: int) -> Signs:
        """Return -1, 0 or 1 at every vertex, where floats within margin times spread of 0 are not trusted."""
        ...

    def values(self, neuron: int, vertices: Indices) -> Floats:
        """Return the pre-activation, whose signs were asked for last, at these vertices."""
        ...

    def extend(self, neuron: int, tail: Indices, head: Indices, share: Floats) -> None:
        """Take note of the newest vertices, `share` of the way from tail to head, where `neuron` is zero."""
        ...

    def face_bits(self) -> Bits:
        """Return, one row a face from 0, which neurons are on there, eight to a byte."""
        ...

    def activations(self) -> Floats:
        """Return max(z, 0), one row a vertex, one column a neuron."""
        ...


def signs_of(values: Floats, threshold: Floats) -> Signs:
    """Return -1, 0 or 1: the sign of each value, 0 where its size is at most the threshold."""
    signs: Signs = (values > threshold).view(np.int8) - (values < -threshold).view(np.int8)
    return signs


def crossing_spread(way: Floats, change: Floats, margin: Floats | float, diameter: float) -> Floats:
    """Return how uncertain crossings are: 1, or more where a line runs along an edge rather than across.

    A rounding error in the neuron's value moves the crossing along the edge by error / slope. Errors
    are near a unit in the last place, far below `margin`, hence the allowance.

    Parameters
    ----------
    way : ndarray of shape (2 or 3, n)
        From one end of each edge to the other.
    change : ndarray of shape (n,)
        Of the pre-activation on that way.
    margin : float or ndarray of shape (n,)
    diameter : float
        Largest coordinate of the domain.
    """
    reach = np.abs(way).max(axis=0)
    spread: Floats = np.maximum(1.0, ALLOWANCE * margin / TOLERANCE / diameter * reach / np.abs(change))
    return spread
