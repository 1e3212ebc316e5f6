"""What exercise 2 reads: an archive's datasets at one layer, dealt into training and held-out rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analyses.truth.archive import Archive, Dataset, open_archive, read_dataset
from analyses.truth.directions import separation_ratio
from analyses.truth.samples import Sample, combine, topic
from analyses.truth.splits import GroupSplit, split_topics
from report import DataError, Resolved


@dataclass(frozen=True, eq=False)
class Material:
    """Datasets and the splits of their topics.

    Attributes
    ----------
    archive : Archive
    layer : int
    ratios : mapping of int to float
        See `LieDetectorResult.layer_ratios`.
    datasets : mapping of str to Dataset
    samples : mapping of str to Sample
        All rows of each dataset.
    splits : mapping of str to GroupSplit
        For each topic: a set and its negation are split by the same cities or words.
    seed : int
    """

    archive: Archive
    layer: int
    ratios: Mapping[int, float]
    datasets: Mapping[str, Dataset]
    samples: Mapping[str, Sample]
    splits: Mapping[str, GroupSplit]
    seed: int

    def training(self, *names: str) -> Sample:
        """Return the training rows of these datasets, together."""
        sample = self.samples[names[0]] if len(names) == 1 else combine([self.datasets[name] for name in names])
        kept = [self.splits[topic(name)].train(self.datasets[name].groups) for name in names]
        return sample[np.concatenate(kept)]

    def unseen(self, name: str, trained_on: tuple[str, ...]) -> Sample:
        """Return the rows of a dataset that a probe trained on others may be tested on.

        All rows of another topic; of a topic that was trained on, the held-out cities or words.
        """
        sample = self.samples[name]
        if topic(name) not in map(topic, trained_on):
            return sample
        return sample[self.splits[topic(name)].held_out(self.datasets[name].groups)]

    def resplit(self, fraction: float, number: int) -> Material:
        """Return the same datasets under another split."""
        return replace(self, splits=split_topics(self.datasets, fraction, self.seed, number))


def gather(found: Resolved, layer: int | None, fraction: float, centring: bool, seed: int) -> Material:
    """Read an archive.

    Parameters
    ----------
    found : Resolved
        The folder.
    layer : int, optional
        Default, the archive's only one, or the one chosen by `separation_ratio` on training rows.
    fraction : float
        Share of the cities or words to train on.
    centring : bool
        Whether the mean of each dataset's training rows is taken off its rows.
    seed : int

    Raises
    ------
    DataError
        If the archive is broken, or the training rows of a dataset have one label only.
    """
    archive = open_archive(found.root)
    ratios = {} if layer is not None or len(archive.layers) == 1 else _ratios(archive, fraction, seed)
    if layer is None:
        layer = max(ratios, key=lambda candidate: ratios[candidate]) if ratios else archive.layers[0]
    datasets = {name: read_dataset(archive, name, layer) for name in archive.names}
    splits = split_topics(datasets, fraction, seed)
    for name, one in datasets.items():
        _require_both(name, one.labels[splits[topic(name)].train(one.groups)], archive)
    if centring:
        datasets = {name: _centred(one, splits[topic(name)]) for name, one in datasets.items()}
    samples = {name: combine([one]) for name, one in datasets.items()}
    return Material(archive, layer, ratios, datasets, samples, splits, seed)


def _require_both(name: str, labels: NDArray[np.int8], archive: Archive) -> None:
    if labels.size == 0 or labels.min() == labels.max():
        raise DataError(
            "the rows that fell to training have one label only, so no probe can be fitted",
            place=str(archive.root / "datasets" / f"{name}.csv"),
            remedy="Add statements, a true and a false one for each city or word, or split otherwise (-P seed=...).",
        )


def _ratios(archive: Archive, fraction: float, seed: int) -> dict[int, float]:
    ratios = {}
    for layer in archive.layers:
        datasets = {name: read_dataset(archive, name, layer) for name in archive.names}
        splits = split_topics(datasets, fraction, seed)
        kept = ((one, splits[topic(name)].train(one.groups)) for name, one in datasets.items())
        ratios[layer] = float(
            np.mean([separation_ratio(one.activations[rows].astype(float), one.labels[rows]) for one, rows in kept])
        )
    return ratios


def _centred(dataset: Dataset, split: GroupSplit) -> Dataset:
    mean = dataset.activations[split.train(dataset.groups)].mean(axis=0)
    return replace(dataset, activations=dataset.activations - mean)
