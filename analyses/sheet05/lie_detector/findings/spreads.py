"""What changes with the draw of a split, or with the solver."""

from __future__ import annotations

from dataclasses import dataclass

from report import Estimate


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
