r"""The general truth direction :math:`t_G` and the polarity-sensitive one :math:`t_P`.

A centred activation is modelled as :math:`a = \tau\,t_G + \tau p\,t_P`, with :math:`\tau = \pm 1` for
true and false and :math:`p = \pm 1` for affirmative and negated statements.

Source
------
L. Bürger, F. A. Hamprecht, B. Nadler, "Truth is Universal" (NeurIPS 2024, arXiv 2407.12831), section 3.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analyses.truth.intervals import LEVEL, resample
from analyses.truth.samples import Sample, centred
from report import Estimate

if TYPE_CHECKING:
    from numpy.typing import NDArray

REPLICATES = 400


@dataclass(frozen=True, eq=False)
class TruthPlane:
    """The two directions in which truth was found.

    Attributes
    ----------
    general, polar : ndarray of shape (d,)
        t_G and t_P, in the units of the activations.
    """

    general: NDArray[np.float64]
    polar: NDArray[np.float64]


@dataclass(frozen=True)
class Geometry:
    """Lengths of t_G and t_P in the units of the activations, and the cosine between them."""

    general: Estimate
    polar: Estimate
    cosine: Estimate


def truth_plane(sample: Sample) -> TruthPlane:
    """Fit t_G and t_P by least squares on rows centred within their dataset.

    Parameters
    ----------
    sample : Sample
        Affirmative and negated statements; with one of the two alone the directions are one.
    """
    general, polar = _solve(sample, np.ones((1, len(sample))))
    return TruthPlane(general[0], polar[0])


def geometry(sample: Sample, seed: int, replicates: int = REPLICATES) -> Geometry:
    """Return lengths and cosine with bootstrap intervals over groups.

    Notes
    -----
    Noise only lengthens a vector, and resampling adds as much again. From the square of a length is
    therefore taken off what resampling adds to it; so are the ends of its interval found (the basic
    bootstrap). A direction that is all noise has length 0.
    """
    fitted = truth_plane(sample)
    general, polar = _solve(sample, resample(sample.groups, seed, replicates))
    lengths = np.linalg.norm(general, axis=1), np.linalg.norm(polar, axis=1)
    low, high = np.quantile((general * polar).sum(axis=1) / (lengths[0] * lengths[1]), _tails())
    return Geometry(
        _length(float(np.linalg.norm(fitted.general)), lengths[0], len(sample)),
        _length(float(np.linalg.norm(fitted.polar)), lengths[1], len(sample)),
        Estimate(cosine(fitted.general, fitted.polar), float(low), float(high), len(sample)),
    )


def cosine(first: NDArray[np.float64], second: NDArray[np.float64]) -> float:
    """Return the cosine of the angle between two vectors, in [-1, 1]."""
    return float(first @ second / (np.linalg.norm(first) * np.linalg.norm(second)))


def separation_ratio(activations: NDArray[np.float64], labels: NDArray[np.int8]) -> float:
    """Return the variance between the classes over the variance within them.

    The mean over the two classes of ``|mu_class - mu|^2``, over the mean trace of their covariances.
    """
    classes = [activations[labels == label] for label in (0, 1)]
    middle = activations.mean(axis=0)
    between = np.mean([((rows.mean(axis=0) - middle) ** 2).sum() for rows in classes])
    within = np.mean([rows.var(axis=0).sum() for rows in classes])
    return float(between / within) if within > 0 else float("inf")


def _solve(sample: Sample, weights: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return t_G and t_P, each of shape (replicates, d), for each row of `weights`, shape (replicates, n).

    The regressors tau and tau * p are centred within their dataset, like the activations.
    """
    rows = centred(sample)
    regressors = np.stack([sample.signs, sample.signs * sample.polarity])
    matrix = np.zeros((len(weights), 2, 2))
    right = np.zeros((len(weights), 2, rows.shape[1]))
    for position in np.unique(sample.origin):
        own = sample.origin == position
        drawn = weights[:, own]
        for i, regressor in enumerate(regressors[:, own]):
            middle = drawn @ regressor / drawn.sum(axis=1)
            deviation = drawn * (regressor - middle[:, None])
            right[:, i] += deviation @ rows[own]
            for j, other in enumerate(regressors[:, own]):
                matrix[:, i, j] += deviation @ other
    solved = np.linalg.pinv(matrix) @ right
    return solved[:, 0], solved[:, 1]


def _length(fitted: float, replicas: NDArray[np.float64], rows: int) -> Estimate:
    squares = 2 * fitted**2 - replicas**2
    value, low, high = np.sqrt(np.maximum([squares.mean(), *np.quantile(squares, _tails())], 0))
    return Estimate(float(value), float(low), float(high), rows)


def _tails() -> list[float]:
    return [(1 - LEVEL) / 2, (1 + LEVEL) / 2]
