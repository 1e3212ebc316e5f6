"""Logistic regression without a penalty, where it has a minimum: on rows that no boundary separates."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import numpy as np
from scipy.linalg import LinAlgWarning, eigvalsh
from scipy.special import expit
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from analyses.truth.probes import Probe, standardised, unscaled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analyses.truth.samples import Sample

TOLERANCE = 1e-10
"""Of the gradient of the mean loss, on standardised columns."""

FLAT = 1e-8
"""Curvature of the mean loss, on standardised columns, below which there is a valley and no minimum."""


def fit_minimum(sample: Sample) -> Probe | None:
    """Find the minimum of the sum without a penalty.

    It is the same for every solver that gets there, on raw rows as on standardised ones. Newton's
    method gets there in some ten steps; liblinear, at its default tolerance, takes far longer and
    stops short of it.

    Returns
    -------
    Probe or None
        At which no entry of the gradient exceeds `TOLERANCE`, and the curvature exceeds `FLAT` in
        every direction. None where Newton's method comes to no such point: a boundary separates the
        rows, or their columns depend on each other.
    """
    rows, mean, scale = standardised(sample)
    model = LogisticRegression(C=np.inf, solver="newton-cholesky", tol=TOLERANCE)
    with warnings.catch_warnings():
        # scikit-learn would warn and go on with lbfgs, which stops somewhere in the valley.
        warnings.simplefilter("error", ConvergenceWarning)
        warnings.simplefilter("error", LinAlgWarning)
        try:
            model.fit(rows, sample.labels)
        except (ConvergenceWarning, LinAlgWarning):
            return None
    probe = Probe(np.array(model.coef_[0], dtype=np.float64), float(model.intercept_[0]))
    return unscaled(probe, mean, scale) if _curvature(rows, probe) > FLAT else None


def _curvature(rows: NDArray[np.float64], probe: Probe) -> float:
    """Return the least curvature of the mean loss at `probe`, over all directions of weights and bias."""
    columns = np.column_stack([rows, np.ones(len(rows))])
    share = expit(probe.decide(rows))
    hessian = columns.T @ (columns * (share * (1 - share))[:, None]) / len(rows)
    return float(eigvalsh(hessian, subset_by_index=[0, 0])[0])
