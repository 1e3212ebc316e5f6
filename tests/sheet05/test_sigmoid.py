"""Exercise 1 against scipy, finite differences, and the laws of the sigmoid."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import expit

from analyses.sheet05.sigmoid import EXERCISE
from analyses.sheet05.sigmoid.claims import claims
from analyses.sheet05.sigmoid.compute import REACH, compute
from analyses.sheet05.sigmoid.curves import line_through, sigmoid, sigmoid_slope

reals = st.floats(-700, 700)
coordinates = st.integers(-50, 50).map(lambda quarter: quarter / 4)


@pytest.fixture(scope="module")
def result():
    return compute({}, {REACH.name: REACH.default})


@given(reals)
def test_sigmoid_and_its_mirror_sum_to_one(x):
    assert sigmoid(np.array(x)) + sigmoid(np.array(-x)) == pytest.approx(1, abs=1e-15)


@given(reals)
def test_sigmoid_agrees_with_scipy(x):
    assert sigmoid(np.array(x)) == pytest.approx(expit(x), rel=1e-12)


@given(st.floats(-30, 30))
def test_slope_agrees_with_central_differences(x):
    h = 1e-5
    assert sigmoid_slope(np.array(x)) == pytest.approx((expit(x + h) - expit(x - h)) / (2 * h), abs=1e-9)


def test_sigmoid_does_not_overflow():
    with np.errstate(all="raise", under="ignore"):
        assert sigmoid(np.array([-1e4, 1e4])).tolist() == [0.0, 1.0]


@given(st.tuples(coordinates, coordinates), st.tuples(coordinates, coordinates))
def test_line_passes_through_both_points(first, second):
    if first == second:
        return
    w_1, w_2, b = line_through(first, second)
    for x_1, x_2 in (first, second):
        assert w_1 * x_1 + w_2 * x_2 + b == pytest.approx(0, abs=1e-9)


def test_line_of_the_exercise_solves_its_linear_system(result):
    w_1, w_2 = result.weights
    system = np.array([[1.5, 1.0], [2.5, 1.0]])
    assert np.linalg.solve(system, [-1.0 * w_1, -2.0 * w_1]) == pytest.approx([w_2, result.bias])


def test_every_claim_holds(result):
    assert all(claim.verdict for claim in claims(result))


@pytest.mark.parametrize(
    ("claim", "change"),
    [
        ("slope_is_right", {"slope_error": 1e-3}),
        ("steepest_at_zero", {"steepest": 0.26}),
        ("identity_holds", {"identity_error": 1e-3}),
        ("substitution_matters", {"unsubstituted_error": 0.1}),
        ("points_on_line", {"residuals": (0.0, 0.1)}),
        ("same_line_as_printed", {"distance_to_printed": 0.2}),
    ],
)
def test_each_claim_fails_on_a_result_that_breaks_it(result, claim, change):
    verdicts = {entry.name: entry.verdict for entry in claims(dataclasses.replace(result, **change))}
    assert not verdicts[claim]


def test_alternative_texts_name_the_numbers_drawn(result):
    alts = [figure.alt(result) for figure in EXERCISE.figures]
    assert "0.25" in alts[0]
    assert "(1.0, 1.5)" in alts[1]
