"""What must hold of every result: counts in general position, geometry, maps, half-edges."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyses.relu.architectures import DeepNN, plain, seeded
from analyses.relu.bounds import lines_through_point, parallel_lines, regions_in_box, regions_of_lines
from analyses.relu.enumeration import RegionLimitError, enumerate_regions
from analyses.relu.networks import network_from_layers, random_network
from analyses.relu.verification import verify
from report import DataError

BOX = (-10.0, 10.0, -10.0, 10.0)
WIDTHS = st.lists(st.integers(1, 12), min_size=1, max_size=3).map(lambda hidden: (2, *hidden, 1))
QUICK = settings(max_examples=25, deadline=None, derandomize=True)


def shallow(weight, bias):
    return network_from_layers([(weight, bias), (np.ones((1, len(bias))), [0])])


@pytest.mark.parametrize("n", [1, 2, 3, 7, 20, 45])
def test_lines_in_general_position_have_their_number_of_regions_on_the_plane(n):
    regions = enumerate_regions(random_network((2, n, 1), seed=n), box=None)
    assert regions.activation_regions == regions_of_lines(n)
    assert np.count_nonzero(regions.unbounded) == max(2 * n, 1)


def test_regions_in_a_box_are_one_and_the_lines_and_the_intersections_inside():
    network = random_network((2, 30, 1), seed=3)
    (a, b), c = network.weights[0].T, network.biases[0]
    corners = [a * x + b * y + c for x in BOX[:2] for y in BOX[2:]]
    hitting = int(np.sum((np.max(corners, axis=0) > 0) & (np.min(corners, axis=0) < 0)))
    points = [np.linalg.solve(network.weights[0][[i, j]], -c[[i, j]]) for i, j in combinations(range(30), 2)]
    inside = sum(bool(np.abs(point).max() < 10) for point in points)
    assert enumerate_regions(network).activation_regions == regions_in_box(hitting, inside)


@pytest.mark.parametrize(("hidden", "expected"), [((20,), 197), ((50, 50), 4_638)])
def test_counts_are_those_of_the_published_codes(hidden, expected):
    """Edge subdivision (Berzins, ICML 2023) and SplineCam (CVPR 2023) both count these for torch's seed 0."""
    network = plain(seeded(lambda: DeepNN(hidden), 0))
    assert enumerate_regions(network).linear_regions == expected


def test_lines_through_one_point_and_parallel_lines_have_fewer_regions():
    angles = np.arange(20) * np.pi / 20 + 0.1
    normals = np.column_stack([np.cos(angles), np.sin(angles)])
    central = enumerate_regions(shallow(normals, np.zeros(20)), box=None)
    parallel = enumerate_regions(shallow(np.tile(normals[:1], (20, 1)), np.arange(20.0)), box=None)
    assert central.activation_regions == lines_through_point(20) == 40
    assert parallel.activation_regions == parallel_lines(20) == 21


@pytest.mark.parametrize(
    ("weight", "bias", "expected"),
    [
        pytest.param([[1, 0]], [-10], 1, id="along a side"),
        pytest.param([[1, 1]], [-20], 1, id="touching a corner"),
        pytest.param([[1, -1]], [0], 2, id="through two corners"),
        pytest.param([[2, 1]], [-10], 2, id="through one corner"),
        pytest.param([[0, 0]], [1], 1, id="dead"),
        pytest.param([[1, 2], [1, 2], [-1, -2], [4, 8]], [1, 1, -1, 4], 2, id="duplicated, negated and scaled"),
        pytest.param([[0.1, 0.3], [0.2, 0.6]], [0.7, 1.4], 2, id="scaled, in tenths"),
    ],
)
def test_a_line_in_special_position_cuts_the_box_as_it_should(weight, bias, expected):
    network = shallow(weight, bias)
    regions = enumerate_regions(network)
    assert regions.activation_regions == expected
    assert verify(regions, network).holds


@given(widths=WIDTHS, seed=st.integers(0, 10_000), box=st.sampled_from([BOX, None, (0.5, 0.75, -2.0, 3.0)]))
@QUICK
def test_every_result_passes_its_verification(widths, seed, box):
    network = random_network(widths, seed)
    assert verify(enumerate_regions(network, box=box), network).holds


@given(widths=WIDTHS, seed=st.integers(0, 10_000))
@QUICK
def test_a_point_lies_in_the_polygon_with_its_pattern(widths, seed):
    network = random_network(widths, seed)
    regions = enumerate_regions(network)
    points = np.random.default_rng(seed).uniform(-10, 10, (20, 2))
    activation, on = points, []
    for weight, bias in zip(network.weights[:-1], network.biases[:-1], strict=True):
        activation = np.maximum(activation @ weight.T + bias, 0)
        on.append(activation > 0)
    faces = {pattern.tobytes(): face for face, pattern in enumerate(regions.patterns)}
    for point, pattern in zip(points, np.concatenate(on, axis=1), strict=True):
        corners = regions.polygon(faces[pattern.tobytes()])
        ways = np.roll(corners, -1, axis=0) - corners
        to_point = point - corners
        assert (ways[:, 0] * to_point[:, 1] - ways[:, 1] * to_point[:, 0] > -1e-9).all()


@given(widths=WIDTHS, seed=st.integers(0, 10_000))
@QUICK
def test_an_edge_parts_patterns_that_differ_in_its_neuron_alone(widths, seed):
    regions = enumerate_regions(random_network(widths, seed))
    first = np.cumsum([0, *widths[1:-1]])
    for left, right, layer, neuron in regions.adjacency:
        differing = np.flatnonzero(regions.patterns[left] != regions.patterns[right])
        assert differing.tolist() == [first[layer] + neuron]


def test_a_dead_last_layer_joins_activation_regions_to_one_linear_region():
    layers = [([[1, 0], [0, 1]], [0, 0]), ([[1, 1], [-1, -1]], [-100, -1]), ([[1, 1]], [0])]
    regions = enumerate_regions(network_from_layers(layers))
    assert regions.activation_regions == 4
    assert regions.linear_regions == 1
    assert not regions.jacobians.any()


def test_opposite_output_weights_of_one_line_leave_a_single_linear_region():
    network = network_from_layers([([[1, 2], [1, 2]], [0.3, 0.3]), ([[0.7, -0.7]], [1])])
    regions = enumerate_regions(network)
    assert (regions.activation_regions, regions.linear_regions) == (2, 1)


def test_one_map_on_two_components_counts_twice_and_is_told():
    """The hat max(x, 0) - 2 max(x - 1, 0) + max(x - 2, 0) is 0 on the far left and on the far right."""
    bump = shallow([[1, 0], [1, 0], [1, 0]], [0, -1, -2])
    network = network_from_layers([(bump.weights[0], bump.biases[0]), ([[1, -2, 1]], [0])])
    regions = enumerate_regions(network)
    assert regions.linear_regions == 4
    assert regions.repeated_maps == 1


def test_the_half_edges_of_a_face_lead_round_it_and_twins_face_each_other():
    regions = enumerate_regions(random_network((2, 9, 7, 1), seed=5))
    edges = regions.half_edges
    inner = np.flatnonzero(edges.face >= 0)
    assert (edges.face[edges.following[inner]] == edges.face[inner]).all()
    assert (edges.origin[edges.following[inner]] == edges.origin[inner ^ 1]).all()


@given(seed=st.integers(0, 1_000))
@settings(max_examples=10, deadline=None, derandomize=True)
def test_what_a_grid_sees_is_never_more_than_there_is(seed):
    network = random_network((2, 8, 8, 1), seed)
    axis = np.linspace(-10, 10, 150)
    grid = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
    activation, on = grid, []
    for weight, bias in zip(network.weights[:-1], network.biases[:-1], strict=True):
        activation = np.maximum(activation @ weight.T + bias, 0)
        on.append(activation > 0)
    seen = len(np.unique(np.concatenate(on, axis=1), axis=0))
    assert seen <= enumerate_regions(network).activation_regions


def test_a_network_without_hidden_layers_is_one_region():
    for box in (BOX, None):
        regions = enumerate_regions(network_from_layers([([[1, 2]], [3])]), box=box)
        assert regions.activation_regions == 1
        assert regions.jacobians.tolist() == [[[1, 2]]]


def test_the_limit_stops_early_and_says_where_it_stood():
    with pytest.raises(RegionLimitError, match=r"more than 100 regions: stopped at neuron \d+ of hidden layer 0 with"):
        enumerate_regions(random_network((2, 50, 1), seed=0), limit=100)


@pytest.mark.parametrize("box", [(1, 1, 0, 2), (0, np.inf, 0, 1), (3, 2, 0, 1)])
def test_an_empty_box_is_an_error(box):
    with pytest.raises(DataError, match="is empty"):
        enumerate_regions(random_network((2, 3, 1), seed=0), box=box)
