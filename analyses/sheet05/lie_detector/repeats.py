"""The same probes over many splits: how much of a score is the luck of the draw."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from analyses.sheet05.lie_detector.findings import Leak, Penalty, Repeated
from analyses.sheet05.lie_detector.material import Material
from analyses.sheet05.lie_detector.result import label_of
from analyses.truth.intervals import accuracy, auroc, spread
from analyses.truth.probes import ROUGH, fit_logistic
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
    for number in range(SPLITS):
        split = material.resplit(fraction, number)
        for train in trains:
            training = split.training(*train)
            if not training.has_both:
                continue
            probe = fit_logistic(training, penalties[label_of(train)].C, ROUGH)
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
    by_rows, grouped = [], []
    for number in range(SPLITS):
        by_rows.append(_own(sample, np.arange(len(sample)), fraction, C, material.seed, number))
        grouped.append(_own(sample, sample.groups, fraction, C, material.seed, number))
    difference = np.array(by_rows) - np.array(grouped)
    return Leak(spread(grouped), spread(by_rows), spread(difference))


def _own(sample: Sample, groups: np.typing.NDArray[np.int64], fraction: float, C: float, *seed: int) -> float:
    train = split_groups(groups, fraction, *seed).train(groups)
    held_out = sample[~train]
    if not sample[train].has_both:
        return float("nan")
    return auroc(fit_logistic(sample[train], C, ROUGH).decide(held_out.activations), held_out.labels)
