"""Networks that fold the unit square before they cut it: what depth can reach.

Source: Montufar, Pascanu, Cho and Bengio 2014, section 3; the weights are ours.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analyses.relu.networks import Network, network_from_layers

Floats = NDArray[np.float64]


def folding_network(hidden_widths: Sequence[int]) -> Network:
    """Return a network of one output that repeats its last hidden layer's lines in every fold.

    Each hidden layer but the last takes the unit square to itself, floor(width / 2) times along
    either coordinate and back; neurons left over are off. The last cuts the square by lines that all
    cross inside it.
    """
    layers, read = [], np.eye(2)
    for width in hidden_widths[:-1]:
        pieces = width // 2
        weight, bias = np.zeros((width, 2)), np.full(width, -1.0)
        for coordinate in range(2):
            rows = slice(coordinate * pieces, (coordinate + 1) * pieces)
            weight[rows, coordinate] = pieces
            bias[rows] = -np.arange(pieces)
        layers.append((weight @ read, bias))
        read = _zigzag(width, pieces)
    weight, bias = _crossing_lines(hidden_widths[-1])
    layers.append((weight @ read, bias))
    output = 1.0 / np.arange(2, hidden_widths[-1] + 2)
    return network_from_layers([*layers, (output[None], np.zeros(1))])


def _zigzag(width: int, pieces: int) -> Floats:
    """Return how a layer's neurons make both folded coordinates: up, and down, and up again, from 0 to 1."""
    slopes = np.array([(-1.0) ** step * (1 if step == 0 else 2) for step in range(pieces)])
    read = np.zeros((2, width))
    read[0, :pieces] = slopes
    read[1, pieces : 2 * pieces] = slopes
    return read


def _crossing_lines(count: int) -> tuple[Floats, Floats]:
    """Return lines whose crossings all lie in the unit square, no three in one point: tangents of a parabola.

    The tangents of v = u^2 at t and s meet in ((t + s) / 2, t s); t and s lie between 0 and 1. A point lies
    below those with t in some interval, so never below all but an inner one: with these sides taken as off,
    some neuron is on everywhere, and no two folds meet in a region where the output is constant.
    """
    at = np.linspace(0.1, 0.9, count) ** 1.3
    side = np.where(np.arange(count) == count // 2, 1.0, -1.0)
    return side[:, None] * np.column_stack([2 * at, -np.ones(count)]), -side * at**2
