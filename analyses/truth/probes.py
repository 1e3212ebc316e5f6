"""Linear probes: what they are, and the ways in which they are fitted here."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from analyses.truth import column_space, row_space
from analyses.truth.separability import widest_boundary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analyses.truth.samples import Sample

TOLERANCE = 1e-8
ROUGH = 1e-5


@dataclass(frozen=True, eq=False)
class Probe:
    """A direction in the space of activations, and where on it the boundary lies.

    Attributes
    ----------
    weights : ndarray of shape (d,)
        For raw activations, whatever scaling the fit used.
    bias : float
    """

    weights: NDArray[np.float64]
    bias: float

    def decide(self, activations: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the decision values, shape (n,): positive means the probe takes a statement for true."""
        return np.asarray(activations @ self.weights + self.bias)


def fit_liblinear(sample: Sample, C: float, tolerance: float = 1e-4, dual: bool = False) -> Probe:
    """Fit as handed in: raw activations, liblinear, bias penalised like a weight.

    Parameters
    ----------
    sample : Sample
    C : float
        Inverse strength of the penalty; 1e12 is as good as none.
    tolerance : float
        At which liblinear stops; its default is 1e-4.
    dual : bool
        Whether liblinear solves the dual problem, by coordinate descent from a fixed seed.

    Source
    ------
    Sheet 5, exercise 2, as handed in: ``LogisticRegression(C=1e12, solver='liblinear')``.
    """
    model = LogisticRegression(C=C, solver="liblinear", tol=tolerance, dual=dual, random_state=0)
    return _fit(model, sample.activations, sample.labels)


def fit_unpenalised(sample: Sample, solver: str, tolerance: float = 1e-4, steps: int = 100) -> Probe:
    """Fit without a penalty on raw activations, by another of scikit-learn's solvers, until it stops."""
    model = LogisticRegression(C=np.inf, solver=solver, tol=tolerance, max_iter=steps)
    return _fit(model, sample.activations, sample.labels)


def fit_logistic(
    sample: Sample, C: float, tolerance: float = TOLERANCE, correlations: NDArray[np.float64] | None = None
) -> Probe:
    """Fit logistic regression with an L2 penalty on standardised rows, bias free.

    Parameters
    ----------
    sample : Sample
    C : float
        Inverse strength of the penalty, in units of standardised columns.
    tolerance : float
        Of the gradient, at which the solver stops; `ROUGH` for fits that only show a spread.
    correlations : ndarray of shape (d, d), optional
        Of the columns of rows like these, reckoned once for many fits by `correlations_of`.
    """
    return fit_path(sample, [C], tolerance, correlations)[0]


def fit_path(
    sample: Sample,
    penalties: Sequence[float],
    tolerance: float = TOLERANCE,
    correlations: NDArray[np.float64] | None = None,
) -> list[Probe]:
    """Fit `fit_logistic` for several C, ascending, each from the ones before.

    Where columns exceed rows this happens in the row space.
    """
    rows, mean, scale = standardised(sample)
    if rows.shape[1] <= rows.shape[0]:
        direct = column_space.logistic_path(rows, sample.labels, penalties, tolerance, correlations)
        return [unscaled(Probe(weights, bias), mean, scale) for weights, bias in direct]
    path = row_space.logistic_path(rows @ rows.T, sample.labels, penalties)
    return [unscaled(Probe(rows.T @ alpha, bias), mean, scale) for alpha, bias in path]


def correlations_of(sample: Sample) -> NDArray[np.float64] | None:
    """Return how the columns are correlated, shape (d, d), for fits on rows like these; None where d exceeds n."""
    rows = standardised(sample)[0]
    return rows.T @ rows / len(rows) if rows.shape[1] <= rows.shape[0] else None


def fit_hard_margin(sample: Sample) -> tuple[Probe, float] | None:
    """Fit the support vector machine without slack: the limit of `fit_logistic` as C grows.

    Returns
    -------
    (Probe, float) or None
        The probe, and its margin: the distance from the boundary to the nearest row, in units of
        standardised columns. None if no boundary separates the rows.

    Source
    ------
    S. Rosset, J. Zhu, T. Hastie, "Margin maximizing loss functions" (NIPS 2003).
    """
    rows, mean, scale = standardised(sample)
    found = widest_boundary(rows, sample.signs)
    return (unscaled(Probe(found.weights, found.bias), mean, scale), found.margin) if found else None


def standardised(sample: Sample) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return rows of columns with mean 0 and deviation 1, and what was taken off and divided by.

    A column that does not vary is only shifted.
    """
    mean, scale = sample.activations.mean(axis=0), sample.activations.std(axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    return (sample.activations - mean) / scale, mean, scale


def _fit(model: LogisticRegression, rows: NDArray[np.float64], labels: NDArray[np.int8]) -> Probe:
    with warnings.catch_warnings():
        # On separable rows a fit without penalty never converges: that it stops at all is what is shown.
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(rows, labels)
    return Probe(np.array(model.coef_[0], dtype=np.float64), float(model.intercept_[0]))


def unscaled(probe: Probe, mean: NDArray[np.float64], scale: NDArray[np.float64]) -> Probe:
    """Return a probe of standardised rows as one of raw rows."""
    weights = probe.weights / scale
    return Probe(weights, probe.bias - float(weights @ mean))
