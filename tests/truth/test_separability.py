"""Separability by three methods, against constructed cases and against Cover's count."""

from itertools import product
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyses.truth import programme as programmes
from analyses.truth.certificates import separable
from analyses.truth.programme import programme
from analyses.truth.separability import components, components_needed, cover, shuffles_separated, widest_boundary


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


@given(st.integers(0, 10_000), st.integers(1, 12), st.integers(2, 40), st.floats(0, 2), st.floats(-3, 3))
@settings(max_examples=150, deadline=None)
def test_a_proof_says_what_the_linear_programme_finds(seed, width, rows, length, size):
    generator = np.random.default_rng(seed)
    points, signs = generator.normal(size=(rows, width)), generator.choice([-1.0, 1.0], rows)
    points[:, 0] += length * signs
    signs[:2] = -1.0, 1.0
    assert separable(10**size * points, signs) is (programmes._solved(points, signs) > 1e-9)


@given(st.integers(0, 10_000), st.integers(1, 6), st.integers(3, 20))
@settings(max_examples=40, deadline=None)
def test_rows_that_share_points_and_planes_are_proved_too(seed, width, rows):
    generator = np.random.default_rng(seed)
    points, signs = generator.integers(-1, 2, (rows, width)).astype(float), generator.choice([-1.0, 1.0], rows)
    points, signs = np.vstack([points, points[:1]]), np.append(signs, -signs[0])
    assert separable(np.hstack([points, points]), signs) is False


def test_classes_a_hair_apart_are_told_from_classes_that_touch():
    points = np.array([[0.0, 0], [1, 0], [0, 1e-4], [1, 1e-4]])
    signs = np.array([-1.0, -1, 1, 1])
    assert separable(points, signs) is True
    assert widest_boundary(points, signs).margin == pytest.approx(5e-5, rel=0.05)
    assert separable(points * [1, 0], signs) is False


@given(st.integers(0, 10_000), st.integers(2, 8), st.integers(8, 24), st.floats(0, 3))
@settings(max_examples=60, deadline=None)
def test_the_quick_way_to_an_optimum_of_one_finds_what_the_programme_does(seed, width, rows, length):
    generator = np.random.default_rng(seed)
    points, signs = generator.normal(size=(rows, width)), generator.choice([-1.0, 1.0], rows)
    signs[:2] = -1.0, 1.0
    points[:, 0] += length * signs
    optimum = programmes._solved(points, signs)
    assert programme(points, signs) == pytest.approx(optimum, abs=1e-9)
    assert optimum >= 1 - 1e-9 or not programmes._reaches_one(points, signs)


def test_without_a_proof_the_convex_hulls_decide(monkeypatch):
    generator = np.random.default_rng(6)
    points, signs = generator.normal(size=(30, 12)), np.tile([1.0, -1.0], 15)
    proved = shuffles_separated(points, signs, 40, 7)
    monkeypatch.setattr("analyses.truth.separability.separable", lambda *_: None)
    assert 0 < shuffles_separated(points, signs, 40, 7) == proved < 40


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
