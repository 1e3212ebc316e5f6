"""Planted directions are found again."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planted import dataset, unit_pair

from analyses.truth.directions import cosine, geometry, separation_ratio, truth_plane
from analyses.truth.samples import combine


def pair(width, pairs, general, polar, seed, noise=1.0):
    return combine([dataset(name, pairs, general, polar, seed + k, noise) for k, name in enumerate(("x", "neg_x"))])


@given(st.integers(0, 500), st.floats(-0.8, 0.8), st.floats(0.5, 3), st.floats(0.5, 3))
@settings(max_examples=20, deadline=None)
def test_planted_directions_are_found_to_five_degrees(seed, angle, length_general, length_polar):
    width, pairs, noise = 12, 1000, 0.5
    general, polar = unit_pair(width, seed, angle)
    plane = truth_plane(pair(width, pairs, length_general * general, length_polar * polar, seed, noise))
    # Each direction is off by noise * sqrt(width / rows): 0.027 of a length of 0.5 or more, 3 degrees.
    assert np.degrees(np.arccos(min(1, cosine(plane.general, general)))) < 5
    assert np.degrees(np.arccos(min(1, cosine(plane.polar, polar)))) < 5


@given(st.integers(0, 500))
@settings(max_examples=10, deadline=None)
def test_without_noise_the_directions_are_exact_whatever_the_topics_mean(seed):
    general, polar = 1.3 * unit_pair(8, seed)[0], 0.4 * unit_pair(8, seed)[1]
    plane = truth_plane(pair(8, 20, general, polar, seed, noise=0))
    assert plane.general == pytest.approx(general, abs=1e-5)
    assert plane.polar == pytest.approx(polar, abs=1e-5)


def test_the_fit_is_least_squares():
    sample = pair(5, 40, *unit_pair(5, 1), seed=2)[np.r_[0:70, 81:150]]
    rows = np.concatenate(
        [sample.activations[sample.origin == k] - sample.activations[sample.origin == k].mean(0) for k in (0, 1)]
    )
    truth = 2.0 * sample.labels - 1
    columns = np.stack([truth, truth * sample.polarity])
    columns = np.concatenate(
        [columns[:, sample.origin == k] - columns[:, sample.origin == k].mean(1)[:, None] for k in (0, 1)], 1
    )
    expected = np.linalg.lstsq(columns.T, rows, rcond=None)[0]
    plane = truth_plane(sample)
    assert np.stack([plane.general, plane.polar]) == pytest.approx(expected, abs=1e-10)


def test_half_the_difference_of_affirmative_means_is_the_sum_of_both_directions():
    general, polar = unit_pair(6, 3)
    affirmative = dataset("x", 30, general, polar, seed=4, noise=0)
    means = [affirmative.activations[affirmative.labels == label].mean(0) for label in (1, 0)]
    assert (means[0] - means[1]) / 2 == pytest.approx(general + polar, abs=1e-5)


def test_intervals_of_length_hold_the_planted_lengths():
    general, polar = unit_pair(60, 5, 0.3)
    found = geometry(pair(60, 300, 0.8 * general, 1.5 * polar, seed=6), seed=7)
    assert found.general.low < 0.8 < found.general.high
    assert found.polar.low < 1.5 < found.polar.high
    assert found.cosine.low < 0.3 < found.cosine.high + 0.05


def test_a_direction_that_is_all_noise_has_no_length():
    _, polar = unit_pair(60, 8)
    found = geometry(pair(60, 300, 0 * polar, polar, seed=9), seed=10)
    assert found.general.low == 0
    assert found.general.value < 0.1
    assert np.linalg.norm(truth_plane(pair(60, 300, 0 * polar, polar, seed=9)).general) > 0.15


def test_the_ratio_of_variances_is_the_planted_one():
    general, polar = unit_pair(10, 11)
    one = dataset("x", 4000, 2 * general, 0 * polar, seed=12, noise=1.0)
    assert separation_ratio(one.activations.astype(float), one.labels) == pytest.approx(4 / 10, rel=0.05)
