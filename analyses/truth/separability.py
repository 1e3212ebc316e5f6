"""Whether a boundary separates two classes of rows, and what that says.

A proof either way comes first, the quickest; where a boundary exists, the widest is found by the
distance between the convex hulls of the classes. A linear programme, the textbook's way, stands
beside both and shares nothing with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import nnls
from scipy.stats import binom

from analyses.truth.certificates import separable

if TYPE_CHECKING:
    from numpy.typing import NDArray

BIAS_SCALE = 1e3
"""Weight of the bias in the least-distance problem: as good as no penalty on it."""

TOUCHING = 1e-6
"""Distance of convex hulls, in units of standardised columns, below which they are taken to meet."""


@dataclass(frozen=True, eq=False)
class Boundary:
    """The boundary ``rows @ weights + bias = 0`` of largest margin.

    Attributes
    ----------
    weights : ndarray of shape (d,)
    bias : float
    margin : float
        Distance from the boundary to the nearest row, in the units of the rows; positive.
    """

    weights: NDArray[np.float64]
    bias: float
    margin: float


def widest_boundary(rows: NDArray[np.float64], signs: NDArray[np.float64]) -> Boundary | None:
    """Find the boundary of largest margin, or None if the classes cannot be separated.

    Parameters
    ----------
    rows : ndarray of shape (n, d)
        In the row space where d exceeds n.
    signs : ndarray of shape (n,)
        1 and -1.

    Source
    ------
    Least distance programming: C. L. Lawson and R. J. Hanson, "Solving Least Squares Problems"
    (1974), chapter 23.
    """
    basis = None
    if rows.shape[1] > rows.shape[0]:
        basis, triangle = np.linalg.qr(rows.T)
        rows = triangle.T
    if separable(rows, signs) is False:
        return None
    system = np.vstack([(signs[:, None] * rows).T, BIAS_SCALE * signs, np.ones(len(signs))])
    goal = np.append(np.zeros(rows.shape[1] + 1), 1.0)
    multipliers, distance = nnls(system, goal, maxiter=50 * len(signs))
    if distance < TOUCHING:
        return None
    residual = system @ multipliers - goal
    weights, bias = -residual[:-2] / residual[-1], -BIAS_SCALE * residual[-2] / residual[-1]
    margin = float((signs * (rows @ weights + bias)).min() / np.linalg.norm(weights))
    if not margin > 0:
        return None
    return Boundary(weights if basis is None else basis @ weights, float(bias), margin)


def cover(rows: int, columns: int) -> float:
    """Return the share of all labellings of rows in general position that some boundary separates.

    Source
    ------
    T. M. Cover, "Geometrical and statistical properties of systems of linear inequalities",
    IEEE Trans. Electronic Computers 14 (1965), with one more dimension for the bias:
    ``2^(1-n) * sum_{k=0}^{d} binomial(n - 1, k)``.
    """
    return float(binom.cdf(columns, rows - 1, 0.5))


def shuffles_separated(rows: NDArray[np.float64], signs: NDArray[np.float64], repetitions: int, *seed: int) -> int:
    """Return how many of some random orders of the labels can be separated."""
    generator = np.random.default_rng(seed)
    if rows.shape[1] > rows.shape[0]:
        rows = np.linalg.qr(rows.T)[1].T
    return sum(_separated(rows, generator.permutation(signs)) for _ in range(repetitions))


def components(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the rows in their principal components, largest first, each of unit variance; shape (n, r)."""
    left, values, _ = np.linalg.svd(rows - rows.mean(axis=0), full_matrices=False)
    return np.asarray(left[:, values > 1e-9 * values[0]] * np.sqrt(len(rows)))


def components_needed(scores: NDArray[np.float64], signs: NDArray[np.float64]) -> int | None:
    """Return the least number of leading components in which the classes are separable, None if all are too few.

    What is separable in some components is so in more of them, so halving finds it.
    """
    low, high = 0, int(scores.shape[1])
    if not _separated(scores, signs):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _separated(scores[:, :middle], signs) else (middle, high)
    return high


def _separated(rows: NDArray[np.float64], signs: NDArray[np.float64]) -> bool:
    proved = separable(rows, signs)
    return widest_boundary(rows, signs) is not None if proved is None else proved
