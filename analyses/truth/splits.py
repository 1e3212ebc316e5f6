"""Splits that keep what belongs together on one side.

Both statements about one city (or word) carry the same tokens and opposite labels; a probe that has
seen one of them is not tested by the other. Rows are therefore dealt out by group, never one by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analyses.truth.samples import topic
from report import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from analyses.truth.archive import Dataset


@dataclass(frozen=True, eq=False)
class GroupSplit:
    """Which groups a probe may learn from.

    Attributes
    ----------
    seed : tuple of int
        What the generator was seeded with.
    training : ndarray of int64
        Sorted ids of the training groups; every other group is held out.
    """

    seed: tuple[int, ...]
    training: NDArray[np.int64]

    def train(self, groups: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return the mask, of shape (n,), of the rows whose group is in training."""
        return np.isin(groups, self.training)

    def held_out(self, groups: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return the mask, of shape (n,), of the rows whose group no probe of this split has seen."""
        return ~self.train(groups)


def split_groups(groups: NDArray[np.int64], fraction: float, *seed: int) -> GroupSplit:
    """Draw the training groups.

    Parameters
    ----------
    groups : ndarray of shape (n,)
        Group of each row; of a pair of sets, the rows of both.
    fraction : float
        Share of the groups that are trained on, in (0, 1); at least one group stays on either side.
    *seed : int
        Seed of the draw, the same for the same split.

    Raises
    ------
    DataError
        If there are fewer than two groups.
    """
    distinct = np.unique(groups)
    if distinct.size < 2:
        raise DataError(
            "all rows belong to one city or word, so nothing can be held out",
            remedy="A set needs statements about at least two of them.",
        )
    wanted = min(max(round(fraction * distinct.size), 1), distinct.size - 1)
    chosen = np.random.default_rng(seed).permutation(distinct)[:wanted]
    return GroupSplit(seed, np.sort(chosen))


def split_topics(datasets: Mapping[str, Dataset], fraction: float, seed: int, number: int = 0) -> dict[str, GroupSplit]:
    """Draw the training groups of each topic; a set and its negation share them.

    Parameters
    ----------
    datasets : mapping of str to Dataset
    fraction : float
        Share of the groups of a topic that are trained on, in (0, 1).
    seed, number : int
        Seed of the draws, and which of them; 0 is the first split.

    Raises
    ------
    DataError
        If a topic has fewer than two groups.
    """
    topics = dict.fromkeys(map(topic, datasets))
    groups = {
        name: np.concatenate([one.groups for other, one in datasets.items() if topic(other) == name]) for name in topics
    }
    return {name: split_groups(groups[name], fraction, seed, number, place) for place, name in enumerate(topics)}


def group_folds(
    groups: NDArray[np.int64], folds: int, seed: int
) -> Iterator[tuple[NDArray[np.bool_], NDArray[np.bool_]]]:
    """Yield (fit, validate) masks, each of shape (n,), that deal the groups out evenly.

    Parameters
    ----------
    groups : ndarray of shape (n,)
    folds : int
        Number of folds, lowered to the number of groups where there are fewer.
    seed : int
    """
    distinct = np.random.default_rng(seed).permutation(np.unique(groups))
    for part in np.array_split(distinct, min(folds, distinct.size)):
        validate = np.isin(groups, part)
        yield ~validate, validate
