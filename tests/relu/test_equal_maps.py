"""Linear regions are told apart by what float64 cannot see, and not by what is not there."""

import numpy as np
import pytest
from hypothesis import given, settings
from network_strategies import close_networks
from rational_clipper import rational_counts

from analyses.relu.enumeration import enumerate_regions
from analyses.relu.equal_maps import EqualMaps
from analyses.relu.networks import network_from_layers

BOX = (-10.0, 10.0, -10.0, 10.0)
DIAGONAL = ([[1, 2], [1, 2], [2, -1]], [0.3, 0.3, 1])


@pytest.mark.parametrize(
    ("outputs", "linear"),
    [
        pytest.param([[1, 1, 1e-30]], 4, id="a weight far below rounding"),
        pytest.param([[1, 1, 0]], 2, id="a weight of nothing"),
        pytest.param([[1, -1, 1]], 2, id="opposite weights"),
        pytest.param([[1, np.nextafter(-1, 0), 1]], 4, id="opposite weights but for the last place"),
        pytest.param([[1, -1, 1], [0, 1e-40, 0]], 4, id="opposite weights and another output"),
    ],
)
def test_two_lines_make_as_many_linear_regions_as_weigh(outputs, linear):
    network = network_from_layers([DIAGONAL, (outputs, [0] * len(outputs))])
    regions = enumerate_regions(network)
    assert (regions.activation_regions, regions.linear_regions) == (4, linear)
    assert rational_counts(network, BOX).linear_regions == linear


def test_a_neuron_that_is_only_heard_by_one_that_is_off_makes_no_linear_region():
    network = network_from_layers([([[1, 2], [2, -1]], [0, 1]), ([[1, 0], [0, -1]], [0, -1]), ([[1, 1]], [0])])
    assert enumerate_regions(network).linear_regions == rational_counts(network, BOX).linear_regions == 2


@given(network=close_networks())
@settings(max_examples=40, deadline=None, derandomize=True)
def test_the_quick_answers_are_those_of_integers(network):
    regions = enumerate_regions(network)
    pairs = regions.edge_faces[(regions.edge_faces >= 0).all(axis=1)]
    quick, slow = EqualMaps(network, regions.pattern_bits), EqualMaps(network, regions.pattern_bits)
    slow._weighs = lambda first, _: np.zeros(len(first), dtype=bool)
    slow._seen = lambda faces: regions.patterns[faces]
    assert quick.of(pairs).tolist() == slow.of(pairs).tolist()
