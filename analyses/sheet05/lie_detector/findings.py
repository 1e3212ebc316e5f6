"""The parts of exercise 2's result, each the answer to one question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from report import Estimate


@dataclass(frozen=True)
class SetSummary:
    """One dataset.

    Attributes
    ----------
    name : str
    negated : bool
    rows, width : int
        Shape of its activations.
    true : int
        Rows with label 1.
    groups : int
        Cities or words.
    training, held_out : int
        Rows on either side of the first split.
    """

    name: str
    negated: bool
    rows: int
    width: int
    true: int
    groups: int
    training: int
    held_out: int


@dataclass(frozen=True, eq=False)
class View:
    """One dataset in the plane of its two leading principal components, fitted on training rows.

    Attributes
    ----------
    points : ndarray of shape (n, 2)
    labels : ndarray of shape (n,)
        1 true, 0 false.
    held_out : ndarray of shape (n,)
        Whether the row was left out of the fit.
    variance : tuple of float
        Share of the training rows' variance that each component carries.
    auroc : tuple of Estimate
        Of each component alone, on held-out rows; the sign of a component has no meaning, so it is
        chosen on the training rows.
    """

    points: NDArray[np.float32]
    labels: NDArray[np.int8]
    held_out: NDArray[np.bool_]
    variance: tuple[float, ...]
    auroc: tuple[Estimate, ...]


@dataclass(frozen=True)
class Cell:
    """A probe scored on one dataset.

    Attributes
    ----------
    test : str
    how : str
        How the probe was fitted, in words.
    rows : int
    accuracy, auroc : Estimate
        With bootstrap intervals over cities or words.
    """

    test: str
    how: str
    rows: int
    accuracy: Estimate
    auroc: Estimate


@dataclass(frozen=True)
class Penalty:
    """How strongly a fit is penalised: C, and the log-loss of every C that was tried.

    Attributes
    ----------
    C : float
        Inverse strength, in units of standardised columns: the one of least loss.
    tried, losses : tuple of float
        Values of C, and the mean log-loss on the left-out cities or words.
    """

    C: float
    tried: tuple[float, ...]
    losses: tuple[float, ...]

    @property
    def at_edge(self) -> bool:
        """Whether the least loss lies at an end of what was tried."""
        return self.C in (self.tried[0], self.tried[-1])


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
class Repeated:
    """One probe over many splits: mean, least and greatest value, a spread and no interval.

    Attributes
    ----------
    train, test : str
    rows : int
        Scored in each split.
    accuracy, auroc : Estimate
        n is the number of splits.
    """

    train: str
    test: str
    rows: int
    accuracy: Estimate
    auroc: Estimate


@dataclass(frozen=True)
class Leak:
    """What it does to a score if rows are split one by one, so that both statements about a city part.

    Attributes
    ----------
    grouped, by_rows : Estimate
        AUROC of the first dataset's own probe over many splits, spread.
    difference : Estimate
        AUROC by rows minus AUROC by groups, split by split, spread.
    """

    grouped: Estimate
    by_rows: Estimate
    difference: Estimate


@dataclass(frozen=True)
class Stop:
    """A fit without penalty, and where its solver stopped.

    Attributes
    ----------
    how : str
        Solver and stopping rule.
    length : float
        Of the weights, per unit of activation.
    training, own : float
        Accuracy on training and on held-out rows.
    own_auroc : float
    negated_auroc : float or None
        On held-out rows of the negated set, if there is one.
    """

    how: str
    length: float
    training: float
    own: float
    own_auroc: float
    negated_auroc: float | None


@dataclass(frozen=True, eq=False)
class Separation:
    """Whether training rows of the first dataset are separable, by true and by shuffled labels.

    Attributes
    ----------
    rows, columns : int
    programme : float
        The optimum t of the linear programme for true labels, in [0, 1]; positive if separable.
    margin : float or None
        The largest margin, in units of standardised columns.
    needed : int or None
        Leading components in which these rows become separable.
    shuffles, separated : int
        Random orders of the labels tried on these rows and columns, and how many were separable.
    expected : float
        The share by Cover's formula.
    few : int
        Rows of the smaller experiment below.
    components : tuple of int
        Leading components that it tries.
    shares : tuple of float
        Share of shuffles separable in so many components.
    curve : tuple of float
        Cover's formula for every number of components from the first of these to the last.
    repetitions : int
        Shuffles at each number of components.
    few_needed : int or None
        Components in which the true labels of the smaller experiment become separable.
    half : int
        Components at which Cover's formula gives one half for it.
    """

    rows: int
    columns: int
    programme: float
    margin: float | None
    needed: int | None
    shuffles: int
    separated: int
    expected: float
    few: int
    components: tuple[int, ...]
    shares: tuple[float, ...]
    curve: tuple[float, ...]
    repetitions: int
    few_needed: int | None
    half: int


@dataclass(frozen=True)
class Baseline:
    """What a probe has to beat on a dataset.

    Attributes
    ----------
    name : str
    rows : int
        Held out.
    majority : float
        Accuracy of always answering with the training rows' more frequent label.
    shuffled : Estimate
        AUROC of probes trained on shuffled labels, spread over shuffles.
    likelihood : Estimate or None
        AUROC of the model's own log-probability of the statement, on the same rows.
    pairs : Estimate or None
        Share of cities or words whose true statement is more probable than their false one.
    probe : Estimate
        AUROC of the dataset's own probe.
    """

    name: str
    rows: int
    majority: float
    shuffled: Estimate
    likelihood: Estimate | None
    pairs: Estimate | None
    probe: Estimate


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


@dataclass(frozen=True)
class Printed:
    """An accuracy that was printed for few rows, and Wilson's interval for it."""

    what: str
    accuracy: Estimate
