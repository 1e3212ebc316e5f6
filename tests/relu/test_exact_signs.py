"""What is computed in integers is what fractions say, by the network's own order of computing."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from network_strategies import close_networks, spoiled_networks

from analyses.relu import deeper_layer, first_layer, line_order, preactivations
from analyses.relu.enumeration import enumerate_regions
from analyses.relu.exact_signs import ExactSigns
from analyses.relu.integers import at, crossing, exponent_of, integers
from analyses.relu.networks import random_network

FINITE = st.floats(allow_nan=False, allow_infinity=False)
WHOLE = st.integers(-(2**70), 2**70)
QUICK = settings(max_examples=25, deadline=None, derandomize=True)


@given(values=st.lists(FINITE, min_size=1, max_size=6))
@settings(deadline=None, derandomize=True)
def test_integers_are_the_floats_times_a_power_of_two(values):
    exponent = exponent_of([np.array(values)])
    whole = integers(np.array(values), exponent).tolist()
    assert [Fraction(number, 2**exponent) for number in whole] == [Fraction(value) for value in values]


def test_subnormal_and_largest_floats_are_integers_too():
    values = np.array([5e-324, 1.7976931348623157e308, -0.0])
    assert integers(values, exponent_of([values])).tolist()[0] > 0


@given(first=st.tuples(WHOLE, WHOLE, WHOLE), second=st.tuples(WHOLE, WHOLE, WHOLE))
def test_a_crossing_lies_on_both_lines(first, second):
    assert at(first, crossing(first, second)) == at(second, crossing(first, second)) == 0


def pre_activation(network, layer, neuron, point):
    """Return it forwards, in fractions, at a homogeneous point."""
    activation, w = list(point[:2]), point[2]
    for weight, bias in zip(network.weights[: layer + 1], network.biases, strict=False):
        z = [sum((Fraction(a) * h for a, h in zip(row, activation, strict=True)), Fraction(b) * w)
             for row, b in zip(weight.tolist(), bias.tolist(), strict=True)]  # fmt: skip
        activation = [max(value, Fraction(0)) for value in z]
    return z[neuron]


def asked_of(network, box, tolerance=2.0**-42):
    """Enumerate, and return all that was asked: layer, neuron, exact point, rounded point, sign and value."""
    asked, answer = [], ExactSigns.values

    def overheard(exact, layer, neurons, vertices):
        signs, values = answer(exact, layer, neurons, vertices)
        for neuron, vertex, sign, value in zip(neurons, vertices, signs, values, strict=True):
            if vertex in exact.points:
                x, y, w = exact.points[vertex]
                size = abs(x) + abs(y) + w if box is None else w
                point = tuple(Fraction(coordinate, size) for coordinate in (x, y, w))
                asked.append((layer, neuron, point, exact.subdivision.position[:, vertex].copy(), sign, value))
        return signs, values

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ExactSigns, "values", overheard)
        for module in (preactivations, first_layer, deeper_layer, line_order):
            patch.setattr(module, "TOLERANCE", tolerance)
        enumerate_regions(network, box=box)
    return asked


@given(network=st.one_of(spoiled_networks(), close_networks()), box=st.sampled_from([(-10, 10, -10, 10), None]))
@QUICK
def test_signs_and_values_are_those_of_fractions(network, box):
    for layer, neuron, point, _, sign, value in asked_of(network, box):
        exact = pre_activation(network, layer, neuron, point)
        assert sign == (exact > 0) - (exact < 0)
        assert value == pytest.approx(float(exact), rel=1e-15, abs=0)
        assert (value == 0) == (exact == 0)


@pytest.mark.parametrize("box", [(-10, 10, -10, 10), None])
def test_an_exact_vertex_is_the_float_one_up_to_rounding(box):
    asked = asked_of(random_network((2, 6, 5, 3, 1), seed=4), box, tolerance=1e6)
    assert len({layer for layer, *_ in asked}) == 3
    for _, _, point, rounded, _, _ in asked:
        assert rounded == pytest.approx([float(coordinate) for coordinate in point], abs=1e-10)
