"""Separability by two methods, against constructed cases and against Cover's count."""

from itertools import product
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyses.truth.separability import (
    components,
    components_needed,
    cover,
    programme,
    shuffles_separated,
    widest_boundary,
)


@given(st.integers(0, 10_000), st.integers(2, 8), st.integers(4, 24))
@settings(max_examples=60, deadline=None)
def test_the_two_methods_agree(seed, width, rows):
    generator = np.random.default_rng(seed)
    points, signs = generator.normal(size=(rows, width)), generator.choice([-1.0, 1.0], rows)
    signs[:2] = -1.0, 1.0
    boundary = widest_boundary(points, signs)
    assert (boundary is not None) == (programme(points, signs) > 1e-9)
    if boundary:
        assert (signs * (points @ boundary.weights + boundary.bias) > 0).all()


def test_exclusive_or_is_not_separable_and_its_product_makes_it_so():
    corners = np.array(list(product([-1.0, 1.0], repeat=2)))
    signs = corners[:, 0] * corners[:, 1]
    assert widest_boundary(corners, signs) is None
    assert programme(corners, signs) == 0
    lifted = np.column_stack([corners, signs])
    assert widest_boundary(lifted, signs).margin == pytest.approx(1, abs=1e-6)
    assert programme(lifted, signs) == pytest.approx(1)


def test_the_margin_of_two_lines_of_points_is_half_their_distance():
    points = np.array([[0.0, 0], [0, 5], [3, 1], [3, 4]])
    boundary = widest_boundary(points, np.array([-1.0, -1, 1, 1]))
    assert boundary.margin == pytest.approx(1.5, abs=1e-5)
    assert boundary.weights[1] == pytest.approx(0, abs=1e-6)


def test_one_point_among_the_others_is_enough_to_spoil_it():
    points = np.array([[0.0], [1], [2], [1.5]])
    assert widest_boundary(points, np.array([-1.0, -1, 1, 1])).margin == pytest.approx(0.25, abs=1e-5)
    assert widest_boundary(points, np.array([-1.0, -1, 1, -1])) is not None
    assert widest_boundary(points, np.array([-1.0, 1, 1, -1])) is None


def test_with_more_columns_than_rows_any_labels_will_do():
    generator = np.random.default_rng(1)
    points = generator.normal(size=(20, 40))
    assert shuffles_separated(points, np.tile([1.0, -1.0], 10), 15, 2) == 15
    assert programme(points, np.tile([1.0, -1.0], 10)) == pytest.approx(1)


@given(st.integers(1, 14), st.integers(0, 16))
def test_covers_share_is_his_sum(n, d):
    expected = sum(comb(n - 1, k) for k in range(d + 1)) / 2 ** (n - 1)
    assert cover(n, d) == pytest.approx(expected)


def test_covers_share_counts_the_separable_labellings():
    points = np.random.default_rng(3).normal(size=(7, 2))
    labellings = [np.array(signs) for signs in product([-1.0, 1.0], repeat=7)]
    separable = sum(abs(one.sum()) == 7 or programme(points, one) > 1e-9 for one in labellings)
    assert separable / len(labellings) == pytest.approx(cover(7, 2))


def test_at_twice_the_dimension_half_of_all_labellings_are_separable():
    assert cover(2 * (576 + 1), 576) == pytest.approx(0.5)
    assert round(cover(1196, 576), 2) == 0.11
    assert cover(1196, 4096) == 1


def test_components_are_uncorrelated_and_the_first_varied_most():
    rows = np.random.default_rng(4).normal(size=(50, 6)) * [5, 1, 1, 1, 1, 0.1]
    scores = components(rows)
    assert scores.T @ scores / 50 == pytest.approx(np.eye(6), abs=1e-9)
    assert abs(np.corrcoef(scores[:, 0], rows[:, 0])[0, 1]) > 0.95


def test_halving_finds_the_first_component_that_separates():
    generator = np.random.default_rng(5)
    scores = generator.normal(size=(200, 12))
    signs = np.sign(scores[:, 7])
    assert components_needed(scores, signs) == 8
    assert components_needed(scores[:, :7], signs) is None
