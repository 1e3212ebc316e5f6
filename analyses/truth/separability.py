"""Whether a boundary separates two classes of rows, and what that says.

Two independent methods answer it. A linear programme is the textbook's; the distance between the
convex hulls of the classes is ten times as fast and comes with a certificate either way: a boundary
where they are apart, a common point where they are not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linprog, nnls
from scipy.stats import binom

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


def programme(rows: NDArray[np.float64], signs: NDArray[np.float64]) -> float:
    """Return the largest t in [0, 1] with ``signs * (rows @ w + b) >= t`` for some |w_i| <= 1.

    The rows are separable if and only if it is positive. (With nothing to maximise, the solver may
    answer that it does not know.)
    """
    if rows.shape[1] > rows.shape[0]:
        rows = np.linalg.qr(rows.T)[1].T
    n, d = rows.shape
    found = linprog(
        np.append(np.zeros(d + 1), -1.0),
        A_ub=np.hstack([-signs[:, None] * rows, -signs[:, None], np.ones((n, 1))]),
        b_ub=np.zeros(n),
        bounds=[(-1, 1)] * d + [(None, None), (0, 1)],
        method="highs",
    )
    return max(float(found.x[-1]), 0.0)


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
    return sum(widest_boundary(rows, generator.permutation(signs)) is not None for _ in range(repetitions))


def components(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the rows in their principal components, largest first, each of unit variance; shape (n, r)."""
    left, values, _ = np.linalg.svd(rows - rows.mean(axis=0), full_matrices=False)
    return np.asarray(left[:, values > 1e-9 * values[0]] * np.sqrt(len(rows)))


def components_needed(scores: NDArray[np.float64], signs: NDArray[np.float64]) -> int | None:
    """Return the least number of leading components in which the classes are separable, None if all are too few.

    What is separable in some components is so in more of them, so halving finds it.
    """
    low, high = 0, int(scores.shape[1])
    if widest_boundary(scores, signs) is None:
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if widest_boundary(scores[:, :middle], signs) else (middle, high)
    return high
