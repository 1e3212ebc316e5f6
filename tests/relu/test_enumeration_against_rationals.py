"""Counts in float64 against an exact, independent clipper, in general position and out of it."""

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from network_strategies import generic_networks, integer_networks, spoiled_networks
from rational_clipper import rational_counts, rational_pieces

from analyses.relu import preactivations
from analyses.relu.enumeration import enumerate_regions
from analyses.relu.networks import network_from_layers

BOX = (-10, 10, -10, 10)
DOMAINS = [pytest.param(BOX, id="box"), pytest.param(None, id="plane")]
FEW = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
MANY = settings(FEW, max_examples=1500)


def counts(network, box):
    regions = enumerate_regions(network, box=box)
    euler = len(regions.vertices) - len(regions.edge_vertices) + regions.activation_regions
    return regions.activation_regions, regions.linear_regions, euler


def exact_counts(network, box):
    exact = rational_counts(network, box)
    return exact.activation_regions, exact.linear_regions, 1


@pytest.mark.parametrize("box", DOMAINS)
class TestCountsEqualTheRationalOnes:
    @given(network=generic_networks())
    @settings(FEW, max_examples=25)
    def test_in_general_position(self, box, network):
        assert counts(network, box) == exact_counts(network, box)

    @given(network=integer_networks())
    @FEW
    def test_with_integer_weights(self, box, network):
        assert counts(network, box) == exact_counts(network, box)

    @given(network=spoiled_networks())
    @FEW
    def test_when_degenerate_on_purpose(self, box, network):
        assert counts(network, box) == exact_counts(network, box)

    @pytest.mark.long
    @given(network=generic_networks())
    @MANY
    def test_in_general_position_thousands_of_times(self, box, network):
        assert counts(network, box) == exact_counts(network, box)

    @pytest.mark.long
    @given(network=integer_networks())
    @MANY
    def test_with_integer_weights_thousands_of_times(self, box, network):
        assert counts(network, box) == exact_counts(network, box)

    @pytest.mark.long
    @given(network=spoiled_networks())
    @MANY
    def test_when_degenerate_on_purpose_thousands_of_times(self, box, network):
        assert counts(network, box) == exact_counts(network, box)


def test_a_count_that_tolerance_decided_says_so():
    """A bias of 1,000 far from the origin: what decides a sign is smaller than the rounding that is allowed for."""
    network = network_from_layers(
        [
            ([[-0.0833, -0.2963], [-0.0355, -0.0169]], [-0.3043, 1000]),
            ([[0.079, 0.1074], [-0.0723, 0.439]], [-0.2271, 0.3685]),
            ([[0.4885, -0.3727]], [0.0598]),
            ([[1]], [0]),
        ]
    )
    regions, exact = enumerate_regions(network, box=None), rational_counts(network, None)
    assert regions.activation_regions == 10
    assert exact.activation_regions == 11, "no longer an example of a limit"
    assert regions.snapped == 1


@given(network=generic_networks())
@settings(FEW, max_examples=15)
def test_patterns_and_maps_are_the_rational_ones(network):
    regions = enumerate_regions(network, box=BOX)
    assume(regions.snapped == 0)
    exact = {piece.pattern: piece.maps for piece in rational_pieces(network, BOX)}
    for face, pattern in enumerate(regions.patterns.tolist()):
        for jacobian, offset, form in zip(
            regions.jacobians[face], regions.offsets[face], exact[tuple(pattern)], strict=True
        ):
            assert [*jacobian, offset] == pytest.approx([float(value) for value in form], abs=1e-12)


def three_lines_through_a_point():
    """Return a network whose lines x = 1/3, y = 1/7 and a third one meet where floats cannot be exact."""
    return network_from_layers([([[3, 0], [0, 7], [3, 7], [6, 14]], [-1, -1, -2, -4]), ([[1, 1, 1, 1]], [0])])


def test_three_lines_through_a_point_make_six_regions():
    assert counts(three_lines_through_a_point(), BOX) == exact_counts(three_lines_through_a_point(), BOX) == (6, 6, 1)


@pytest.mark.parametrize("tolerance", [0.0, 1e-2])
def test_counts_go_wrong_when_the_tolerance_is_broken(monkeypatch, tolerance):
    """Without tolerance a triple point falls apart; with too much, near lines are taken for one."""
    near = network_from_layers([([[1, 0], [1, 0], [0, 1]], [0, -0.01, 0]), ([[1, 1, 1]], [0])])
    networks = [three_lines_through_a_point(), near, *thirds()]
    right = [exact_counts(network, BOX)[0] for network in networks]
    assert [counts(network, BOX)[0] for network in networks] == right
    broken_tolerance(monkeypatch, tolerance)
    assert [counts(network, BOX)[0] for network in networks] != right


def thirds():
    """Return networks of lines through one point with coordinates that are no binary fractions."""
    for a, b in [(1, 3), (2, 3), (1, 7), (5, 7), (3, 11)]:
        lines = [[b, 0], [0, b], [b, b], [b, -b], [2 * b, b], [b, 3 * b]]
        biases = [-a * sum(line) // b for line in lines]
        yield network_from_layers([(lines, biases), ([[1] * 6], [0])])


def broken_tolerance(monkeypatch, value):
    from analyses.relu import arrangement, cutting, deeper_layer, first_layer, line_order

    for module in (preactivations, first_layer, deeper_layer, line_order):
        monkeypatch.setattr(module, "TOLERANCE", value)
    for module in (cutting, arrangement):
        monkeypatch.setattr(module, "crossing_spread", lambda way, *_: np.ones(way.shape[1]))
