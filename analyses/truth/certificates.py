"""Whether two classes of rows can be separated, yes or no, each with its proof.

By Gordan's theorem there is either a boundary with every row on its right side, or a combination of
the rows, each pulling to its own side with a weight that is not negative, in which all pulls cancel.
Minimising the squares by which rows fall short of a margin of one finds whichever there is: the sum
reaches zero at a boundary, and elsewhere its gradient, which is such a combination, vanishes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.optimize import brentq

if TYPE_CHECKING:
    from numpy.typing import NDArray

CANCELLED = 1e-6
"""Length of the mean pull, in units of standardised columns, below which pulls are taken to cancel."""

STEPS = 100
RIDGE = 1e-10
"""Part of its mean diagonal that is added to a matrix which rows of a common plane leave singular."""

CLOSE = 1e-9


def separable(rows: NDArray[np.float64], signs: NDArray[np.float64]) -> bool | None:
    """Return whether a boundary separates the classes; None if neither proof was found.

    Parameters
    ----------
    rows : ndarray of shape (n, d)
        In the row space where d exceeds n.
    signs : ndarray of shape (n,)
        1 and -1.

    Source
    ------
    Newton's method on this sum: O. L. Mangasarian, "A finite Newton method for classification",
    Optimization Methods and Software 17 (2002).
    """
    pulls = signs[:, None] * np.column_stack([rows, np.ones(len(rows))])
    weights, margins = np.zeros(pulls.shape[1]), np.zeros(len(pulls))
    for _ in range(STEPS):
        short = np.maximum(1 - margins, 0)
        pull = short @ pulls
        if np.linalg.norm(pull) < CANCELLED * short.sum():
            return False
        active = pulls[short > 0]
        curvature = active.T @ active
        curvature.flat[:: len(weights) + 1] += RIDGE * np.trace(curvature) / len(weights)
        way = cho_solve(cho_factor(curvature, overwrite_a=True, check_finite=False), pull, check_finite=False)
        weights += _step(margins, pulls @ way) * way
        margins = pulls @ weights
        if margins.min() > 0:
            return True
    return None


def _step(margins: NDArray[np.float64], change: NDArray[np.float64]) -> float:
    """Return how many times `change` leads to the least sum of squares along it."""

    def slope(times: float) -> float:
        return -float(np.maximum(1 - margins - times * change, 0) @ change)

    reach = 1.0
    while slope(reach) < 0:
        reach *= 2
    return float(brentq(slope, 0.0, reach, xtol=CLOSE))
