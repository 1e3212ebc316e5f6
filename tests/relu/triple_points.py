"""Lines that meet in points which are no binary fractions, and the enumeration without its care for rounding."""

from __future__ import annotations

import numpy as np

from analyses.relu import arrangement, deeper_layer, first_layer, line_order, new_vertices, preactivations
from analyses.relu.networks import network_from_layers


def three_lines_through_a_point():
    """Return a network whose lines x = 1/3, y = 1/7 and a third one meet where floats cannot be exact."""
    return network_from_layers([([[3, 0], [0, 7], [3, 7], [6, 14]], [-1, -1, -2, -4]), ([[1, 1, 1, 1]], [0])])


def thirds():
    """Yield networks of six lines through one point."""
    for a, b in [(1, 3), (2, 3), (1, 7), (5, 7), (3, 11)]:
        lines = [[b, 0], [0, b], [b, b], [b, -b], [2 * b, b], [b, 3 * b]]
        biases = [-a * sum(line) // b for line in lines]
        yield network_from_layers([(lines, biases), ([[1] * 6], [0])])


def broken_tolerance(monkeypatch, value):
    """Let the enumeration allow for another rounding, and for the same at all crossings."""
    for module in (preactivations, first_layer, deeper_layer, line_order):
        monkeypatch.setattr(module, "TOLERANCE", value)
    for module in (new_vertices, arrangement):
        monkeypatch.setattr(module, "crossing_spread", lambda way, *_: np.ones(way.shape[1]))
