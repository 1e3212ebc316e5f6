"""Hyperplanes of exercise 5 against linear programming, Euler's count in the plane, and the recursion."""

from __future__ import annotations

from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from analyses.sheet05.region_counts.arrangements import count_regions, line
from analyses.sheet05.region_counts.hyperplanes import (
    book,
    central_hyperplanes,
    feasible,
    moment_hyperplanes,
    running_cells,
    stack,
)

small = st.integers(-4, 4)
systems = st.integers(1, 3).flatmap(lambda d: st.lists(st.tuples(*[small] * (d + 1)), min_size=1, max_size=6))
planes = st.lists(st.tuples(small, small, small).filter(lambda abc: abc[0] or abc[1]), min_size=1, max_size=6)


@settings(max_examples=200, deadline=None)
@given(systems)
def test_a_system_is_feasible_where_a_linear_program_finds_room(system):
    rows = np.array(system, dtype=float)
    found = linprog(
        [0.0] * (rows.shape[1] - 1) + [-1.0],
        A_ub=np.column_stack([-rows[:, :-1], np.ones(len(rows))]),
        b_ub=rows[:, -1],
        bounds=[(None, None)] * (rows.shape[1] - 1) + [(None, 1.0)],
    )
    assert feasible(system) == (found.x[-1] > 1e-7)


@settings(max_examples=60, deadline=None)
@given(planes)
def test_in_the_plane_sides_count_what_eulers_formula_counts(lines):
    distinct = list({line(*one): one for one in lines}.values())
    assert running_cells(distinct)[-1] == count_regions([line(*one) for one in lines])


def test_a_hyperplane_that_was_there_adds_nothing():
    assert running_cells([(1, 2, 3), (2, 4, 6), (-1, -2, -3)]) == (2, 2, 2)


@pytest.mark.parametrize("dimension", [1, 2, 3])
def test_moment_hyperplanes_are_in_general_position(dimension):
    rows = np.array(moment_hyperplanes(6, dimension), dtype=float)
    rng = np.random.default_rng(0)
    for _ in range(20):
        chosen = rows[rng.choice(6, dimension + 1, replace=False)]
        assert abs(np.linalg.det(chosen)) > 0.5
        assert abs(np.linalg.det(chosen[:dimension, :dimension])) > 0.5


def test_no_arrangement_of_planes_leaves_more_than_general_position():
    most = sum(comb(6, i) for i in range(4))
    counts = [running_cells(build)[-1] for build in (central_hyperplanes(6, 3), book(6), stack(6))]
    assert counts == [32, 12, 7]
    assert max(counts) < most == running_cells(moment_hyperplanes(6, 3))[-1]
