"""Penalised logistic regression in the row space, for rows with more columns than there are rows.

The weights of a penalised fit are a combination of its rows, ``w = Z.T @ alpha``; so n numbers are
sought instead of d, and all that is needed of the rows is their Gram matrix, made once for any
number of penalties.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.special import expit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

TOLERANCE = 1e-12
NEWTON_STEPS = 100
SMALLEST_WEIGHT = 1e-12


def logistic_path(
    gram: NDArray[np.float64], labels: NDArray[np.int8], penalties: Sequence[float]
) -> Iterator[tuple[NDArray[np.float64], float]]:
    """Yield (alpha, bias) for each C, each fit starting from the one before.

    The minimum of ``C * sum(log(1 + exp(-s * f))) + |w|^2 / 2`` with ``f = Z @ w + bias``, bias free,
    s = 1 for true and -1 for false: the objective of scikit-learn's ``LogisticRegression``.

    Parameters
    ----------
    gram : ndarray of shape (n, n)
        ``Z @ Z.T``.
    labels : ndarray of shape (n,)
        1 or 0.
    penalties : sequence of float
        Values of C, best in ascending order.

    Source
    ------
    Newton's method in the form that stays well conditioned when a weight vanishes: C. E. Rasmussen
    and C. K. I. Williams, "Gaussian Processes for Machine Learning" (2006), algorithm 3.1; the bias
    is added here as one more unknown.
    """
    decision = np.zeros(len(labels))
    for C in penalties:
        alpha, bias = _newton(gram, labels.astype(float), C, decision)
        decision = gram @ alpha + bias
        yield alpha, bias


def _newton(
    gram: NDArray[np.float64], truth: NDArray[np.float64], C: float, decision: NDArray[np.float64]
) -> tuple[NDArray[np.float64], float]:
    alpha, bias = np.zeros(len(truth)), 0.0
    best = np.inf
    for _ in range(NEWTON_STEPS):
        goal_alpha, goal_bias = _newton_goal(gram, truth, C, decision)
        step, value = 1.0, np.inf
        while step > TOLERANCE:
            trial = alpha + step * (goal_alpha - alpha), bias + step * (goal_bias - bias)
            value = _objective(gram, truth, C, *trial)
            if value <= best:
                break
            step /= 2
        else:
            return alpha, bias
        moved = np.abs(gram @ (trial[0] - alpha) + trial[1] - bias).max()
        alpha, bias = trial
        decision, best = gram @ alpha + bias, value
        if moved < TOLERANCE * max(1.0, float(np.abs(decision).max())):
            break
    return alpha, bias


def _newton_goal(
    gram: NDArray[np.float64], truth: NDArray[np.float64], C: float, decision: NDArray[np.float64]
) -> tuple[NDArray[np.float64], float]:
    """Return the minimum of the quadratic that touches the objective at `decision`."""
    probability = expit(decision)
    weight = np.maximum(probability * (1 - probability), SMALLEST_WEIGHT)
    target = decision + (truth - probability) / weight
    root = np.sqrt(C * weight)
    factor = cho_factor(np.eye(len(truth)) + root[:, None] * gram * root, overwrite_a=True, check_finite=False)
    with_target = root * cho_solve(factor, root * target, check_finite=False)
    with_ones = root * cho_solve(factor, root, check_finite=False)
    bias = float(with_target.sum() / with_ones.sum())
    return with_target - bias * with_ones, bias


def _objective(
    gram: NDArray[np.float64], truth: NDArray[np.float64], C: float, alpha: NDArray[np.float64], bias: float
) -> float:
    product = gram @ alpha
    decision = product + bias
    return float(C * np.logaddexp(0, np.where(truth == 1, -decision, decision)).sum() + alpha @ product / 2)
