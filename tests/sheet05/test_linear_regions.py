"""Exercise 4 against torch's autograd, exact fractions, counts by other formulas, and the memory of a process."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from analyses.relu.networks import network_from_layers, random_network
from analyses.sheet05.linear_regions import CORRECTIONS, EXERCISE, PUBLISHED
from analyses.sheet05.linear_regions.comparison import handed_in, median
from analyses.sheet05.linear_regions.figures.colours import direction_colours, oklab_to_srgb
from analyses.sheet05.linear_regions.grids import grid_points, handed_in_bytes, on_grid, wide_view
from analyses.sheet05.linear_regions.lines import crossing_points, lines_hitting
from analyses.sheet05.linear_regions.setting import SEED, SEEDS, SHALLOW, SHARED
from report import Estimate
from report.figures import draw

PROJECT = Path(__file__).parents[2]
small = st.integers(-5, 5)


def computed(seed, seeds):
    return EXERCISE.compute({}, {SEED.name: seed, SEEDS.name: seeds})


@pytest.fixture(scope="module")
def result():
    return computed(SEED.default, 60)


def test_torch_counts_81_51_111_and_81_parameters(result):
    assert [view.parameters for view in result.views.values()] == [81, 51, 111, 81]
    assert sum(layer.parameters for layer in result.views[SHARED].layers) == 51
    assert "Linear(in_features=2, out_features=20, bias=True)" in result.shallow.printed


@given(st.sampled_from([(2, 7, 1), (2, 4, 3, 1), (2, 3, 3, 3, 1)]), st.integers(0, 50))
@settings(max_examples=20, deadline=None)
def test_outputs_and_gradients_are_autograds(widths, seed):
    import torch

    network = random_network(widths, seed)
    points = np.random.default_rng(seed).uniform(-10, 10, (40, 2))
    value = inputs = torch.tensor(points, requires_grad=True)
    for weight, bias in zip(network.weights[:-1], network.biases[:-1], strict=True):
        value = torch.relu(value @ torch.tensor(weight.T) + torch.tensor(bias))
    value = value @ torch.tensor(network.weights[-1].T) + torch.tensor(network.biases[-1])
    (slope,) = torch.autograd.grad(value.sum(), inputs)
    found = on_grid(network, points)
    assert found.output == pytest.approx(value.detach().numpy()[:, 0], abs=1e-12)
    assert found.gradient == pytest.approx(slope.numpy(), abs=1e-12)


def test_patterns_tell_points_apart_by_the_neurons_that_are_on():
    network = network_from_layers([([[1, 0], [0, 1]], [0, 0]), ([[1, 1]], [0])])
    pattern = on_grid(network, np.array([[1.0, 1.0], [2.0, 3.0], [-1.0, 1.0], [1.0, -1.0], [-1.0, -1.0]])).pattern
    assert pattern[0] == pattern[1]
    assert len(set(pattern.tolist())) == 4


def test_the_grid_has_rows_upwards_and_columns_to_the_right():
    network = network_from_layers([([[1, 0], [0, 1]], [100, 100]), ([[1, 1000]], [0])])
    field = on_grid(network, grid_points(np.array([0.0, 1.0, 2.0]))).output.reshape(3, 3)
    assert np.diff(field, axis=1) == pytest.approx(1)
    assert np.diff(field, axis=0) == pytest.approx(1000)


def test_the_wide_view_keeps_every_tenth_output_and_the_extremes():
    network = random_network((2, 6, 1), 3)
    wide = wide_view(network)
    axis = np.linspace(-10_000, 10_000, 5_000)
    assert wide.axis == pytest.approx(axis[::10])
    expected = network(grid_points(wide.axis))[:, 0].reshape(500, 500)
    assert wide.output == pytest.approx(expected, abs=1e-8)
    assert wide.low <= expected.min()
    assert wide.high >= expected.max()
    edge = np.concatenate([on_grid(network, grid_points(axis[[0, -1]])).output])
    assert wide.high >= edge.max()
    assert wide.seen <= 1 + 6 + 15


@pytest.mark.parametrize("widths", [(2, 1, 1), (2, 6, 1), (2, 20, 1)])
def test_the_kinks_of_the_wide_grid_have_all_patterns_and_the_extremes_of_its_points(widths, monkeypatch):
    points, reach = 300, 3.0
    monkeypatch.setattr("analyses.sheet05.linear_regions.grids.WIDE_POINTS", points)
    monkeypatch.setattr("analyses.sheet05.linear_regions.grids.WIDE_REACH", reach)
    for seed in range(5):
        network = random_network(widths, seed)
        network.weights[0][0] = 0.0, 1.0
        wide, field = wide_view(network), on_grid(network, grid_points(np.linspace(-reach, reach, points)))
        assert wide.seen == np.unique(field.pattern).size
        assert (wide.low, wide.high) == pytest.approx((field.output.min(), field.output.max()), rel=1e-12)


MEMORY = """
import resource, sys
from analyses.relu.networks import random_network
from analyses.sheet05.linear_regions.compute import compute
from analyses.sheet05.linear_regions.grids import wide_view
import analyses.relu.architectures
network = random_network((2, 20, 1), 0)
unit = 1 if sys.platform == "darwin" else 1024
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
wide_view(network)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit - before)
"""


def test_the_wide_grid_needs_less_than_300_megabytes_above_the_imports():
    done = subprocess.run([sys.executable, "-c", MEMORY], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert int(done.stdout) < 300e6
    assert handed_in_bytes(5_000**2, 20) > 4e9


@given(st.lists(st.tuples(small, small, small).filter(lambda abc: abc[0] or abc[1]), min_size=2, max_size=6))
def test_crossings_are_those_of_fractions(lines):
    found = crossing_points(np.array(lines, dtype=float))
    for (first, second), point in zip(combinations(lines, 2), found, strict=True):
        (a, b, c), (d, e, f) = first, second
        if a * e == b * d:
            assert np.isinf(np.abs(point).max())
        else:
            exact = Fraction(b * f - c * e, a * e - b * d), Fraction(c * d - a * f, a * e - b * d)
            assert point == pytest.approx([float(part) for part in exact], abs=1e-12)


def test_a_line_hits_the_box_if_it_has_corners_on_both_sides():
    lines = np.array([[1.0, 0.0, 0.0], [1.0, 0.0, 11.0], [1.0, 1.0, -19.0], [1.0, 1.0, -21.0], [0.0, 1.0, 10.0]])
    assert [lines_hitting(line[None], 10.0) for line in lines] == [1, 0, 1, 0, 0]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_regions_in_the_box_are_lines_and_crossings_counted(seed):
    from analyses.relu.enumeration import enumerate_regions

    network = random_network((2, 20, 1), seed)
    lines = np.column_stack([network.weights[0], network.biases[0]])
    inside = int((np.abs(crossing_points(lines)).max(axis=1) < 10).sum())
    regions = enumerate_regions(network, box=(-10, 10, -10, 10))
    assert regions.activation_regions == 1 + lines_hitting(lines, 10) + inside


def test_what_was_handed_in_is_a_plane_upside_down_and_25_times_too_flat():
    axis = np.linspace(-10, 10, 500)
    x, y = np.meshgrid(axis, axis)
    found = handed_in(np.where(y > 0, x, 0.0), np.where(y > 0, 1.0, 0.0))
    assert found.factor == pytest.approx(499 / 20)
    assert found.agrees_upright == pytest.approx(1.0)
    assert found.agrees_as_shown == pytest.approx(0.0)


def test_the_median_lies_in_its_interval_as_often_as_said():
    rng = np.random.default_rng(8)
    hits = 0
    for _ in range(400):
        found = median(rng.integers(0, 1000, 41))
        hits += found.low <= 499.5 <= found.high
    assert hits / 400 > 0.93
    found = median(np.arange(41))
    rank = int(found.low)
    assert (found.value, found.low + found.high) == (20, 40)
    assert binom.cdf(rank, 41, 0.5) < 0.025 < binom.cdf(rank + 1, 41, 0.5)


def test_exact_regions_are_never_fewer_than_a_grid_sees(result):
    for view in result.views.values():
        assert view.seen <= view.activation_regions
        assert view.linear_regions <= view.activation_regions
        assert view.polygons.start.size == view.activation_regions + 1


def test_colours_are_those_of_the_oklab_definition():
    white, grey = oklab_to_srgb(np.array([[1.0, 0.0, 0.0], [0.5, 0.0, 0.0]]))
    assert white == pytest.approx([1, 1, 1], abs=1e-3)
    assert grey == pytest.approx([0.3887] * 3, abs=1e-3)
    red = oklab_to_srgb(np.array([0.6280, 0.2249, 0.1258]))
    assert red == pytest.approx([1, 0, 0], abs=5e-3)


def test_opposite_directions_have_the_same_lightness_and_different_hues():
    from matplotlib.colors import rgb_to_hsv

    turned = np.linspace(0, 2 * np.pi, 8, endpoint=False)
    colours = direction_colours(np.stack([np.cos(turned), np.sin(turned)], axis=-1))
    grey = colours @ [0.2126, 0.7152, 0.0722]
    assert np.ptp(grey) < 0.12
    assert np.unique(np.round(rgb_to_hsv(colours)[:, 0], 2)).size == 8


def test_every_claim_holds(result):
    assert [claim.name for claim in EXERCISE.claims(result) if not claim.verdict] == []


PAIRED = {
    "outside_is_a_fan",
    "wide_grid_reaches_the_last_crossing",
    "crossings_thin_out_slowly",
    "training_learns",
    "training_changes_counts",
    "training_moves_single_seeds_more",
    "shallow_has_more_trained",
    "lines_cross_outside",
    "never_all_inside",
    "plane_is_in_general_position",
    "wide_grid_misses_regions",
    "wide_grid_sees_less_than_the_box",
    "no_gradient_is_zero_or_one",
    "grids_miss_regions",
    "shallow_has_more_here",
    "shallow_has_more_mostly",
}


@pytest.mark.parametrize("seed", [7])
def test_what_may_fail_at_another_seed_has_both_sentences(seed):
    other = computed(seed, 20)
    assert {claim.name for claim in EXERCISE.claims(other) if not claim.verdict} <= PAIRED
    template = (PROJECT / "templates" / "sheet05" / "linear_regions.md.j2").read_text(encoding="utf-8")
    for name in PAIRED:
        assert f"given(claims.{name})" in template
        assert f"unless(claims.{name})" in template


def deepened(result, **changes):
    return {"views": {**result.views, SHARED: dataclasses.replace(result.views[SHARED], **changes)}}


def part(result, name, **changes):
    return {name: dataclasses.replace(getattr(result, name), **changes)}


def retrained(result, **changes):
    networks = tuple(dataclasses.replace(one, **changes) for one in result.training.networks)
    return {"training": dataclasses.replace(result.training, networks=networks)}


@pytest.mark.parametrize(
    ("claim", "change"),
    [
        ("structure_ends_where_the_last_lines_cross", lambda r: {"farthest_corner": 2 * r.farthest_corner}),
        ("outside_is_a_fan", lambda r: {"unbounded": 39}),
        ("wide_grid_reaches_the_last_crossing", lambda r: part(r, "crossings", farthest=20_000.0)),
        ("crossings_thin_out_slowly", lambda r: part(r, "crossings", beyond_tenfold=r.crossings.beyond / 100)),
        ("training_learns", lambda r: retrained(r, accuracy=Estimate(0.6, 0.6, 0.6, 40))),
        ("training_changes_counts", lambda r: retrained(r, change=Estimate(0.0, -1.0, 1.0, 40))),
        ("training_moves_single_seeds_more", lambda r: retrained(r, most=0)),
        ("shallow_has_more_trained", lambda r: retrained(r, after=Estimate(100.0, 90.0, 110.0, 40))),
        ("parameters_agree", lambda r: deepened(r, expected_parameters=111)),
        ("parameters_are_as_said", lambda r: deepened(r, parameters=111)),
        ("lines_cross_outside", lambda r: part(r, "crossings", outside=0)),
        ("never_all_inside", lambda r: part(r, "crossings", all_inside=1)),
        ("box_count_adds_up", lambda r: part(r, "crossings", inside=0)),
        ("plane_is_in_general_position", lambda r: {"plane_regions": 210}),
        ("wide_grid_misses_regions", lambda r: part(r, "wide", seen=r.plane_regions)),
        ("wide_grid_sees_less_than_the_box", lambda r: part(r, "wide", seen=r.shallow.seen)),
        ("gradient_is_exact", lambda r: {"gradient_error": 1e-3}),
        ("spacing_is_missing", lambda r: part(r, "handed_in", factor=1.0)),
        ("picture_is_upside_down", lambda r: part(r, "handed_in", agrees_as_shown=1.0)),
        ("differences_blur_kinks", lambda r: part(r, "handed_in", off=0.0)),
        ("prism_repeats", lambda r: part(r, "handed_in", prism_cycles=1)),
        ("no_gradient_is_zero_or_one", lambda r: {"flat_or_unit": 1}),
        ("grids_see_at_most_what_is_there", lambda r: deepened(r, seen=10**6)),
        (
            "grids_miss_regions",
            lambda r: {
                "views": {
                    name: dataclasses.replace(view, seen=view.activation_regions) for name, view in r.views.items()
                }
            },
        ),
        ("shallow_has_more_here", lambda r: deepened(r, linear_regions=10**6)),
        (
            "shallow_has_more_mostly",
            lambda r: {
                "populations": tuple(dataclasses.replace(one, median=r.populations[0].median) for one in r.populations)
            },
        ),
    ],
)
def test_each_claim_fails_on_a_result_that_breaks_it(result, claim, change):
    broken = dataclasses.replace(result, **change(result))
    verdicts = {entry.name: entry.verdict for entry in EXERCISE.claims(broken)}
    assert not verdicts[claim]


def test_every_figure_draws_a_dead_network_too(result):
    view = result.views[SHARED]
    flat = dataclasses.replace(
        view,
        output=np.zeros_like(view.output),
        gradient=np.zeros_like(view.gradient),
        polygons=dataclasses.replace(
            view.polygons,
            corners=np.array([[-10.0, -10, 1], [10, -10, 1], [10, 10, 1], [-10, 10, 1]]),
            start=np.array([0, 4]),
            gradients=np.zeros((1, 2)),
            offsets=np.zeros(1),
            edges=np.empty((0, 2, 3)),
            depths=np.empty(0, dtype=np.int64),
            patterns=np.zeros((1, view.polygons.patterns.shape[1]), dtype=np.bool_),
            areas=np.array([400.0]),
        ),
    )
    dead = dataclasses.replace(result, views={**dict.fromkeys(result.views, flat), SHALLOW: result.shallow})
    for figure in EXERCISE.figures:
        if figure.name.startswith("deep"):
            assert "<svg" in draw(figure, dead).svg


def test_alternative_texts_name_the_numbers_drawn(result):
    alts = {figure.name: figure.alt(result) for figure in EXERCISE.figures}
    assert f"there are {result.plane_regions};" in alts["regions"]
    assert "10 times" in alts["handed_in"]
    assert f"2-20-1 has {result.shallow.linear_regions}" in alts["deep_regions"]
    assert "60 seeds" in alts["populations"]


def test_printed_numbers_are_regenerated(result):
    ours = [printed.regenerated({"linear_regions": result}) for printed in PUBLISHED]
    assert ours == [
        "2-20-1", 81, (-10, 10, 500), (-10000, 10000, 5000), (-10, 10, 500), 5, 4, 3, (-10, 10, 500),
    ]  # fmt: skip


def test_evidence_of_every_correction_exists(result):
    known = {f"claims.{claim.name}" for claim in EXERCISE.claims(result)}
    known |= {f"derivations.{derivation.name}" for derivation in EXERCISE.derivations}
    known |= {f"figures.{figure.name}" for figure in EXERCISE.figures}
    assert {name for correction in CORRECTIONS for name in correction.evidence} <= known
