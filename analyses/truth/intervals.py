"""Accuracy and AUROC, and how far to trust them.

Rows about one city stand or fall together, so intervals come from resampling cities (or words), not
rows. Wilson's interval is kept for rows that are independent.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from report import Estimate

if TYPE_CHECKING:
    from numpy.typing import NDArray

REPLICATES = 1000
LEVEL = 0.95


@dataclass(frozen=True)
class Score:
    """How well scores tell true from false.

    Attributes
    ----------
    accuracy : Estimate
        Share of rows on the right side of zero, in [0, 1].
    auroc : Estimate
        Probability that a true statement scores above a false one, in [0, 1]; 0.5 is chance, and
        below it the order is reversed. NaN where a class is missing.
    """

    accuracy: Estimate
    auroc: Estimate


def auroc(scores: NDArray[np.float64], labels: NDArray[np.int8]) -> float:
    """Return the area under the ROC curve; ties count half; NaN if a class is missing."""
    return float(_auroc(scores, labels, np.ones((1, len(scores))))[0])


def accuracy(scores: NDArray[np.float64], labels: NDArray[np.int8]) -> float:
    """Return the share of rows whose score is positive exactly if the label is 1."""
    return float(np.mean((scores > 0) == (labels == 1)))


@dataclass(frozen=True, eq=False)
class Resamples:
    """Rows to be scored, and how often each is drawn when whole groups are drawn with replacement.

    All probes are scored on the same draws, so their differences are paired.

    Attributes
    ----------
    labels, groups : ndarray of shape (n,)
        Labels 0 or 1, and the city or word of each row.
    weights : ndarray of shape (replicates, n)
        Multiplicities.
    """

    labels: NDArray[np.int8]
    groups: NDArray[np.int64]
    weights: NDArray[np.float64]

    def score(self, scores: NDArray[np.float64]) -> Score:
        """Return accuracy and AUROC of decision values, shape (n,), with percentile intervals.

        Notes
        -----
        Where no row errs (or every row does) resampling cannot vary. The interval then reaches to
        ``(alpha / 2) ** (1 / G)``, the exact bound for a faultless run of G groups.
        """
        right = ((scores > 0) == (self.labels == 1)).astype(float)
        groups = int(np.unique(self.groups).size)
        return Score(
            _interval(float(right.mean()), self._mean(right), len(scores), groups),
            _interval(auroc(scores, self.labels), _auroc(scores, self.labels, self.weights), len(scores), groups),
        )

    def difference(self, first: NDArray[np.float64], second: NDArray[np.float64]) -> Score:
        """Return accuracy and AUROC of `first` minus those of `second`, in [-1, 1], paired."""
        truth = self.labels == 1
        gain = ((first > 0) == truth).astype(float) - ((second > 0) == truth)
        areas = _auroc(first, self.labels, self.weights) - _auroc(second, self.labels, self.weights)
        return Score(
            _percentiles(float(gain.mean()), self._mean(gain), len(gain)),
            _percentiles(auroc(first, self.labels) - auroc(second, self.labels), areas, len(gain)),
        )

    def _mean(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(self.weights @ values / self.weights.sum(axis=1))


def resamples(
    labels: NDArray[np.int8], groups: NDArray[np.int64], seed: int, replicates: int = REPLICATES
) -> Resamples:
    """Draw the resamples of some rows, the same for the same seed."""
    return Resamples(labels, groups, resample(groups, seed, replicates))


def wilson(successes: int, n: int) -> Estimate:
    """Return Wilson's interval for a share of `n` independent rows.

    Source
    ------
    E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
    J. Am. Stat. Assoc. 22 (1927).
    """
    from scipy.stats import binomtest

    interval = binomtest(successes, n).proportion_ci(LEVEL, method="wilson")
    return Estimate(successes / n, float(interval.low), float(interval.high), n)


def spread(values: NDArray[np.float64] | list[float]) -> Estimate:
    """Return mean, least and greatest of `values` that are known: a spread over repetitions, not an interval."""
    known = np.asarray(values, dtype=float)
    known = known[np.isfinite(known)]
    if not known.size:
        return Estimate(float("nan"), float("nan"), float("nan"), 0)
    return Estimate(float(known.mean()), float(known.min()), float(known.max()), known.size)


def resample(groups: NDArray[np.int64], seed: int, replicates: int) -> NDArray[np.float64]:
    """Return how often each row is drawn, shape (replicates, n), when whole groups are drawn."""
    distinct, index = np.unique(groups, return_inverse=True)
    return np.asarray(_draws(distinct.size, seed, replicates)[:, index])


@lru_cache(maxsize=8)
def _draws(groups: int, seed: int, replicates: int) -> NDArray[np.float64]:
    """Return how often each of so many groups is drawn, shape (replicates, groups); the same for many probes."""
    generator = np.random.default_rng(seed)
    draws = generator.multinomial(groups, np.full(groups, 1 / groups), size=replicates).astype(float)
    draws.flags.writeable = False
    return draws


def _auroc(scores: NDArray[np.float64], labels: NDArray[np.int8], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return one area a row of `weights`, the rows' multiplicities, shape (replicates, n)."""
    order = np.argsort(scores, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(scores[order]) > 0])
    sorted_weights = weights[:, order]
    above = sorted_weights * (labels[order] == 1)
    below = sorted_weights - above
    if len(starts) < len(order):
        above, below = (np.add.reduceat(counts, starts, axis=1) for counts in (above, below))
    beaten = np.cumsum(below, axis=1) - below / 2
    pairs = above.sum(axis=1) * below.sum(axis=1)
    with np.errstate(invalid="ignore"):
        return np.asarray(np.einsum("rk,rk->r", above, beaten) / np.where(pairs > 0, pairs, np.nan))


def _interval(value: float, replicas: NDArray[np.float64], rows: int, groups: int) -> Estimate:
    faultless = ((1 - LEVEL) / 2) ** (1 / groups)
    if value == 1:
        return Estimate(1.0, faultless, 1.0, rows)
    if value == 0:
        return Estimate(0.0, 0.0, 1 - faultless, rows)
    return _percentiles(value, replicas, rows)


def _percentiles(value: float, replicas: NDArray[np.float64], rows: int) -> Estimate:
    known = replicas[np.isfinite(replicas)]
    if not known.size:
        return Estimate(value, float("nan"), float("nan"), rows)
    low, high = np.quantile(known, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Estimate(value, float(low), float(high), rows)
