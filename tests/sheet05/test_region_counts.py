"""Exercise 5 against polygons clipped with fractions, and the laws of arrangements."""

from __future__ import annotations

import dataclasses
from fractions import Fraction
from math import comb

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from analyses.sheet05.region_counts import CORRECTIONS, EXERCISE, PUBLISHED
from analyses.sheet05.region_counts.arrangements import (
    copies,
    count_regions,
    crossing,
    general_position,
    lattice,
    line,
    parallels,
    pencil,
    running_counts,
)
from analyses.sheet05.region_counts.result import MOST
from report import Estimate

small = st.integers(-4, 4)
lines = st.tuples(small, small, small).filter(lambda abc: abc[0] or abc[1]).map(lambda abc: line(*abc))
arrangements = st.lists(lines, max_size=7)


@pytest.fixture(scope="module")
def result():
    return EXERCISE.compute({}, {MOST.name: MOST.default})


def clipped(arrangement):
    """Count the polygons into which the lines cut a square that holds all their crossing points."""
    reach = Fraction(1000)
    polygons = [[(-reach, -reach), (reach, -reach), (reach, reach), (-reach, reach)]]
    for a, b, c in arrangement:
        parts = []
        for polygon in polygons:
            sides = [a * x + b * y + c for x, y in polygon]
            if min(sides) < 0 < max(sides):
                parts += [half(polygon, sides), half(polygon, [-side for side in sides])]
            else:
                parts.append(polygon)
        polygons = parts
    return len(polygons)


def half(polygon, sides):
    kept = []
    for at, side in enumerate(sides):
        before = sides[at - 1]
        if before * side < 0:
            share = before / (before - side)
            (x_0, y_0), (x_1, y_1) = polygon[at - 1], polygon[at]
            kept.append((x_0 + share * (x_1 - x_0), y_0 + share * (y_1 - y_0)))
        if side >= 0:
            kept.append(polygon[at])
    return kept


@settings(max_examples=150)
@given(arrangements)
def test_regions_are_the_polygons_that_clipping_leaves(arrangement):
    assert count_regions(arrangement) == clipped(arrangement)


@given(arrangements)
def test_no_arrangement_leaves_more_than_the_bound(arrangement):
    n = len(set(arrangement))
    assert n + 1 <= count_regions(arrangement) <= 1 + n + comb(n, 2)


@given(arrangements, st.randoms(use_true_random=False))
def test_the_order_of_lines_does_not_matter(arrangement, random):
    shuffled = list(arrangement)
    random.shuffle(shuffled)
    assert count_regions(shuffled) == count_regions(arrangement)


@given(arrangements.filter(bool))
def test_running_counts_are_the_counts_of_the_first_lines(arrangement):
    assert running_counts(arrangement) == tuple(count_regions(arrangement[: n + 1]) for n in range(len(arrangement)))


@given(lines, st.integers(-5, 5).filter(bool), st.integers(1, 7))
def test_a_multiple_of_an_equation_is_the_same_line(one, numerator, denominator):
    factor = Fraction(numerator, denominator)
    assert line(*(factor * part for part in one)) == one


@given(lines, lines)
def test_a_crossing_point_lies_on_both_lines(first, second):
    point = crossing(first, second)
    assume(point is not None)
    for one in (first, second):
        assert sum(part * coordinate for part, coordinate in zip(one, point, strict=True)) == 0


def test_a_float_is_the_fraction_it_is():
    assert line(0.5, 0.25, 0.0) == (2, 1, 0)
    assert line(0.1, 1, 0) != line(Fraction(1, 10), 1, 0)


def test_no_line_without_a_direction():
    with pytest.raises(ValueError, match="no line"):
        line(0, 0, 1)


def test_the_plane_without_lines_is_one_region():
    assert count_regions(()) == 1


@given(st.integers(1, 9))
def test_families_are_what_they_are_called(n):
    general = general_position(n)
    points = [crossing(general[j], general[k]) for j in range(n) for k in range(j)]
    assert None not in points
    assert len(set(points)) == comb(n, 2)
    assert len({crossing(one, other) for one in pencil(n) for other in pencil(n)} - {None}) <= 1
    assert all(crossing(one, parallels(n)[0]) is None for one in parallels(n))
    assert len({*copies(n)}) == 1
    assert count_regions(lattice(n)) == ((n + 1) // 2 + 1) * (n // 2 + 1)


def test_twenty_lines_leave_211_40_or_21_regions():
    assert [count_regions(build(20)) for build in (general_position, pencil, parallels)] == [211, 40, 21]


def test_every_claim_holds(result):
    assert all(claim.verdict for claim in EXERCISE.claims(result))


def changed(values, at=3):
    other = np.array(values)
    other[at] += 1
    return other


def families_without_order(result):
    return tuple(dataclasses.replace(one, regions=300 if one.name != "general" else 211) for one in result.families)


def deeper(result, at, **changes):
    rows = list(result.deep)
    rows[at] = dataclasses.replace(rows[at], **changes)
    return {"deep": tuple(rows)}


def one_cell_more(result):
    first, *others = result.spaces
    return {"spaces": (dataclasses.replace(first, counted=(2, 3, 2, 2)), *others)}


@pytest.mark.parametrize(
    ("claim", "change"),
    [
        ("hyperplanes_are_counted", one_cell_more),
        ("each_hyperplane_adds_a_dimension_less", one_cell_more),
        (
            "planes_follow_their_formulas",
            lambda result: {
                "space_families": tuple(dataclasses.replace(one, regions=9) for one in result.space_families)
            },
        ),
        ("bounds_are_as_derived", lambda result: deeper(result, 2, lower=961)),
        ("built_networks_reach_the_lower_bound", lambda result: deeper(result, 2, built=961)),
        ("no_network_exceeds_the_upper_bound", lambda result: deeper(result, 1, built=4097)),
        ("random_networks_stay_below", lambda result: deeper(result, 2, reached=Estimate(900, 5, 1024, 100))),
        ("narrow_networks_pass_the_lower_bound", lambda result: deeper(result, 3, reached=Estimate(7, 2, 50, 100))),
        ("serra_is_the_product", lambda result: deeper(result, 1, serra=4095)),
        ("serra_is_smaller_for_narrow_layers", lambda result: deeper(result, 3, serra=343)),
        ("formula_is_counted", lambda result: {"general": changed(result.general)}),
        ("each_line_adds_n", lambda result: {"general": changed(result.general)}),
        ("pencil_is_counted", lambda result: {"pencil": changed(result.pencil)}),
        ("parallels_are_counted", lambda result: {"parallel": changed(result.parallel)}),
        ("degenerate_lines_leave_fewer", lambda result: {"families": families_without_order(result)}),
        ("families_follow_their_formulas", lambda result: {"families": families_without_order(result)}),
        (
            "fourth_line_adds_its_pieces",
            lambda result: {"additions": tuple(dataclasses.replace(one, after=99) for one in result.additions)},
        ),
    ],
)
def test_each_claim_fails_on_a_result_that_breaks_it(result, claim, change):
    broken = dataclasses.replace(result, **change(result))
    verdicts = {entry.name: entry.verdict for entry in EXERCISE.claims(broken)}
    assert not verdicts[claim]


def test_alternative_texts_name_the_numbers_drawn(result):
    alts = {figure.name: figure.alt(result) for figure in EXERCISE.figures}
    assert "3 points and takes 7 regions to 11" in alts["additions"]
    assert "20101 regions" in alts["counts"]


def test_the_printed_formula_is_regenerated_from_counts_alone(result):
    (printed,) = PUBLISHED
    assert printed.regenerated({"region_counts": result}) == printed.printed
    wrong = dataclasses.replace(result, divisors=(1.9, 2.0))
    assert printed.regenerated({"region_counts": wrong}) is None


def test_evidence_of_every_correction_exists(result):
    known = {f"claims.{claim.name}" for claim in EXERCISE.claims(result)}
    known |= {f"derivations.{derivation.name}" for derivation in EXERCISE.derivations}
    known |= {f"figures.{figure.name}" for figure in EXERCISE.figures}
    assert {name for correction in CORRECTIONS for name in correction.evidence} <= known
