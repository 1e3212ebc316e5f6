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

TOLERANCE = 1e-6
"""Relative movement of the decision values after which a step was the last: the next would move them by its square."""

ROUNDING = 1e-12
"""Relative rise of the objective that is rounding, not a step too long."""

SMALLEST_STEP = 1e-10
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
    truth, work = labels.astype(float), np.empty_like(gram)
    start = np.zeros(len(truth))
    before: list[tuple[float, NDArray[np.float64]]] = []
    for C in penalties:
        alpha, bias = _newton(gram, truth, C, extrapolated(before, C, start), work)
        before = [*before[-1:], (C, gram @ alpha + bias)]
        yield alpha, bias


def extrapolated(
    before: list[tuple[float, NDArray[np.float64]]], C: float, start: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return where to start from: on the line through the last two of a path, in the logarithm of C."""
    if len(before) < 2:
        return before[0][1] if before else start
    (first, older), (second, newer) = before
    if first == second:
        return newer
    return newer + (newer - older) * float(np.log(C / second) / np.log(second / first))


def _newton(
    gram: NDArray[np.float64],
    truth: NDArray[np.float64],
    C: float,
    decision: NDArray[np.float64],
    work: NDArray[np.float64],
) -> tuple[NDArray[np.float64], float]:
    """Return (alpha, bias); each step is halved until the objective falls, and a last tiny one ends it."""
    alpha, bias, best = np.zeros(len(truth)), 0.0, np.inf
    for _ in range(NEWTON_STEPS):
        goal, goal_bias = _newton_goal(gram, truth, C, decision, work)
        step = 1.0
        while True:
            trial, trial_bias = alpha + step * (goal - alpha), bias + step * (goal_bias - bias)
            product = gram @ trial
            value = _objective(product + trial_bias, truth, C, float(trial @ product))
            if value <= best * (1 + ROUNDING):
                break
            step /= 2
            if step < SMALLEST_STEP:
                return alpha, bias
        moved = float(np.abs(product + trial_bias - decision).max())
        alpha, bias, best, decision = trial, trial_bias, value, product + trial_bias
        if moved < TOLERANCE * max(1.0, float(np.abs(decision).max())):
            break
    return alpha, bias


def _newton_goal(
    gram: NDArray[np.float64],
    truth: NDArray[np.float64],
    C: float,
    decision: NDArray[np.float64],
    work: NDArray[np.float64],
) -> tuple[NDArray[np.float64], float]:
    """Return the minimum of the quadratic that touches the objective at `decision`; `work` is overwritten."""
    probability = expit(decision)
    weight = np.maximum(probability * (1 - probability), SMALLEST_WEIGHT)
    target = decision + (truth - probability) / weight
    root = np.sqrt(C * weight)
    np.multiply(gram, root[:, None], out=work)
    np.multiply(work, root, out=work)
    work.flat[:: len(truth) + 1] += 1
    # The matrix is symmetric; transposed it lies in memory as LAPACK wants it, and is not copied.
    factor = cho_factor(work.T, overwrite_a=True, check_finite=False)
    with_target = root * cho_solve(factor, root * target, check_finite=False)
    with_ones = root * cho_solve(factor, root, check_finite=False)
    bias = float(with_target.sum() / with_ones.sum())
    return with_target - bias * with_ones, bias


def _objective(decision: NDArray[np.float64], truth: NDArray[np.float64], C: float, squared: float) -> float:
    return float(C * np.logaddexp(0, np.where(truth == 1, -decision, decision)).sum() + squared / 2)
