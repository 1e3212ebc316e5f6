"""The two directions of truth, other topics, and other layers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from report import Estimate


@dataclass(frozen=True, eq=False)
class Scatter:
    """Rows of a dataset in a plane, its mean taken off: points of shape (n, 2), labels of shape (n,)."""

    points: NDArray[np.float32]
    labels: NDArray[np.int8]


@dataclass(frozen=True)
class Plane:
    """The general direction t_G and the polarity-sensitive one t_P.

    Attributes
    ----------
    fitted_on : tuple of str
        Datasets whose training rows they were fitted on.
    general, polar : Estimate
        Their lengths, in the units of the activations.
    cosine : Estimate
    along : mapping of str to pair of Estimate
        AUROC along t_G and along t_P on the held-out rows of each dataset.
    scatter : mapping of str to Scatter
        These rows in the plane that the two directions span.
    arrows : pair of pairs of float
        t_G and t_P in the coordinates of the plane, whose first axis runs along t_G.
    """

    fitted_on: tuple[str, ...]
    general: Estimate
    polar: Estimate
    cosine: Estimate
    along: Mapping[str, tuple[Estimate, Estimate]]
    scatter: Mapping[str, Scatter]
    arrows: tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True)
class Along:
    """AUROC along t_G and along t_P on one dataset."""

    name: str
    general: Estimate
    polar: Estimate


@dataclass(frozen=True)
class Held:
    """A topic's probes on a dataset: trained on both polarities of one topic, tested on a set.

    Attributes
    ----------
    topic, test : str
    rows : int
    plain, truth_polarity : Estimate
        AUROC of the plain probe and of TTPD.
    plain_accuracy, truth_polarity_accuracy : Estimate
    """

    topic: str
    test: str
    rows: int
    plain: Estimate
    truth_polarity: Estimate
    plain_accuracy: Estimate
    truth_polarity_accuracy: Estimate


@dataclass(frozen=True)
class Milestones:
    """Layers at which truth comes, each where an AUROC passes half-way from chance to its best.

    Attributes
    ----------
    appears : int
        Of the first dataset's own probe.
    flips : int or None
        Along t_P: right for affirmative and reversed for negated statements. None without negation.
    general : int or None
        Along t_G, right in both.
    ratio : float or None
        Length of t_P over that of t_G where truth appears.
    """

    appears: int
    flips: int | None
    general: int | None
    ratio: float | None
