"""Counts in float64 against an exact, independent clipper, in general position and out of it."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from network_strategies import close_networks, generic_networks, integer_networks, spoiled_networks
from rational_clipper import rational_counts, rational_pieces
from triple_points import broken_tolerance, thirds, three_lines_through_a_point

from analyses.relu import deeper_layer, first_layer, line_order, preactivations
from analyses.relu.enumeration import enumerate_regions
from analyses.relu.exact_signs import ExactSigns
from analyses.relu.networks import network_from_layers, random_network

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

    @given(network=close_networks())
    @FEW
    def test_when_nearer_than_floats_can_tell(self, box, network):
        assert counts(network, box) == exact_counts(network, box)

    @pytest.mark.long
    @given(network=close_networks())
    @MANY
    def test_when_nearer_than_floats_can_tell_thousands_of_times(self, box, network):
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


def far_kink():
    """Return a network with a bias of 1,000: a sign far from the origin is smaller than the rounding allowed for."""
    return network_from_layers(
        [
            ([[-0.0833, -0.2963], [-0.0355, -0.0169]], [-0.3043, 1000]),
            ([[0.079, 0.1074], [-0.0723, 0.439]], [-0.2271, 0.3685]),
            ([[0.4885, -0.3727]], [0.0598]),
            ([[1]], [0]),
        ]
    )


def test_a_sign_that_rounding_leaves_open_is_decided_and_counted():
    regions, exact = enumerate_regions(far_kink(), box=None), rational_counts(far_kink(), None)
    assert regions.activation_regions == exact.activation_regions == 11
    assert regions.decided > 0


def test_nothing_is_decided_in_integers_where_floats_tell_all():
    assert enumerate_regions(random_network((2, 12, 8, 1), seed=0), box=None).decided == 0


@given(network=st.one_of(generic_networks(), spoiled_networks(), close_networks()))
@settings(FEW, max_examples=40)
def test_patterns_and_maps_are_the_rational_ones(network):
    regions = enumerate_regions(network, box=BOX)
    exact = {piece.pattern: piece.maps for piece in rational_pieces(network, BOX)}
    assert len(exact) == regions.activation_regions
    for face, pattern in enumerate(regions.patterns.tolist()):
        for jacobian, offset, form in zip(
            regions.jacobians[face], regions.offsets[face], exact[tuple(pattern)], strict=True
        ):
            assert [*jacobian, offset] == pytest.approx([float(value) for value in form], abs=1e-12)


def test_three_lines_through_a_point_make_six_regions():
    assert counts(three_lines_through_a_point(), BOX) == exact_counts(three_lines_through_a_point(), BOX) == (6, 6, 1)


def near_lines():
    return network_from_layers([([[1, 0], [1, 0], [0, 1]], [0, -0.01, 0]), ([[1, 1, 1]], [0])])


def test_counts_go_wrong_without_tolerance(monkeypatch):
    """Floats taken at their word make a triple point fall apart."""
    networks = [three_lines_through_a_point(), *thirds()]
    right = [exact_counts(network, BOX)[0] for network in networks]
    assert [counts(network, BOX)[0] for network in networks] == right
    broken_tolerance(monkeypatch, 0.0)
    assert [counts(network, BOX)[0] for network in networks] != right


@pytest.mark.parametrize("tolerance", [2.0**-30, 1e-2, 1e6])
def test_more_tolerance_makes_more_work_and_the_same_counts(monkeypatch, tolerance):
    networks = [three_lines_through_a_point(), near_lines(), far_kink(), random_network((2, 7, 5, 4, 1), seed=1)]
    right = [counts(network, box) for network in networks for box in (BOX, None)]
    decided = [enumerate_regions(network, box=None).decided for network in networks]
    for module in (preactivations, first_layer, deeper_layer, line_order):
        monkeypatch.setattr(module, "TOLERANCE", tolerance)
    assert [counts(network, box) for network in networks for box in (BOX, None)] == right
    assert sum(enumerate_regions(network, box=None).decided for network in networks) >= sum(decided)


def test_counts_go_wrong_when_what_is_open_is_taken_for_zero(monkeypatch):
    def nothing(_, __, neurons, vertices):
        return np.zeros(len(vertices), dtype=np.int8), np.zeros(len(neurons))

    right = exact_counts(far_kink(), None)
    monkeypatch.setattr(ExactSigns, "values", nothing)
    assert counts(far_kink(), None) != right
