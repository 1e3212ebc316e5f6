"""What a probe has to beat: the majority, labels without meaning, and the model's own likelihood."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from analyses.sheet05.lie_detector.findings import Baseline
from analyses.sheet05.lie_detector.material import Material
from analyses.truth.intervals import auroc, resamples, spread
from analyses.truth.likelihood import read_likelihood
from analyses.truth.probes import ROUGH, correlations_of, fit_logistic
from analyses.truth.samples import topic
from report import Estimate

SHUFFLES = 20


def baseline(material: Material, name: str, C: float, probe: Estimate) -> Baseline:
    """Score the baselines of one dataset on its held-out rows.

    Parameters
    ----------
    material : Material
    name : str
    C : float
        Of the dataset's own probe; the probes on shuffled labels have the same.
    probe : Estimate
        AUROC of the dataset's own probe.
    """
    training, rows = material.training(name), material.unseen(name, (name,))
    frequent = int(2 * training.labels.sum() >= len(training))
    generator = np.random.default_rng((material.seed, len(training)))
    areas, correlations = [], correlations_of(training)
    for _ in range(SHUFFLES):
        labelled = replace(training, labels=generator.permutation(training.labels))
        shuffled = fit_logistic(labelled, C, ROUGH, correlations)
        areas.append(auroc(shuffled.decide(rows.activations), rows.labels))
    likelihood, pairs = _likelihood(material, name)
    majority = float(np.mean(rows.labels == frequent))
    return Baseline(name, len(rows), majority, spread(areas), likelihood, pairs, probe)


def _likelihood(material: Material, name: str) -> tuple[Estimate | None, Estimate | None]:
    dataset = material.datasets[name]
    values = read_likelihood(material.archive.folder / name, len(dataset.labels))
    if values is None:
        return None, None
    held_out = material.splits[topic(name)].held_out(dataset.groups)
    scores, labels, groups = values[held_out].astype(float), dataset.labels[held_out], dataset.groups[held_out]
    area = resamples(labels, groups, material.seed).score(scores).auroc
    won = _pairs_won(scores, labels, groups)
    if not won.size:
        return area, None
    return area, resamples(np.ones(won.size, np.int8), np.arange(won.size), material.seed).score(won).accuracy


def _pairs_won(scores: NDArray[np.float64], labels: NDArray[np.int8], groups: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the score of the true minus that of the false statement, for groups that have one of each."""
    margins = []
    for group in np.unique(groups):
        own = groups == group
        true, false = scores[own & (labels == 1)], scores[own & (labels == 0)]
        if true.size == false.size == 1:
            margins.append(float(true[0] - false[0]))
    return np.array(margins)
