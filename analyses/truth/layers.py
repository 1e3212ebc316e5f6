"""Where truth appears, and where it becomes general: every layer of an archive, measured.

All that chooses or fits sees training rows of the first split; AUROC is of held-out rows, or of all
rows of a topic that was not trained on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from threadpoolctl import threadpool_limits

from analyses.truth.archive import NEGATED, open_archive, read_dataset
from analyses.truth.checksums import renew_checksums
from analyses.truth.depth import FILE, Depth, LayerStatistics, write_depth
from analyses.truth.directions import geometry, separation_ratio, truth_plane
from analyses.truth.intervals import resamples
from analyses.truth.probes import fit_logistic
from analyses.truth.samples import combine, topic
from analyses.truth.splits import split_topics

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from analyses.truth.archive import Archive, Dataset
    from analyses.truth.directions import TruthPlane
    from analyses.truth.samples import Sample
    from report import Estimate

SEED = 5
FRACTION = 0.8
PENALTY = 0.01


def measure_depth(archive: Archive, progress: Callable[[int, int, str], None] = lambda *_: None) -> Depth:
    """Compute the statistics of every layer of an archive, on one BLAS thread."""
    layers = []
    with threadpool_limits(limits=1):
        for number, layer in enumerate(archive.layers, 1):
            layers.append(_measure(layer, {name: read_dataset(archive, name, layer) for name in archive.names}))
            progress(number, len(archive.layers), FILE)
    return Depth(archive.model, archive.names[0], SEED, FRACTION, PENALTY, tuple(layers))


def write_statistics(root: Path, progress: Callable[[int, int, str], None] = lambda *_: None) -> Path:
    """Measure every layer of the archive in a folder, and write ``layers.json`` there."""
    archive = open_archive(root)
    path = write_depth(archive, measure_depth(archive, progress))
    renew_checksums(root)
    return path


def _measure(layer: int, datasets: Mapping[str, Dataset]) -> LayerStatistics:
    splits, whole = split_topics(datasets, FRACTION, SEED), {name: combine([one]) for name, one in datasets.items()}
    training = {name: rows[splits[topic(name)].train(rows.groups)] for name, rows in whole.items()}
    first = next(iter(datasets))
    held_out = splits[topic(first)].held_out
    tested = {n: rows[held_out(rows.groups)] if topic(n) == topic(first) else rows for n, rows in whole.items()}
    ratios = {name: separation_ratio(rows.activations, rows.labels) for name, rows in training.items()}
    probe = fit_logistic(training[first], PENALTY)
    auroc = {name: _auroc(rows, probe.decide(rows.activations)) for name, rows in tested.items()}
    if NEGATED + first not in datasets:
        return LayerStatistics(layer, ratios, auroc, None, None, None, {})
    pair = combine([datasets[first], datasets[NEGATED + first]])
    pair = pair[splits[topic(first)].train(pair.groups)]
    plane, shape = truth_plane(pair), geometry(pair, SEED)
    along = {name: _along(rows, plane) for name, rows in tested.items()}
    return LayerStatistics(layer, ratios, auroc, shape.general, shape.polar, shape.cosine, along)


def _auroc(rows: Sample, decisions: NDArray[np.float64]) -> Estimate:
    return resamples(rows.labels, rows.groups, SEED).score(decisions).auroc


def _along(rows: Sample, plane: TruthPlane) -> tuple[Estimate, Estimate]:
    return _auroc(rows, rows.activations @ plane.general), _auroc(rows, rows.activations @ plane.polar)
