"""A probe's scores, how it was fitted, and what it has to beat."""

from __future__ import annotations

from dataclasses import dataclass

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
class Printed:
    """An accuracy that was printed for few rows, and Wilson's interval for it."""

    what: str
    accuracy: Estimate
