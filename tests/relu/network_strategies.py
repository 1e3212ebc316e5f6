"""Hypothesis strategies: networks in general position, and every kind that is not."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from analyses.relu.networks import Network, network_from_layers

WIDTHS = st.lists(st.integers(1, 5), min_size=1, max_size=3)
CORNER_AND_SIDE_LINES = [(1, 0, -10), (0, 1, 10), (1, 1, 0), (1, 1, -20), (1, -1, 20), (2, 1, -10), (-1, 0, 10)]
"""Lines (a, b, c) through a corner of the box ±10 or along a side of it."""


@st.composite
def generic_networks(draw) -> Network:
    """Weights uniform on ±1/sqrt(n_in), from a drawn seed; one or two outputs."""
    widths = (2, *draw(WIDTHS), draw(st.integers(1, 2)))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    return _random(widths, lambda shape, n_in: rng.uniform(-1, 1, shape) / np.sqrt(n_in))


@st.composite
def integer_networks(draw) -> Network:
    """Small integer weights and biases: lines meet in threes, coincide, and neurons are dead."""
    widths = (2, *draw(WIDTHS), 1)
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    size = draw(st.integers(1, 3))
    return _random(widths, lambda shape, n_in: rng.integers(-size, size + 1, shape).astype(float))


@st.composite
def spoiled_networks(draw) -> Network:
    """A network out of general position on purpose: see the names of the ways."""
    network = draw(st.one_of(generic_networks(), integer_networks()))
    weights = [weight.copy() for weight in network.weights]
    biases = [bias.copy() for bias in network.biases]
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    ways = draw(st.lists(st.sampled_from(
        ["zero bias", "duplicate", "negated", "scaled", "dead", "always on", "box lines", "parallel"]),
        min_size=1, max_size=4))  # fmt: skip
    for way in ways:
        layer = int(rng.integers(len(weights) - 1))
        here, there = rng.integers(len(biases[layer]), size=2)
        if way == "zero bias":
            biases[layer][:] = 0.0
        elif way in ("duplicate", "negated", "scaled"):
            factor = {"duplicate": 1.0, "negated": -1.0, "scaled": 4.0}[way]
            weights[layer][here] = factor * weights[layer][there]
            biases[layer][here] = factor * biases[layer][there]
        elif way == "parallel":
            weights[layer][here] = weights[layer][there]
        elif way == "dead":
            weights[layer][here] = 0.0
            biases[layer][here] = float(rng.integers(-1, 2))
        elif way == "always on":
            biases[layer][here] = 1e3
        else:
            line = CORNER_AND_SIDE_LINES[int(rng.integers(len(CORNER_AND_SIDE_LINES)))]
            weights[0][here % len(weights[0])], biases[0][here % len(biases[0])] = line[:2], line[2]
    return network_from_layers(zip(weights, biases, strict=True))


@st.composite
def close_networks(draw) -> Network:
    """A network in which more is near than float64 can tell apart, or weighs less: see the names of the ways."""
    network = draw(generic_networks())
    weights = [weight.copy() for weight in network.weights]
    biases = [bias.copy() for bias in network.biases]
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    ways = draw(st.lists(st.sampled_from(list(CLOSE)), min_size=1, max_size=3))
    for way in ways:
        layer = int(rng.integers(len(weights) - 1))
        CLOSE[way](weights, biases, layer, rng)
    return network_from_layers(zip(weights, biases, strict=True))


def _nearly_twice(weights, biases, layer, rng):
    here, there = rng.integers(len(biases[layer]), size=2)
    factor = rng.choice([1.0, -1.0, 3.0, 0.1])
    weights[layer][here] = factor * weights[layer][there]
    biases[layer][here] = factor * biases[layer][there]
    biases[layer][here] += rng.integers(-3, 4) * np.spacing(biases[layer][here])


def _nearly_through_a_point(weights, biases, layer, rng):
    point = rng.uniform(-3, 3, 2)
    biases[0][:] = -weights[0] @ point + rng.integers(-9, 10, len(biases[0])) * rng.choice([0, 1e-15])


def _close_parallels(weights, biases, layer, rng):
    here, there = rng.integers(len(biases[layer]), size=2)
    weights[layer][here] = weights[layer][there]
    biases[layer][here] = biases[layer][there] + rng.choice([1e-6, 1e-13, 1e-15])


def _huge_bias(weights, biases, layer, rng):
    biases[layer][rng.integers(len(biases[layer]))] = rng.choice([-1, 1]) * rng.choice([1e3, 1e6, 1e9, 1e12])


def _tiny_inputs(weights, biases, layer, rng):
    weights[layer][:, rng.integers(weights[layer].shape[1])] *= 10.0 ** -rng.integers(8, 16)


def _tiny_outputs(weights, biases, layer, rng):
    weights[-1] *= 10.0 ** -rng.integers(0, 20, weights[-1].shape)


CLOSE = {
    "nearly twice": _nearly_twice,
    "nearly through a point": _nearly_through_a_point,
    "close parallels": _close_parallels,
    "huge bias": _huge_bias,
    "tiny inputs": _tiny_inputs,
    "tiny outputs": _tiny_outputs,
}


def _random(widths, draw_values) -> Network:
    return network_from_layers(
        (draw_values((rows, columns), columns), draw_values((rows,), columns))
        for rows, columns in zip(widths[1:], widths[:-1], strict=True)
    )
