"""Numbers that float64 cannot multiply are refused, with their place; whatever is not refused is counted right."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from network_strategies import generic_networks, integer_networks

from analyses.relu.certificate import certify
from analyses.relu.enumeration import BOX, enumerate_regions
from analyses.relu.magnitude import LARGEST, SMALLEST, check_magnitude
from analyses.relu.networks import Network, random_network
from report import DataError

NETWORK = random_network((2, 4, 4, 1), seed=0)


def scaled(network, *factors):
    """Return `network` with the weights of each layer times a factor."""
    return Network(tuple(w * f for w, f in zip(network.weights, factors, strict=True)), network.biases)


@pytest.mark.parametrize(
    ("factors", "place"),
    [
        ((1e200, 1, 1), "layer 0"),
        ((1e80, 1e80, 1), "layer 1"),
        ((1e60, 1e60, 1e60), "layer 2"),
        ((1e-160, 1, 1), "layer 0"),
        ((1e-100, 1e-100, 1), "layer 1"),
        ((1e-200, 1e-200, 1), "layer 0"),
        ((1e308, 1e308, 1e308), "layer 0"),
    ],
)
@pytest.mark.parametrize("box", [BOX, None])
def test_a_layer_whose_numbers_have_no_product_is_named(factors, place, box):
    with pytest.raises(DataError) as refused:
        enumerate_regions(scaled(NETWORK, *factors), box=box)
    assert refused.value.place == place
    assert "divide the next layer's weights" in refused.value.remedy


@pytest.mark.parametrize("box", [(-1e200, 1, 0, 1), (0, 1, 0, 5e-324), (0, 1, 1e308, 1.1e308)])
def test_a_box_that_is_too_small_or_too_far_away_is_refused(box):
    with pytest.raises(DataError) as refused:
        enumerate_regions(NETWORK, box=box)
    assert refused.value.place == "box"


def test_nothing_is_refused_for_zeros_or_for_what_layers_make_good_for_one_another():
    check_magnitude(scaled(NETWORK, 1, 0, 1), BOX)
    check_magnitude(scaled(NETWORK, 1e100, 1e-100, 1e100), None)
    check_magnitude(scaled(NETWORK, 1e-100, 1e100, 1e-100), BOX)
    assert np.isfinite(LARGEST * LARGEST)
    assert SMALLEST * SMALLEST > 0


@pytest.mark.parametrize("factors", [(1e-80, 1e160, 1e-80), (1e-140, 1e280, 1e-140), (1e140, 1e-280, 1e140)])
@pytest.mark.parametrize("box", [BOX, None])
@pytest.mark.parametrize("seed", range(4))
def test_layers_that_make_good_for_one_another_change_no_region(factors, box, seed):
    usual = random_network((2, 4, 4, 1), seed)
    sizes = np.cumprod(factors)
    biases = tuple(b * size for b, size in zip(usual.biases, sizes, strict=True))
    network = Network(scaled(usual, *factors).weights, biases)
    regions, before = enumerate_regions(network, box=box), enumerate_regions(usual, box=box)
    assert (regions.activation_regions, regions.linear_regions) == (before.activation_regions, before.linear_regions)
    assert certify(regions, network).fault == ""


@given(
    network=st.one_of(generic_networks(), integer_networks()),
    decades=st.integers(0, 60),
    seed=st.integers(0, 2**32),
    box=st.sampled_from([BOX, None, (-1e6, 1e9, -1.0, 1e-9)]),
)
@settings(max_examples=150, deadline=None)
def test_what_is_not_refused_is_counted_right(network, decades, seed, box):
    rng = np.random.default_rng(seed)

    def spread(values):
        return values * 10.0 ** rng.uniform(-decades, decades, values.shape)

    network = Network(tuple(map(spread, network.weights)), tuple(map(spread, network.biases)))
    try:
        regions = enumerate_regions(network, box=box)
    except DataError:
        assert decades * len(network.weights) > 40
    else:
        assert certify(regions, network).fault == ""
