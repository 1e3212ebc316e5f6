"""Probes against scikit-learn, against their optimality conditions, and against what was planted."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planted import dataset, unit_pair
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC

from analyses.truth.directions import cosine
from analyses.truth.minimum import fit_minimum
from analyses.truth.penalties import PENALTIES, cross_validate
from analyses.truth.probes import (
    ROUGH,
    TOLERANCE,
    correlations_of,
    fit_hard_margin,
    fit_liblinear,
    fit_logistic,
    fit_path,
    fit_unpenalised,
)
from analyses.truth.samples import combine


def sample(width, pairs, seed, length=1.0, noise=1.0):
    general, polar = unit_pair(width, seed)
    return combine([dataset("x", pairs, length * general, 0 * polar, seed, noise)])


def standardised(rows):
    return (rows - rows.mean(0)) / rows.std(0)


def reference(one, C):
    """Decisions of scikit-learn's Newton method, to rounding."""
    rows = standardised(one.activations)
    model = LogisticRegression(C=C, solver="newton-cholesky", tol=1e-13, max_iter=500)
    return model.fit(rows, one.labels).decision_function(rows)


@given(st.integers(0, 99), st.sampled_from([1e-3, 1e-1, 1.0]))
@settings(max_examples=12, deadline=None)
def test_in_the_row_space_decisions_are_scikit_learns(seed, C):
    wide = sample(90, 20, seed)
    assert fit_logistic(wide, C).decide(wide.activations) == pytest.approx(reference(wide, C), abs=1e-8)


@given(st.integers(0, 99), st.sampled_from([1e-5, 1e-3, 1e-1, 1.0, 1e3]), st.sampled_from([0.1, 1.0, 3.0]))
@settings(max_examples=20, deadline=None)
def test_in_the_column_space_decisions_are_scikit_learns(seed, C, length):
    narrow = sample(12, 40, seed, length)
    expected = reference(narrow, C)
    close, rough = (fit_logistic(narrow, C, tolerance).decide(narrow.activations) for tolerance in (TOLERANCE, ROUGH))
    assert close == pytest.approx(expected, abs=1e-6 * max(1, np.abs(expected).max()))
    assert rough == pytest.approx(expected, abs=1e-3 * max(1, np.abs(expected).max()))


def test_the_correlations_of_other_rows_lead_to_the_same_fit():
    rows, others = sample(12, 40, seed=13), sample(12, 300, seed=14, length=3.0)
    ours = fit_path(rows, PENALTIES, correlations=correlations_of(others))
    for probe, alone in zip(ours, fit_path(rows, PENALTIES), strict=True):
        assert probe.decide(rows.activations) == pytest.approx(alone.decide(rows.activations), abs=1e-7)


def test_the_correlations_spare_steps_where_columns_are_alike(monkeypatch):
    generator = np.random.default_rng(15)
    rows = sample(30, 100, seed=15)
    rows.activations[:, 1:] += 30 * generator.normal(size=(len(rows), 1))
    counted = []

    def counting(objective, *args, **kwargs):
        def one(point):
            counted[-1] += 1
            return objective(point)

        return minimize(one, *args, **kwargs)

    monkeypatch.setattr("analyses.truth.column_space.minimize", counting)
    for correlations in (None, np.eye(30)):
        counted.append(0)
        fit_logistic(rows, 0.1, correlations=correlations)
    assert 2 * counted[0] < counted[1]


def test_a_path_fits_what_single_fits_do_in_both_shapes():
    for width in (12, 90):
        rows = sample(width, 25, seed=3)
        path = fit_path(rows, PENALTIES)
        for probe, C in zip(path, PENALTIES, strict=True):
            single = fit_logistic(rows, C)
            assert probe.decide(rows.activations) == pytest.approx(single.decide(rows.activations), abs=1e-4)


def test_at_the_minimum_the_gradient_vanishes():
    narrow, C = sample(10, 60, seed=4), 0.1
    probe = fit_logistic(narrow, C)
    rows, scale = standardised(narrow.activations), narrow.activations.std(0)
    error = narrow.labels - 1 / (1 + np.exp(-probe.decide(narrow.activations)))
    assert probe.weights * scale == pytest.approx(C * rows.T @ error, abs=1e-5)
    assert error.sum() == pytest.approx(0, abs=1e-5)


def test_liblinear_is_called_as_it_was_handed_in():
    rows = sample(10, 40, seed=5)
    reference = LogisticRegression(C=1.0, solver="liblinear").fit(rows.activations, rows.labels)
    assert fit_liblinear(rows, 1.0).decide(rows.activations) == pytest.approx(
        reference.decision_function(rows.activations), abs=1e-9
    )


@given(st.integers(0, 99))
@settings(max_examples=10, deadline=None)
def test_on_rows_that_no_boundary_separates_every_solver_comes_to_the_one_minimum(seed):
    rows = sample(4, 60, seed, length=0.1)
    assert fit_hard_margin(rows) is None
    minimum = fit_minimum(rows).decide(rows.activations)
    for other in (fit_liblinear(rows, 1e12, tolerance=1e-10), fit_unpenalised(rows, "lbfgs", 1e-10, 10_000)):
        assert other.decide(rows.activations) == pytest.approx(minimum, abs=1e-5)


def test_at_the_minimum_without_penalty_the_gradient_vanishes_and_every_way_leads_up():
    rows = sample(5, 80, seed=12, length=0.3)
    columns = np.column_stack([standardised(rows.activations), np.ones(len(rows))])
    share = 1 / (1 + np.exp(-fit_minimum(rows).decide(rows.activations)))
    assert columns.T @ (rows.labels - share) == pytest.approx(0, abs=1e-8)
    assert np.linalg.eigvalsh(columns.T @ (columns * (share * (1 - share))[:, None])).min() > 1


def test_rows_without_one_minimum_are_told_from_those_that_have_it():
    separable, doubled = sample(8, 30, seed=8, length=3.0), sample(4, 60, seed=7, length=0.1)
    doubled.activations[:, 3] = doubled.activations[:, 2]
    assert fit_minimum(separable) is None
    assert fit_minimum(doubled) is None


@pytest.mark.parametrize("width", [15, 120])
def test_the_hard_margin_is_the_support_vector_machines(width):
    rows = sample(width, 25, seed=6, length=3.0)
    probe, margin = fit_hard_margin(rows)
    reference = SVC(kernel="linear", C=1e9, tol=1e-10).fit(standardised(rows.activations), rows.labels)
    assert margin == pytest.approx(1 / np.linalg.norm(reference.coef_), rel=1e-5)
    assert probe.decide(rows.activations) == pytest.approx(
        reference.decision_function(standardised(rows.activations)), abs=1e-3
    )


def test_rows_that_no_boundary_separates_have_no_hard_margin():
    rows = sample(4, 60, seed=7, length=0.1)
    assert fit_hard_margin(rows) is None


def test_the_penalised_fit_turns_to_the_hard_margin_as_the_penalty_goes():
    rows = sample(8, 30, seed=8, length=3.0)
    hard, _ = fit_hard_margin(rows)
    angles = [cosine(fit_logistic(rows, C).weights, hard.weights) for C in (1e-2, 1e1, 1e4)]
    assert angles[0] < angles[1] < angles[2]
    assert angles[2] > 0.99


@given(st.integers(0, 99))
@settings(max_examples=10, deadline=None)
def test_a_probe_finds_the_planted_direction_to_five_degrees(seed):
    general, _ = unit_pair(6, seed)
    found = fit_logistic(sample(6, 4000, seed, length=1.0), 1.0)
    assert np.degrees(np.arccos(cosine(found.weights, general))) < 5


def test_a_column_that_never_varies_does_no_harm():
    rows = sample(6, 20, seed=9)
    rows.activations[:, 2] = 7.0
    assert np.isfinite(fit_logistic(rows, 0.1).decide(rows.activations)).all()


def test_cross_validation_prefers_a_strong_penalty_where_there_is_nothing_to_learn():
    noise, signal = sample(40, 60, seed=10, length=0.0), sample(40, 60, seed=10, length=2.0)
    chosen = [min(zip(cross_validate(one, PENALTIES, 0), PENALTIES, strict=True))[1] for one in (noise, signal)]
    assert chosen[0] == PENALTIES[0]
    assert chosen[1] > 1e-3


def test_cross_validation_is_fooled_by_rows_of_one_group_on_both_sides():
    width, copies = 60, 4
    one = sample(width, 40, seed=11, length=0.0)
    twice = one[np.repeat(np.arange(len(one)), copies)]
    leaky = type(twice)(
        *(getattr(twice, n) for n in ("names", "activations", "labels", "polarity", "origin")), np.arange(len(twice))
    )
    grouped, scattered = (min(cross_validate(rows, PENALTIES, 0)) for rows in (twice, leaky))
    assert scattered < grouped / 2
