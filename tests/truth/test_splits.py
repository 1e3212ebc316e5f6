"""Splits by city or word."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyses.truth.splits import group_folds, split_groups
from report import DataError

groups = st.lists(st.integers(0, 40), min_size=2, max_size=120).map(lambda rows: np.array(rows, np.int64))


@given(groups.filter(lambda rows: np.unique(rows).size > 1), st.floats(0.1, 0.95), st.integers(0, 9))
def test_no_group_straddles_a_split(rows, fraction, seed):
    split = split_groups(rows, fraction, seed)
    train = split.train(rows)
    assert not set(rows[train]) & set(rows[split.held_out(rows)])
    assert train.any()
    assert not train.all()


@given(groups.filter(lambda rows: np.unique(rows).size > 1), st.integers(0, 9))
def test_a_group_is_on_the_same_side_in_every_set_that_has_it(rows, seed):
    split = split_groups(rows, 0.5, seed)
    shuffled = np.random.default_rng(0).permutation(rows)
    assert set(rows[split.train(rows)]) == set(shuffled[split.train(shuffled)])


def test_four_fifths_of_the_cities_are_as_many_rows_as_were_handed_in():
    cities = np.repeat(np.arange(748), 2)
    assert split_groups(cities, 0.8, 5).train(cities).sum() == 1196


def test_a_split_depends_on_its_seed_and_on_nothing_else():
    cities = np.repeat(np.arange(50), 2)
    assert (split_groups(cities, 0.8, 5, 1).training == split_groups(cities, 0.8, 5, 1).training).all()
    assert (split_groups(cities, 0.8, 5, 1).training != split_groups(cities, 0.8, 5, 2).training).any()


@given(groups.filter(lambda rows: np.unique(rows).size > 1), st.integers(2, 7))
def test_folds_hold_out_every_row_once_and_no_group_twice(rows, folds):
    held_out = [validate for _, validate in group_folds(rows, folds, seed=3)]
    assert (np.sum(held_out, axis=0) == 1).all()
    for fit, validate in group_folds(rows, folds, seed=3):
        assert not set(rows[fit]) & set(rows[validate])


def test_one_group_alone_cannot_be_split():
    with pytest.raises(DataError, match="nothing can be held out"):
        split_groups(np.zeros(6, np.int64), 0.8, 5)
