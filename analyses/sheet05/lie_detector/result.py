"""What exercise 2 found: plain values, from which claims, figures and prose are made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analyses.sheet05.lie_detector.findings import (
    Along,
    Baseline,
    Cell,
    Held,
    Leak,
    Milestones,
    Penalty,
    Plane,
    Printed,
    Repeated,
    Separation,
    SetSummary,
    Stop,
    View,
)
from report import Estimate

if TYPE_CHECKING:
    from analyses.truth.depth import Depth

HANDED_IN_NONE = 1e12
HANDED_IN_L2 = 1.0

METHODS = {
    "handed in, none": "handed in, no penalty",
    "handed in, l2": "handed in, L2",
    "l2": "L2, cross-validated",
    "svm": "hard margin",
}
"""Ways of fitting a probe, in words."""


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
        None if the archive has no set with its negation, or activations that are all alike.
    repeated : tuple of Repeated
    leak : Leak
    stops : tuple of Stop
    separation : Separation
    baselines : tuple of Baseline
    topics : tuple of Held
        Each topic that has both polarities against every dataset.
    depth : Depth or None
        Statistics of every layer, if the archive has them.
    milestones : Milestones or None
    printed : tuple of Printed
        Two accuracies of the sheet that was handed in, with the intervals they lacked.
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
    repeated: tuple[Repeated, ...]
    leak: Leak
    stops: tuple[Stop, ...]
    separation: Separation
    baselines: tuple[Baseline, ...]
    topics: tuple[Held, ...]
    depth: Depth | None
    milestones: Milestones | None
    printed: tuple[Printed, ...]

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
    def own_cells(self) -> tuple[Cell, ...]:
        """Return each dataset's own probe on its held-out rows, every way of fitting."""
        return tuple(cell for name in self.sets for cell in self.cells(name, name))

    @property
    def chosen(self) -> tuple[tuple[str, float, float | None], ...]:
        """Return each training set, the C chosen for it, and its hard margin."""
        return tuple((train, penalty.C, self.margins[train]) for train, penalty in self.penalties.items())

    def repeats(self, train: str) -> tuple[Repeated, ...]:
        """Return what one training set's probe scored over many splits."""
        return tuple(one for one in self.repeated if one.train == train)

    @property
    def has_likelihood(self) -> bool:
        """Whether the archive says how likely the model finds its statements."""
        return any(one.likelihood for one in self.baselines)

    @property
    def left_out(self) -> tuple[Held, ...]:
        """Return the probes of each topic on the datasets of the others."""
        return tuple(one for one in self.topics if one.test.removeprefix("neg_") != one.topic)

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
