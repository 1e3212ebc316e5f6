"""The same probes over many splits: how much of a score is the luck of the draw."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from analyses.sheet05.lie_detector.findings import Leak, Penalty, Repeated
from analyses.sheet05.lie_detector.material import Material
from analyses.sheet05.lie_detector.result import label_of
from analyses.truth.intervals import accuracy, auroc, spread
from analyses.truth.probes import ROUGH, correlations_of, fit_logistic
from analyses.truth.samples import Sample
from analyses.truth.splits import split_groups

SPLITS = 20


def repeat(
    material: Material, fraction: float, trains: tuple[tuple[str, ...], ...], penalties: Mapping[str, Penalty]
) -> tuple[Repeated, ...]:
    """Fit the penalised probe of each training set on 20 splits, its C as chosen on the first.

    A split that leaves the training rows with one label only is passed over; n tells.
    """
    found: dict[tuple[str, str], list[tuple[int, float, float]]] = {}
    correlations = {train: correlations_of(material.training(*train)) for train in trains}
    for number in range(SPLITS):
        split = material.resplit(fraction, number)
        for train in trains:
            training = split.training(*train)
            if not training.has_both:
                continue
            probe = fit_logistic(training, penalties[label_of(train)].C, ROUGH, correlations[train])
            for name in material.datasets:
                rows = split.unseen(name, train)
                decisions = probe.decide(rows.activations)
                entry = (len(rows), accuracy(decisions, rows.labels), auroc(decisions, rows.labels))
                found.setdefault((label_of(train), name), []).append(entry)
    return tuple(
        Repeated(train, test, values[0][0], spread([one for _, one, _ in values]), spread([one for *_, one in values]))
        for (train, test), values in found.items()
    )


def leak(material: Material, fraction: float, name: str, C: float) -> Leak:
    """Score a dataset's own probe on 20 splits by rows, beside 20 by city or word."""
    sample = material.samples[name]
    correlations = correlations_of(material.training(name))
    by_rows: list[float] = []
    grouped: list[float] = []
    for number in range(SPLITS):
        for groups, areas in ((np.arange(len(sample)), by_rows), (sample.groups, grouped)):
            train = split_groups(groups, fraction, material.seed, number).train(groups)
            areas.append(_own(sample, train, C, correlations))
    difference = np.array(by_rows) - np.array(grouped)
    return Leak(spread(grouped), spread(by_rows), spread(difference))


def _own(sample: Sample, train: NDArray[np.bool_], C: float, correlations: NDArray[np.float64] | None) -> float:
    if not sample[train].has_both:
        return float("nan")
    held_out, probe = sample[~train], fit_logistic(sample[train], C, ROUGH, correlations)
    return auroc(probe.decide(held_out.activations), held_out.labels)
