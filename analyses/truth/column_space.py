"""Penalised logistic regression for rows with no more columns than there are rows.

L-BFGS takes the more steps, the less alike the curvatures of its sum are in different directions; on
activations they differ a thousandfold. No sum curves more than where every probability is one half,
``I + C * Z.T @ Z / 4``. In the coordinates of that matrix's Cholesky factor all curvatures are at
most one and most of them near it, and a few steps suffice. The matrix need not be that of the same
rows: the correlations of other rows of the same kind, reckoned once for many fits, do as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.linalg import cholesky
from scipy.linalg.blas import dtrsv
from scipy.optimize import minimize
from scipy.special import expit

from analyses.truth.row_space import extrapolated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

STEEPEST = 0.25
"""Largest curvature of ``log(1 + exp(-f))``, at f = 0."""

STEPS = 10_000


def logistic_path(
    rows: NDArray[np.float64],
    labels: NDArray[np.int8],
    penalties: Sequence[float],
    tolerance: float,
    correlations: NDArray[np.float64] | None = None,
) -> Iterator[tuple[NDArray[np.float64], float]]:
    """Yield (weights, bias) for each C, each fit starting from the ones before.

    The minimum of ``C * sum(log(1 + exp(-s * f))) + |w|^2 / 2`` with ``f = Z @ w + bias``, bias free,
    s = 1 for true and -1 for false: the objective of scikit-learn's ``LogisticRegression``.

    Parameters
    ----------
    rows : ndarray of shape (n, d)
        Z, columns of mean 0 and deviation 1.
    labels : ndarray of shape (n,)
        1 or 0, both at least once.
    penalties : sequence of float
        Values of C, best in ascending order.
    tolerance : float
        Largest entry of the gradient at the end, in coordinates in which no curvature exceeds one.
    correlations : ndarray of shape (d, d), optional
        Of these columns, by default over these rows. Decides how soon a fit ends, not where.
    """
    n = len(rows)
    correlations = rows.T @ rows / n if correlations is None else correlations
    odds = labels.mean() / (1 - labels.mean())
    start = np.append(np.zeros(rows.shape[1]), np.log(odds))
    before: list[tuple[float, NDArray[np.float64]]] = []
    for C in penalties:
        factor = _factor(correlations, STEEPEST * C * n)
        found = _minimum(rows, labels, C, factor, extrapolated(before, C, start), tolerance)
        before = [*before[-1:], (C, found)]
        yield found[:-1], float(found[-1])


def _factor(correlations: NDArray[np.float64], weight: float) -> NDArray[np.float64]:
    """Return the Cholesky factor of the steepest curvature, lower triangular, the bias last."""
    d = len(correlations)
    curvature = np.zeros((d + 1, d + 1), order="F")
    np.multiply(correlations, weight, out=curvature[:d, :d])
    curvature.flat[: d * (d + 1) : d + 2] += 1
    curvature[d, d] = weight
    return np.asarray(cholesky(curvature, lower=True, overwrite_a=True, check_finite=False))


def _minimum(
    rows: NDArray[np.float64],
    labels: NDArray[np.int8],
    C: float,
    factor: NDArray[np.float64],
    start: NDArray[np.float64],
    tolerance: float,
) -> NDArray[np.float64]:
    """Return weights and bias, shape (d + 1,)."""
    truth, signs = labels.astype(float), np.where(labels == 1, 1.0, -1.0)

    def objective(point: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        probe = dtrsv(factor, point, lower=1, trans=1)
        weights, decision = probe[:-1], rows @ probe[:-1] + probe[-1]
        error = expit(decision) - truth
        value = C * np.logaddexp(0, -signs * decision).sum() + weights @ weights / 2
        return float(value), dtrsv(factor, np.append(C * (error @ rows) + weights, C * error.sum()), lower=1)

    options = {"gtol": tolerance, "ftol": 0, "maxiter": STEPS}
    found = minimize(objective, factor.T @ start, jac=True, method="L-BFGS-B", options=options).x
    return np.asarray(dtrsv(factor, found, lower=1, trans=1))
