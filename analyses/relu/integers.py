"""A network in integers: every float64 is one over a power of two, so its kink lines have exact coefficients."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analyses.relu.networks import Network
    from analyses.relu.subdivision import Floats

    Integers = NDArray[np.object_]

Line = tuple[int, int, int]
"""(a, b, c) of a x + b y + c w: a line where it is 0; or, as (x, y, w), a homogeneous point."""
MANTISSA = 53
"""Bits of a float64."""


def exponent_of(values: Sequence[Floats]) -> int:
    """Return an e >= 53 for which every value times 2**e is an integer."""
    numbers = np.concatenate([array.ravel() for array in values])
    return MANTISSA - int(np.frexp(numbers)[1].min(initial=0))


def integers(values: Floats, exponent: int) -> Integers:
    """Return values times 2**exponent, which must be integers, as Python's own."""
    mantissas, exponents = np.frexp(values)
    pairs = zip((mantissas * 2.0**MANTISSA).astype(np.int64).flat, (exponents - MANTISSA + exponent).flat, strict=True)
    result = np.empty(values.size, dtype=object)
    result[:] = [int(mantissa) << int(shift) for mantissa, shift in pairs]
    return result.reshape(values.shape)


def crossing(first: Line, second: Line) -> Line:
    """Return the point on two lines, or the line through two points; (0, 0, 0) if they are one."""
    (a, b, c), (d, e, f) = first, second
    return b * f - c * e, c * d - a * f, a * e - b * d


def at(line: Line, point: Line) -> int:
    """Return the value of a x + b y + c w."""
    return line[0] * point[0] + line[1] * point[1] + line[2] * point[2]


def turned(point: Line, rounded: Floats) -> Line:
    """Return a homogeneous point or its opposite: at infinity the one in direction of `rounded`, else that of w > 0."""
    largest = int(np.abs(rounded[:2]).argmax())
    backwards = point[2] < 0 if point[2] else (point[largest] < 0) != (rounded[largest] < 0)
    return (-point[0], -point[1], -point[2]) if backwards else point


class IntegerNetwork:
    """The hidden neurons' pre-activations as affine forms in integers.

    A pre-activation of hidden layer l is held times 2**scale(l), which leaves its sign alone.
    """

    def __init__(self, network: Network) -> None:
        self.network = network

    @cached_property
    def exponent(self) -> int:
        """For which every weight and bias times 2**exponent is an integer."""
        return exponent_of([*self.network.weights, *self.network.biases])

    @cached_property
    def layers(self) -> list[tuple[Integers, Integers]]:
        """Weights times 2**exponent and biases times 2**scale of each layer, the last included."""
        exponent, pairs = self.exponent, zip(self.network.weights, self.network.biases, strict=True)
        return [
            (integers(weight, exponent), integers(bias, exponent) << (exponent * layer))
            for layer, (weight, bias) in enumerate(pairs)
        ]

    def scale(self, layer: int) -> int:
        """Return the power of two that this layer's pre-activations are multiplied by."""
        return self.exponent * (layer + 1)

    def form(self, layer: int, neuron: int, on: Sequence[NDArray[np.bool_]]) -> Line:
        """Return (a, b, c) of a neuron's pre-activation where the layers before have the patterns `on`.

        Backwards, one row through each layer, so that it takes as many products as there are weights between
        neurons that are on.
        """
        row, constant = self.layers[layer][0][neuron], self.layers[layer][1][neuron]
        for before in reversed(range(layer)):
            weight, bias = self.layers[before]
            row = row[on[before]]
            constant = constant + row.dot(bias[on[before]])
            row = row.dot(weight[on[before]])
        a, b = row
        return int(a), int(b), int(constant)
