"""What exercise 1 found."""

from __future__ import annotations

from dataclasses import dataclass

from analyses.sheet05.sigmoid.curves import Floats


@dataclass(frozen=True, eq=False)
class SigmoidResult:
    """The sigmoid and its relatives on a grid, and the line through two points.

    Attributes
    ----------
    x : ndarray of shape (n,)
        Grid, symmetric about 0.
    sigma, slope, tanh : ndarray of shape (n,)
        sigma(x), its derivative sigma(x)(1 - sigma(x)), and tanh(x).
    steepest : float
        Largest value of the derivative on the grid; 1/4 at x = 0.
    slope_error : float
        Largest distance between the derivative and central differences of sigma.
    identity_error : float
        Largest |tanh(x) - (2 sigma(2x) - 1)|.
    unsubstituted_error : float
        Largest |tanh(x) - (2 sigma(x) - 1)|: what is missed when 2x is not put in.
    points : tuple of pairs of float
        The two points on the line.
    weights : tuple of two floats
        w, with w_1 > 0 and the scale of the printed weights.
    bias : float
    residuals : tuple of float
        w.x + b at the points.
    distance_to_printed : float
        Sine of the angle between (w, b) and the printed (w, b), in [0, 1]; 0 for the same line.
    """

    x: Floats
    sigma: Floats
    slope: Floats
    tanh: Floats
    steepest: float
    slope_error: float
    identity_error: float
    unsubstituted_error: float
    points: tuple[tuple[float, float], ...]
    weights: tuple[float, float]
    bias: float
    residuals: tuple[float, ...]
    distance_to_printed: float
