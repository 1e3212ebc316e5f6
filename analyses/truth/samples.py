"""Rows that a probe is fitted to or scored on: one dataset, or several put together by declaration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analyses.truth.archive import NEGATED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analyses.truth.archive import Dataset

TOPIC_STRIDE = 1 << 40


@dataclass(frozen=True, eq=False)
class Sample:
    """Activations with labels, polarity and groups.

    Attributes
    ----------
    names : tuple of str
        The datasets it was made from.
    activations : ndarray of shape (n, d)
        float64.
    labels : ndarray of shape (n,)
        int8, 1 true and 0 false.
    polarity : ndarray of shape (n,)
        int8, 1 for affirmative and -1 for negated statements.
    origin : ndarray of shape (n,)
        int64, position in `names` of the dataset each row comes from.
    groups : ndarray of shape (n,)
        int64, the city or word; equal only for rows of one topic that speak of the same one.
    """

    names: tuple[str, ...]
    activations: NDArray[np.float64]
    labels: NDArray[np.int8]
    polarity: NDArray[np.int8]
    origin: NDArray[np.int64]
    groups: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.labels)

    @property
    def signs(self) -> NDArray[np.float64]:
        """The labels as 1 for true and -1 for false, shape (n,)."""
        return np.where(self.labels == 1, 1.0, -1.0)

    @property
    def has_both(self) -> bool:
        """Whether there are true and false statements among the rows."""
        return len(self) > 0 and bool(self.labels.min() < self.labels.max())

    def __getitem__(self, rows: NDArray[np.bool_] | NDArray[np.int64]) -> Sample:
        """Return the rows that a mask or an index picks."""
        return Sample(
            self.names,
            self.activations[rows],
            self.labels[rows],
            self.polarity[rows],
            self.origin[rows],
            self.groups[rows],
        )


def topic(name: str) -> str:
    """Return what a dataset is about: its name without the mark of negation."""
    return name.removeprefix(NEGATED)


def combine(datasets: Sequence[Dataset]) -> Sample:
    """Put datasets together, rows in the order given.

    Parameters
    ----------
    datasets : sequence of Dataset
        One or more of the same width; a set and its negation keep their common groups, sets of
        different topics have none.
    """
    topics = list(dict.fromkeys(topic(dataset.name) for dataset in datasets))
    return Sample(
        tuple(dataset.name for dataset in datasets),
        np.concatenate([dataset.activations for dataset in datasets]).astype(np.float64),
        np.concatenate([dataset.labels for dataset in datasets]),
        np.concatenate([np.full(len(d.labels), -1 if d.name.startswith(NEGATED) else 1, np.int8) for d in datasets]),
        np.concatenate([np.full(len(d.labels), position, np.int64) for position, d in enumerate(datasets)]),
        np.concatenate([d.groups + TOPIC_STRIDE * topics.index(topic(d.name)) for d in datasets]),
    )


def centred(sample: Sample) -> NDArray[np.float64]:
    """Return the activations with the mean of its own dataset taken from each row, shape (n, d)."""
    rows = sample.activations.copy()
    for position in np.unique(sample.origin):
        own = sample.origin == position
        rows[own] -= rows[own].mean(axis=0)
    return rows
