"""The sigmoid and its derivative, as functions of arrays; the line through two points."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def sigmoid(x: Floats) -> Floats:
    """Return 1 / (1 + exp(-x)), without overflow for any finite x."""
    return np.asarray(np.exp(-np.logaddexp(0.0, -x)), dtype=np.float64)


def sigmoid_slope(x: Floats) -> Floats:
    """Return the derivative of the sigmoid, sigma(x) sigma(-x)."""
    return sigmoid(x) * sigmoid(-x)


def line_through(first: tuple[float, float], second: tuple[float, float]) -> tuple[float, float, float]:
    """Return (w_1, w_2, b) with w.x + b = 0 at both points, and |w_1| = 1 unless the line is horizontal.

    The cross product of the points in homogeneous coordinates; any multiple describes the same line.
    """
    w = np.cross((*first, 1.0), (*second, 1.0))
    scale = w[0] if w[0] != 0 else w[1]
    w_1, w_2, b = (w / scale).tolist()
    return w_1, w_2, b
