"""The generalisation matrix: every training set against every dataset, by every way of fitting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from analyses.sheet05.lie_detector.findings import Penalty
from analyses.sheet05.lie_detector.material import Material
from analyses.sheet05.lie_detector.result import HANDED_IN_L2, HANDED_IN_NONE, label_of
from analyses.truth.archive import NEGATED
from analyses.truth.intervals import Resamples, resamples
from analyses.truth.minimum import fit_minimum
from analyses.truth.penalties import PENALTIES, cross_validate
from analyses.truth.probes import Probe, fit_hard_margin, fit_liblinear, fit_logistic
from analyses.truth.samples import Sample
from report import Estimate

HANDED_IN = (("cities",), ("cities", "neg_cities"))
"""Training sets for which the sheet that was handed in fitted a probe with penalty; without, also each dataset."""


@dataclass(frozen=True, eq=False)
class Fitted:
    """One training set's probes.

    Attributes
    ----------
    train : tuple of str
    probes : tuple of (str, float or None, Probe)
        Penalty, C (None for the limit of infinite C) and probe.
    penalty : Penalty
    margin : float or None
    """

    train: tuple[str, ...]
    probes: tuple[tuple[str, float | None, Probe], ...]
    penalty: Penalty
    margin: float | None

    @property
    def cross_validated(self) -> Probe:
        """The probe with the penalty that cross-validation chose."""
        return next(probe for how, _, probe in reversed(self.probes) if how == "l2")


def training_sets(names: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return each dataset alone, then each set together with its negation."""
    pairs = ((name, NEGATED + name) for name in names if NEGATED + name in names)
    return (*((name,) for name in names), *pairs)


def fit(material: Material, train: tuple[str, ...]) -> Fitted:
    """Fit the probes of one training set: two as handed in, the penalised one, the hard margin."""
    rows = material.training(*train)
    penalty = choose_penalty(rows, material.seed)
    hard = fit_hard_margin(rows)
    probes: list[tuple[str, float | None, Probe]] = [("l2", penalty.C, fit_logistic(rows, penalty.C))]
    if train in HANDED_IN:
        probes.insert(0, ("l2", HANDED_IN_L2, fit_liblinear(rows, HANDED_IN_L2)))
    if train in HANDED_IN or len(train) == 1:
        probes.insert(0, ("none", HANDED_IN_NONE, fit_without_penalty(rows, separable=hard is not None)))
    if hard:
        probes.append(("svm", None, hard[0]))
    return Fitted(train, tuple(probes), penalty, hard[1] if hard else None)


def fit_without_penalty(rows: Sample, separable: bool) -> Probe:
    """Fit with C = 1e12: the minimum where there is one, else liblinear, which stops where it stopped as handed in."""
    minimum = None if separable else fit_minimum(rows)
    return minimum or fit_liblinear(rows, HANDED_IN_NONE)


def choose_penalty(rows: Sample, seed: int) -> Penalty:
    """Return the C of least log-loss by grouped cross-validation within the training rows."""
    losses = cross_validate(rows, PENALTIES, seed)
    return Penalty(min(zip(losses, PENALTIES, strict=True))[1], PENALTIES, losses)


def score(material: Material, fitted: Fitted, name: str) -> tuple[tuple[Mapping[str, Any], ...], Estimate | None]:
    """Score one training set's probes on one dataset.

    Returns
    -------
    (tuple of mappings, Estimate or None)
        Rows of the build record, and the AUROC without penalty minus that with C = 1, if both were
        fitted as handed in.
    """
    rows = material.unseen(name, fitted.train)
    drawn = resamples(rows.labels, rows.groups, material.seed)
    decisions = [probe.decide(rows.activations) for *_, probe in fitted.probes]
    record = tuple(
        {"train": list(fitted.train), "test": name, "penalty": penalty, "C": C, **_scores(drawn, values)}
        for (penalty, C, _), values in zip(fitted.probes, decisions, strict=True)
    )
    return record, drawn.difference(decisions[0], decisions[1]).auroc if fitted.train in HANDED_IN else None


def effect_label(train: tuple[str, ...], test: str) -> str:
    """Return the key of a training set and a dataset in `LieDetectorResult.penalty_effect`."""
    return f"{label_of(train)} -> {test}"


def _scores(drawn: Resamples, decisions: Any) -> dict[str, Any]:
    found = drawn.score(decisions)
    return {
        "rows": len(drawn.labels),
        "accuracy": found.accuracy.value,
        "low": found.accuracy.low,
        "high": found.accuracy.high,
        "auroc": found.auroc.value,
        "auroc_low": found.auroc.low,
        "auroc_high": found.auroc.high,
    }
