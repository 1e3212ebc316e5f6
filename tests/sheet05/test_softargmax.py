"""Exercise 3 against exact fractions, finite differences, long arithmetic, and the laws of soft maxima."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyses.sheet05.softargmax import CORRECTIONS, EXERCISE, PUBLISHED
from analyses.sheet05.softargmax.compute import precision
from analyses.sheet05.softargmax.result import LAMBDAS, SEED
from analyses.sheet05.softargmax.soft import (
    lse,
    naive_lse,
    naive_onehot,
    naive_softargmax,
    onehot_argmax,
    softargmax,
)

entries = st.integers(-40, 40).map(lambda tenths: tenths / 10)
vectors = st.lists(entries, min_size=1, max_size=8).map(np.array)
lambdas = st.sampled_from([0.5, 1.0, 10.0, 100.0, 1000.0])


@pytest.fixture(scope="module")
def result():
    return EXERCISE.compute({}, {SEED.name: SEED.default})


@given(vectors, lambdas)
def test_softargmax_is_a_probability(sigma, lam):
    components = softargmax(sigma, lam)
    assert components.min() >= 0
    assert components.sum() == pytest.approx(1, abs=1e-12)


@given(vectors, lambdas, entries)
def test_a_shift_leaves_softargmax_and_moves_lse_by_itself(sigma, lam, offset):
    assert softargmax(sigma + offset, lam) == pytest.approx(softargmax(sigma, lam), abs=1e-9)
    assert lse(sigma + offset, lam) == pytest.approx(lse(sigma, lam) + offset, abs=1e-12)


@given(vectors, st.sampled_from([0.5, 1.0, 4.0]), st.sampled_from([0.5, 2.0, 3.0]))
def test_a_factor_can_be_pulled_into_lambda(sigma, lam, factor):
    assert softargmax(factor * sigma, lam) == pytest.approx(softargmax(sigma, factor * lam), abs=1e-12)


@given(vectors, lambdas)
def test_lse_lies_between_the_maximum_and_its_bound(sigma, lam):
    soft = float(lse(sigma, lam))
    assert sigma.max() - 1e-12 <= soft <= sigma.max() + math.log(sigma.size) / lam + 1e-12


@given(vectors, st.sampled_from([0.5, 1.0, 10.0]))
def test_the_forms_as_written_agree_where_they_are_finite(sigma, lam):
    assert lse(sigma, lam) == pytest.approx(math.log(math.fsum(math.exp(lam * s) for s in sigma)) / lam, abs=1e-12)
    assert naive_lse(sigma, lam) == pytest.approx(lse(sigma, lam), abs=1e-12)
    assert naive_softargmax(sigma, lam) == pytest.approx(softargmax(sigma, lam), abs=1e-12)


@given(vectors, st.sampled_from([1.0, 3.0]))
def test_softargmax_is_the_slope_of_lse(sigma, lam):
    step = 1e-5
    for j in range(sigma.size):
        up, down = sigma.copy(), sigma.copy()
        up[j] += step
        down[j] -= step
        assert softargmax(sigma, lam)[j] == pytest.approx((lse(up, lam) - lse(down, lam)) / (2 * step), abs=1e-8)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=6).map(lambda entries: np.array(entries, dtype=float)))
def test_softargmax_ends_at_onehot_argmax_ties_included(sigma):
    assert softargmax(sigma, 1000.0) == pytest.approx(onehot_argmax(sigma), abs=1e-12)


def test_a_tie_is_shared():
    assert onehot_argmax(np.array([2.0, 2.0])).tolist() == [0.5, 0.5]
    assert naive_onehot(np.array([2.0, 2.0])).tolist() == [0.0, 1.0]


@pytest.mark.parametrize(("kind", "lam"), [("float64", 1000.0), ("float32", 100.0), ("float32", 1000.0)])
def test_nothing_overflows_where_the_forms_as_written_do(kind, lam):
    sigma = np.array([[0.95, -1.0, 1.0], [1.0, -1.0, -1.0]]).astype(kind)
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        soft, components = lse(sigma, lam), softargmax(sigma, lam)
    assert soft.dtype == components.dtype == kind
    exact = [1 + math.log1p(math.exp(-0.05 * lam)) / lam, -1 + math.log(2) / lam, 1.0]
    assert soft == pytest.approx(exact, abs=2e-7 if kind == "float32" else 1e-14)
    assert not np.isfinite(naive_lse(sigma, lam)).all()


def test_precision_counts_the_points_that_overflow():
    plane = np.array([[[0.0, 0.8], [-1.0, 0.5]], [[0.0, 0.1], [-1.0, 0.6]]])
    found = precision(plane, 1000, "float64")
    assert (found.naive_lse, found.naive_softargmax, found.broken) == (0.5, 0.5, 0)


def test_three_vectors_give_the_fractions_of_exponentials(result):
    for row in result.vectors:
        weights = [math.exp(entry - row.vector[-1]) for entry in row.vector]
        assert row.softargmax == pytest.approx([weight / sum(weights) for weight in weights])


def test_rows_are_the_second_entry_and_columns_the_first(result):
    top_left = result.lse[1][-1, 0]
    assert top_left == pytest.approx(math.log(math.exp(-1) + math.exp(1)))
    assert result.softargmax[10][0, 0, -1] > 0.99
    assert result.softargmax[10][1, 0, -1] < 0.01


def test_the_undecided_share_is_the_area_of_a_strip(result):
    for lam in LAMBDAS:
        width = math.log(99) / lam
        area = 1 - max(0.0, 2 - width) ** 2 / 4
        assert result.undecided[lam] == pytest.approx(area, abs=0.012)


def test_every_claim_holds(result):
    assert all(claim.verdict for claim in EXERCISE.claims(result))


@pytest.mark.parametrize("seed", [0, 1, 99])
def test_every_claim_holds_for_another_seed(seed):
    other = EXERCISE.compute({}, {SEED.name: seed})
    assert all(claim.verdict for claim in EXERCISE.claims(other))


def broken_precision(result, **change):
    return {"precision": tuple(dataclasses.replace(row, **change) for row in result.precision)}


@pytest.mark.parametrize(
    ("claim", "change"),
    [
        ("shift_invariant", lambda result: {"shift_error": 1e-3}),
        ("scale_matters", lambda result: {"scale_effect": 0.0}),
        ("counterexample_is_exact", lambda result: {"counterexample_error": 1e-3}),
        ("gap_is_largest_at_ties", lambda result: {"gap": {**result.gap, 10: 0.1}}),
        ("gap_shrinks", lambda result: {"gap": dict.fromkeys(LAMBDAS, 0.1)}),
        ("decision_sharpens", lambda result: {"undecided": dict.fromkeys(LAMBDAS, 0.5)}),
        ("ties_are_halves", lambda result: {"tied": (0.0, 1.0) * 3}),
        ("handed_in_ties_are_wrong", lambda result: {"tied_wrong": 0}),
        ("gradient_is_softargmax", lambda result: {"gradient_error": 1e-3}),
        ("bounds_hold", lambda result: {"below_maximum": 1e-3}),
        ("bounds_hold", lambda result: {"above_bound": 1e-3}),
        ("naive_overflows", lambda result: broken_precision(result, naive_lse=0.0)),
        ("naive_survives_in_double", lambda result: broken_precision(result, naive_lse=0.5)),
        ("shifted_is_finite", lambda result: broken_precision(result, broken=1)),
        ("single_is_enough", lambda result: broken_precision(result, error=0.1)),
    ],
)
def test_each_claim_fails_on_a_result_that_breaks_it(result, claim, change):
    broken = dataclasses.replace(result, **change(result))
    verdicts = {entry.name: entry.verdict for entry in EXERCISE.claims(broken)}
    assert not verdicts[claim]


def test_alternative_texts_name_the_numbers_drawn(result):
    alts = {figure.name: figure.alt(result) for figure in EXERCISE.figures}
    assert "0.0069 for lambda = 100" in alts["lse"]
    assert "0.69 for lambda = 1" in alts["gap"]
    assert "4% for lambda = 100" in alts["softargmax"]


def test_evidence_of_every_correction_exists(result):
    known = {f"claims.{claim.name}" for claim in EXERCISE.claims(result)}
    known |= {f"derivations.{derivation.name}" for derivation in EXERCISE.derivations}
    assert {name for correction in CORRECTIONS for name in correction.evidence} <= known


def test_printed_vectors_are_regenerated(result):
    ours = [printed.regenerated({"softargmax": result}) for printed in PUBLISHED]
    assert [round(value, 2) for value in ours[0]] == [0.09, 0.24, 0.67]
    assert ours[3] == (-1.0, 1.0, 200)
    assert ours[4] == LAMBDAS
