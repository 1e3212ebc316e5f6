"""What exercise 2 found: plain values, from which claims, figures and prose are made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from report import Estimate

HANDED_IN_NONE = 1e12
HANDED_IN_L2 = 1.0

METHODS = {
    "handed in, none": "as handed in, no penalty",
    "handed in, l2": "as handed in, L2",
    "l2": "L2, C by cross-validation",
    "svm": "hard margin",
}
"""Ways of fitting a probe, in words."""


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
    """

    fitted_on: tuple[str, ...]
    general: Estimate
    polar: Estimate
    cosine: Estimate
    along: Mapping[str, tuple[Estimate, Estimate]]


@dataclass(frozen=True)
class Along:
    """AUROC along t_G and along t_P on one dataset."""

    name: str
    general: Estimate
    polar: Estimate


@dataclass(frozen=True, eq=False)
class LieDetectorResult:
    """Linear probes on a language model's activations, and how far they carry.

    Attributes
    ----------
    source : mapping
        ``folder``, ``model``, ``layer`` and ``width``.
    storage : str
        How the model's weights were stored; empty if the archive does not say.
    layers : tuple of int
        Layers the archive has.
    layer_ratios : mapping of int to float
        Variance between over variance within the classes, mean over the datasets, training rows of
        the first split; empty if there was nothing to choose from.
    missing : tuple of str
        Datasets of the sheet that the archive lacks.
    columns, head : tuple
        Names of the columns of the first dataset, and its first ten rows, as text.
    sets : mapping of str to SetSummary
    split : float
        Share of the cities or words that is trained on.
    centring : bool
        Whether each dataset's mean was taken off.
    generalisation : tuple of mappings
        One probe on one dataset each, as the build record has them.
    penalties : mapping of str to Penalty
        For each training set, `label_of` its names.
    margins : mapping of str to float or None
        Hard margin of each training set, in units of standardised columns; None if not separable.
    penalty_effect : mapping of str to Estimate
        AUROC without penalty minus AUROC with C = 1, both as handed in, paired: ``train -> test``.
    views : mapping of str to View
    plane : Plane or None
        None if the archive has no set with its negation.
    """

    source: Mapping[str, Any]
    storage: str
    layers: tuple[int, ...]
    layer_ratios: Mapping[int, float]
    missing: tuple[str, ...]
    columns: tuple[str, ...]
    head: tuple[tuple[str, ...], ...]
    sets: Mapping[str, SetSummary]
    split: float
    centring: bool
    generalisation: tuple[Mapping[str, Any], ...]
    penalties: Mapping[str, Penalty]
    margins: Mapping[str, float | None]
    penalty_effect: Mapping[str, Estimate]
    views: Mapping[str, View]
    plane: Plane | None

    @property
    def first(self) -> SetSummary:
        """The first dataset."""
        return next(iter(self.sets.values()))

    @property
    def where(self) -> str:
        """The model, how it was stored, the layer and the folder, for captions."""
        stored = f" ({self.storage})" if self.storage else ""
        return f"{self.source['model']}{stored}, layer {self.source['layer']}, from {self.source['folder']}"

    def cell(self, train: str, test: str, method: str) -> Cell | None:
        """Return one entry of the generalisation matrix, None if these data lack it.

        Parameters
        ----------
        train : str
            Names of the training sets, joined by " + ".
        test : str
        method : str
            One of `METHODS`.
        """
        for row in self.generalisation:
            if label_of(row["train"]) == train and row["test"] == test and method_of(row) == method:
                accuracy = Estimate(row["accuracy"], row["low"], row["high"], row["rows"])
                area = Estimate(row["auroc"], row["auroc_low"], row["auroc_high"], row["rows"])
                return Cell(test, METHODS[method], row["rows"], accuracy, area)
        return None

    def cells(self, train: str, *tests: str) -> tuple[Cell, ...]:
        """Return the entries of one training set on these datasets, every way of fitting."""
        found = (self.cell(train, test, method) for test in tests for method in METHODS)
        return tuple(cell for cell in found if cell)

    def own(self, method: str) -> tuple[Cell, ...]:
        """Return each dataset's own probe on its held-out rows."""
        found = (self.cell(name, name, method) for name in self.sets)
        return tuple(cell for cell in found if cell)

    @property
    def alongs(self) -> tuple[Along, ...]:
        """Return how each truth direction ranks each dataset."""
        return tuple(Along(name, *pair) for name, pair in self.plane.along.items()) if self.plane else ()

    def has(self, *names: str) -> bool:
        """Whether the archive has all these datasets."""
        return set(names) <= set(self.sets)

    @property
    def carried(self) -> bool:
        """Whether the archive has all that parts (b) and (c) need."""
        return self.has("cities", "neg_cities", "sp_en_trans", "neg_sp_en_trans")


def label_of(names: tuple[str, ...] | list[str]) -> str:
    """Return the name of a training set made of these datasets."""
    return " + ".join(names)


def method_of(row: Mapping[str, Any]) -> str:
    """Return how the probe of a row of the generalisation matrix was fitted."""
    handed_in: dict[tuple[str, float | None], str] = {
        ("none", HANDED_IN_NONE): "handed in, none",
        ("l2", HANDED_IN_L2): "handed in, l2",
    }
    return handed_in.get((row["penalty"], row["C"]), str(row["penalty"]))
