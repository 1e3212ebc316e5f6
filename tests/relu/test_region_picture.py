"""The figure: what is drawn where, and in which colour."""

import numpy as np
import pytest
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure

from analyses.relu.colour import CHROMA, FULL, LMS_FROM_LAB, PALE, RGB_FROM_LMS, gradient_colours, srgb
from analyses.relu.enumeration import enumerate_regions
from analyses.relu.networks import random_network
from analyses.relu.picture import draw_panels, draw_regions, largest_gradient
from analyses.relu.tracing import Disk, Flat, kinks, level_lines, outlines

NETWORK = random_network((2, 9, 6, 1), seed=4)


@pytest.fixture(scope="module")
def plane():
    return enumerate_regions(NETWORK, box=None)


@pytest.fixture(scope="module")
def box():
    return enumerate_regions(NETWORK)


def test_every_hue_of_the_largest_gradient_is_within_srgb_unclipped():
    hue = np.linspace(0, 2 * np.pi, 360)
    lab = np.column_stack([np.full(360, FULL), CHROMA * np.cos(hue), CHROMA * np.sin(hue)])
    linear = (lab @ LMS_FROM_LAB.T) ** 3 @ RGB_FROM_LMS.T
    assert linear.min() >= 0
    assert linear.max() <= 1


def test_oklch_of_white_black_and_red_are_those_of_its_definition():
    light, chroma, hue = np.array([1, 0, 0.627955]), np.array([0, 0, 0.257683]), np.radians([0, 0, 29.2339])
    assert srgb(light, chroma, hue) == pytest.approx(np.array([[1, 1, 1], [0, 0, 0], [1, 0, 0]]), abs=2e-3)


def test_saturation_grows_with_the_gradient_and_hue_turns_with_it():
    directions = np.array([[0.0, 0.0], [0.3, 0.0], [1.0, 0.0], [0.0, 1.0], [5.0, 0.0]])
    colours = gradient_colours(directions, 1.0)
    contrast = np.ptp(colours, axis=1)
    assert contrast[0] < 0.01 < contrast[1] < contrast[2]
    assert np.abs(colours[2] - colours[3]).max() > 0.1
    assert colours[4] == pytest.approx(colours[2])
    assert PALE > FULL


def test_level_lines_have_their_level_at_both_ends_and_cross_only_their_face(box):
    level = 0.25 * NETWORK([[3.0, 1.0]])[0, 0] + 0.75 * NETWORK([[-4.0, 2.0]])[0, 0]
    lines = level_lines(box, np.array([level]), Flat())
    assert len(lines) > 3
    points = np.vstack([np.linspace(line[0], line[1], 5) for line in lines])
    assert NETWORK(points)[:, 0] == pytest.approx(level, abs=1e-9)


def test_outlines_in_the_box_have_the_areas_of_the_faces(box):
    for polygon, area in zip(outlines(box, Flat()), box.areas, strict=True):
        x, y = polygon.T
        assert (x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2 == pytest.approx(area, abs=1e-9)


def test_the_plane_fills_the_disk_and_unbounded_faces_reach_its_rim(plane):
    shapes = outlines(plane, Disk())
    areas = [(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2 for x, y in (shape.T for shape in shapes)]
    assert min(areas) > 0
    assert sum(areas) == pytest.approx(np.pi, rel=2e-3)
    radius = np.array([np.hypot(*shape.T).max() for shape in shapes])
    assert np.array_equal(radius > 1 - 1e-12, plane.unbounded)


def test_the_disk_draws_its_scale_at_the_root_of_a_half():
    assert np.hypot(*Disk(5.0)(np.array([3.0, 4.0, 1.0]))) == pytest.approx(np.sqrt(0.5))


def test_kinks_are_the_inner_edges_and_get_thinner_with_depth(box):
    lines, layer = kinks(box, Flat())
    assert len(lines) == len(box.adjacency)
    assert set(layer.tolist()) == {0, 1}
    axes = Figure().subplots()
    draw_regions(axes, box)
    drawn = next(item for item in axes.collections if isinstance(item, LineCollection))
    widths = np.array(drawn.get_linewidths())
    assert widths[layer == 1].max() < widths[layer == 0].min()


def test_faces_have_the_colour_of_their_gradient_and_edges_the_colour_of_the_face(box):
    axes = Figure().subplots()
    draw_regions(axes, box)
    faces = next(item for item in axes.collections if isinstance(item, PolyCollection))
    expected = gradient_colours(box.jacobians[:, 0], largest_gradient(box))
    assert faces.get_facecolor()[:, :3] == pytest.approx(expected)
    assert np.array_equal(faces.get_facecolor(), faces.get_edgecolor())
    assert set(faces.get_linewidths()) == {0.25}
    assert not faces.get_rasterized()


def test_a_window_leaves_out_what_lies_outside_it(box):
    axes = Figure().subplots()
    draw_regions(axes, box, window=(-1, 1, -1, 1))
    faces = next(item for item in axes.collections if isinstance(item, PolyCollection))
    assert 0 < len(faces.get_paths()) < box.activation_regions
    assert axes.get_xlim() == (-1, 1)


def test_more_than_ten_thousand_faces_are_rasterised():
    many = enumerate_regions(random_network((2, 160, 1), seed=0))
    assert many.activation_regions > 10_000
    axes = Figure().subplots()
    draw_regions(axes, many)
    assert all(item.get_rasterized() for item in axes.collections)


def test_three_panels_and_a_wheel_are_drawn_without_pyplot(plane, box):
    figure = Figure()
    draw_panels(figure, plane, box)
    titles = [axes.get_title() for axes in figure.axes]
    assert titles == ["the whole plane", "the box", "its middle", ""]
    assert figure.axes[2].get_xlim() == pytest.approx((-1.5, 1.5))
    assert len(figure.axes[3].images) == 1
