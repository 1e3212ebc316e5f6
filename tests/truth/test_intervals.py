"""Accuracy, AUROC and their intervals, against scikit-learn, scipy and counting."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import bootstrap
from sklearn.metrics import roc_auc_score

from analyses.truth.intervals import accuracy, auroc, resamples, spread, wilson

rows = st.lists(st.tuples(st.integers(-4, 4), st.integers(0, 1)), min_size=4, max_size=60).filter(
    lambda pairs: len({label for _, label in pairs}) == 2
)


@given(rows)
def test_auroc_is_scikit_learns_ties_included(pairs):
    scores, labels = (np.array(column) for column in zip(*pairs, strict=True))
    assert auroc(scores.astype(float), labels) == pytest.approx(roc_auc_score(labels, scores), abs=1e-12)


@given(rows)
def test_reversed_scores_have_the_complement_as_auroc(pairs):
    scores, labels = (np.array(column) for column in zip(*pairs, strict=True))
    assert auroc(-scores.astype(float), labels) == pytest.approx(1 - auroc(scores.astype(float), labels), abs=1e-12)


@given(rows, st.integers(0, 5))
@settings(max_examples=25)
def test_a_replica_is_the_score_of_the_rows_it_draws(pairs, seed):
    scores, labels = (np.array(column) for column in zip(*pairs, strict=True))
    scores = scores.astype(float)
    drawn = resamples(labels, np.arange(len(labels)) // 2, seed, replicates=3)
    for weights in drawn.weights.astype(int):
        repeated = np.repeat(np.arange(len(labels)), weights)
        if len(set(labels[repeated])) < 2:
            continue
        one = type(drawn)(labels, drawn.groups, weights[None].astype(float))
        found = one.difference(scores, np.zeros(len(labels)))
        assert found.auroc.low == pytest.approx(roc_auc_score(labels[repeated], scores[repeated]) - 0.5, abs=1e-12)


def test_with_a_group_a_row_the_interval_is_scipys():
    generator = np.random.default_rng(1)
    labels = generator.integers(0, 2, 400)
    scores = generator.normal(size=400) + labels
    ours = resamples(labels, np.arange(400), seed=2, replicates=4000).score(scores).accuracy
    right = ((scores > 0) == (labels == 1)).astype(float)
    theirs = bootstrap((right,), np.mean, method="percentile", n_resamples=4000, rng=np.random.default_rng(3))
    assert ours.low == pytest.approx(theirs.confidence_interval.low, abs=0.006)
    assert ours.high == pytest.approx(theirs.confidence_interval.high, abs=0.006)
    assert ours.value == accuracy(scores, labels)


def test_rows_that_stand_and_fall_together_widen_the_interval():
    generator = np.random.default_rng(4)
    labels = np.tile([0, 1], 200)
    right = np.repeat(generator.random(50) < 0.7, 8)
    scores = np.where(right, 1.0, -1.0) * np.where(labels == 1, 1, -1)
    alone = resamples(labels, np.arange(400), seed=5).score(scores).accuracy
    together = resamples(labels, np.repeat(np.arange(50), 8), seed=5).score(scores).accuracy
    assert together.high - together.low > 2 * (alone.high - alone.low)


def test_a_faultless_run_leaves_room_for_a_fault():
    labels = np.tile([0, 1], 30)
    found = resamples(labels, np.arange(60) // 2, seed=6).score(np.where(labels == 1, 1.0, -1.0)).accuracy
    assert found.value == found.high == 1
    assert found.low**30 == pytest.approx(0.025)


def test_paired_differences_are_surer_than_the_scores_they_are_made_of():
    generator = np.random.default_rng(7)
    labels = generator.integers(0, 2, 300)
    first = generator.normal(size=300) + 0.8 * labels
    second = first + 0.1 * generator.normal(size=300)
    drawn = resamples(labels, np.arange(300), seed=8)
    apart, alone = drawn.difference(first, second).auroc, drawn.score(first).auroc
    assert apart.high - apart.low < (alone.high - alone.low) / 2
    assert apart.low < drawn.score(first).auroc.value - drawn.score(second).auroc.value < apart.high


def test_wilson_gives_the_intervals_of_the_numbers_that_were_printed():
    for successes, low, high in ((69, 0.903, 0.992), (2, 0.008, 0.097)):
        found = wilson(successes, 71)
        assert (round(found.low, 3), round(found.high, 3)) == (low, high)


@given(st.integers(0, 200), st.integers(1, 200))
def test_wilson_solves_its_equation(successes, n):
    successes = min(successes, n)
    found = wilson(successes, n)
    for end in (found.low, found.high):
        z = (found.value - end) / np.sqrt(max(end * (1 - end), 1e-300) / n)
        assert abs(z) == pytest.approx(1.959964, rel=1e-4) or end in (0, 1) or found.value in (0, 1)


def test_a_spread_is_mean_least_and_greatest():
    assert (spread([3.0, 1.0, 2.0]).value, spread([3.0, 1.0, 2.0]).low, spread([3.0, 1.0, 2.0]).high) == (2, 1, 3)
