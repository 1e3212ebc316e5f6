"""Lines drawn at once are the lines cut in one by one; lines out of general position are left alone."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyses.relu import enumeration
from analyses.relu.drawing import draw_lines
from analyses.relu.enumeration import enumerate_regions
from analyses.relu.networks import random_network
from analyses.relu.preactivations import TOLERANCE
from analyses.relu.subdivision import box_subdivision


def drawn(lines, limit=1_000_000):
    subdivision = box_subdivision(-10, 10, -10, 10)
    coefficients = np.array(lines, dtype=float)
    margin = TOLERANCE * (np.abs(coefficients) @ [10, 10, 1])
    return draw_lines(subdivision, coefficients, margin, limit), subdivision


@given(n=st.integers(1, 40), seed=st.integers(0, 10_000), size=st.sampled_from([0.3, 10.0, 1e4]))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_drawing_and_cutting_agree_on_every_face(n, seed, size):
    network, box = random_network((2, n, 1), seed), (-size, size, -2 * size, size / 3)
    at_once = enumerate_regions(network, box=box)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(enumeration, "draw_lines", lambda *_: False)
        one_by_one = enumerate_regions(network, box=box)
    assert len(at_once.vertices) == len(one_by_one.vertices)
    assert len(at_once.edge_vertices) == len(one_by_one.edge_vertices)
    areas = dict(zip(map(bytes, one_by_one.pattern_bits), one_by_one.areas, strict=True))
    assert len(areas) == at_once.activation_regions
    for pattern, area in zip(map(bytes, at_once.pattern_bits), at_once.areas, strict=True):
        assert area == pytest.approx(areas[pattern], rel=1e-6, abs=1e-9 * size**2)


def test_three_lines_make_seven_faces():
    done, subdivision = drawn([(1, 0.1, 0), (0.1, 1, 0), (1, 1, -3)])
    assert done
    assert (subdivision.n_vertices, subdivision.n_edges, subdivision.n_faces - 1) == (4 + 6 + 3, 4 + 6 + 9, 7)


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([(1, 0, 0), (0, 1, 0), (1, 1, 0)], id="three through one point"),
        pytest.param([(1, 2, 3), (1, 2, 3)], id="twice the same"),
        pytest.param([(1, 2, 3), (-3, -6, -9)], id="scaled and negated"),
        pytest.param([(1, 1, -20)], id="through a corner"),
        pytest.param([(1, 0, 10)], id="along a side"),
        pytest.param([(1, 0, 0), (1, 0.5, -5)], id="meeting on the boundary"),
        pytest.param([(1, 0, 0), (1, 0, 1e-12)], id="parallel within tolerance"),
    ],
)
def test_lines_out_of_general_position_are_not_drawn_at_once(lines):
    done, subdivision = drawn(lines)
    assert not done
    assert (subdivision.n_vertices, subdivision.n_edges, subdivision.n_faces) == (4, 4, 2)


def test_lines_are_not_drawn_beyond_the_limit():
    assert drawn([(1, 0.1, 0), (0.1, 1, 0), (1, 1, -3)], limit=7)[0]
    assert not drawn([(1, 0.1, 0), (0.1, 1, 0), (1, 1, -3)], limit=6)[0]
