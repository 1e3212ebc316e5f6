"""Counts are proved where they are right, and nothing that is wrong is."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from network_strategies import close_networks, generic_networks, integer_networks, spoiled_networks
from rational_clipper import rational_counts
from triple_points import broken_tolerance, thirds, three_lines_through_a_point

from analyses.relu.certificate import certify
from analyses.relu.enumeration import enumerate_regions
from analyses.relu.networks import network_from_layers, random_network

BOX = (-10.0, 10.0, -10.0, 10.0)
DOMAINS = [pytest.param(BOX, id="box"), pytest.param(None, id="plane")]
EVERY_KIND = st.one_of(generic_networks(), integer_networks(), spoiled_networks(), close_networks())
FEW = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
NETWORK = random_network((2, 5, 5, 5, 1), seed=1)
LINES = [[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]


@pytest.mark.parametrize("box", DOMAINS)
class TestRight:
    @given(network=EVERY_KIND)
    @FEW
    def test_counts_of_every_kind_of_network_are_proved(self, box, network):
        assert certify(enumerate_regions(network, box=box), network).fault == ""

    @pytest.mark.long
    @given(network=EVERY_KIND)
    @settings(FEW, max_examples=5_000)
    def test_thousands_of_counts_are_proved(self, box, network):
        assert certify(enumerate_regions(network, box=box), network).fault == ""

    @pytest.mark.parametrize("count", range(4))
    def test_lines_that_meet_none_or_few_others_are_no_exception(self, box, count):
        network = network_from_layers(
            [(LINES[:count] or [[0.0, 0.0]], [1.0] * max(count, 1)), ([[1.0] * max(count, 1)], [0])]
        )
        certificate = certify(enumerate_regions(network, box=box), network)
        assert certificate.proves
        assert certificate.activation_regions == rational_counts(network, box).activation_regions

    def test_a_network_without_hidden_layers_is_one_region(self, box):
        network = network_from_layers([([[1.0, 2.0]], [3.0])])
        certificate = certify(enumerate_regions(network, box=box), network)
        assert (certificate.proves, certificate.linear_regions, certificate.signs) == (True, 1, 0)

    def test_a_kink_too_far_out_for_floats_is_proved_as_well(self, box):
        """Its crossing with an axis has w = 0 in float64."""
        network = network_from_layers([([[1.67e-23, 6.37e-16]], [-0.5]), ([[1.0]], [0.0])])
        certificate = certify(enumerate_regions(network, box=box), network)
        assert (certificate.proves, certificate.activation_regions) == (True, 1 if box else 2)


LONG_BOXES = [(1 / 3, 2 / 3, 1 / 7, 1e5), (-1e9, 1e9, 0.1, 3.0), (1e4, 1e4 + 0.3, -1e4, 1e4)]


@pytest.mark.parametrize("box", LONG_BOXES)
@given(network=EVERY_KIND)
@settings(FEW, max_examples=30)
def test_counts_in_boxes_much_longer_than_wide_are_proved(box, network):
    assert certify(enumerate_regions(network, box=box), network).fault == ""


@pytest.mark.parametrize("box", LONG_BOXES[:2])
def test_a_point_where_three_lines_meet_is_one_in_a_long_box(box):
    """What rounding does to the far coordinate, a crossing takes into the near one."""
    network = network_from_layers([([[-1, 1], [1, 1], [2, 0]], [-1, -2, -1]), ([[1, 1, 1]], [0])])
    regions = enumerate_regions(network, box=box)
    assert certify(regions, network).proves
    assert regions.activation_regions == rational_counts(network, box).activation_regions == 6


def test_coordinates_maps_and_points_inside_are_not_believed_and_not_needed():
    regions = enumerate_regions(NETWORK)
    nonsense = np.random.default_rng(0).normal(size=regions.vertices.shape)
    spoilt = replace(regions, vertices=nonsense, jacobians=regions.jacobians * 0, interior=regions.interior + 5)
    assert certify(spoilt, NETWORK) == certify(regions, NETWORK)


def test_a_count_that_rounding_made_wrong_is_not_proved(monkeypatch):
    networks = [three_lines_through_a_point(), *thirds()]
    assert all(certify(enumerate_regions(network), network).proves for network in networks)
    broken_tolerance(monkeypatch, 0.0)
    wrong = 0
    for network in networks:
        regions, exact = enumerate_regions(network), rational_counts(network, BOX)
        if (regions.activation_regions, regions.linear_regions) != (exact.activation_regions, exact.linear_regions):
            wrong += 1
            assert not certify(regions, network).proves
    assert wrong > 0


def changed(array, where, value):
    copy = array.copy()
    copy[where] = value
    return copy


def without_an_edge(regions):
    keep = np.arange(len(regions.edge_vertices)) != int(np.argmax((regions.edge_faces >= 0).all(axis=1)))
    return {name: getattr(regions, name)[keep] for name in ("edge_vertices", "edge_faces", "edge_neurons")}


def without_the_last_face(regions):
    last = regions.activation_regions - 1
    faces = np.where(regions.edge_faces == last, -1, regions.edge_faces)
    keep = (faces >= 0).any(axis=1)
    edges = {"edge_vertices": regions.edge_vertices[keep], "edge_neurons": regions.edge_neurons[keep]}
    return {
        **edges,
        "edge_faces": faces[keep],
        "pattern_bits": regions.pattern_bits[:last],
        "linear": regions.linear[:last],
    }


def one_joined(regions):
    return {"linear": np.where(regions.linear == 1, 0, regions.linear)}


def one_parted(regions):
    shared = int(np.flatnonzero(np.bincount(regions.linear) > 1)[0])
    return {"linear": changed(regions.linear, np.flatnonzero(regions.linear == shared)[0], regions.linear.max() + 1)}


SPOILT = {
    "of hidden layer 2 is not as the pattern of face 5 says":
        lambda r: {"pattern_bits": changed(r.pattern_bits, (5, 2), r.pattern_bits[5, 2] ^ 0b01100000)},
    "there is not one pattern": lambda r: {"pattern_bits": np.concatenate([r.pattern_bits, r.pattern_bits[:1]])},
    "one linear region for each face": lambda r: {"linear": np.zeros(1, dtype=int)},
    "two faces have one pattern": lambda r: {"pattern_bits": changed(r.pattern_bits, 5, r.pattern_bits[6])},
    "do not close up": without_an_edge,
    "is not to the left of its edge": lambda r: {"edge_faces": r.edge_faces[:, ::-1]},
    "runs along no side": without_the_last_face,
    "are one linear region": one_parted,
    "linear regions": one_joined,
}  # fmt: skip


@pytest.mark.parametrize("box", DOMAINS)
@pytest.mark.parametrize("fault", SPOILT)
def test_each_condition_is_looked_at(box, fault):
    regions = enumerate_regions(NETWORK, box=box)
    assert fault in certify(replace(regions, **SPOILT[fault](regions)), NETWORK).fault


@pytest.mark.parametrize("box", DOMAINS)
@pytest.mark.parametrize(
    ("rounds", "fault"), [(0, "the edges of face 0 do not close up"), (2, "the outer edges run round 2 times")]
)
def test_a_face_that_goes_round_its_points_twice_or_never_is_noticed(box, rounds, fault):
    network = network_from_layers([([[0.0, 0.0]], [-1.0]), ([[1.0]], [0.0])])
    regions = enumerate_regions(network, box=box)
    edges = {
        name: np.tile(getattr(regions, name), (rounds, 1)) for name in ("edge_vertices", "edge_faces", "edge_neurons")
    }
    assert certify(replace(regions, **edges), network).fault == fault


def test_another_network_is_noticed():
    assert not certify(enumerate_regions(NETWORK), random_network((2, 5, 5, 5, 1), seed=2)).proves
    with pytest.raises(ValueError, match=r"hidden layers \(5, 5, 5\), not \(5, 5\)"):
        certify(enumerate_regions(NETWORK), random_network((2, 5, 5, 1), seed=1))
