"""The verification notices what is wrong."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from network_strategies import close_networks

from analyses.relu.enumeration import enumerate_regions
from analyses.relu.networks import random_network
from analyses.relu.verification import verify

NETWORK = random_network((2, 8, 5, 2), seed=2)
BOXES = [(-10.0, 10.0, -10.0, 10.0), None]


def changed(array, where, by):
    copy = array.copy()
    copy[where] = copy[where] + by
    return copy


def without_an_edge(regions):
    keep = np.arange(len(regions.edge_vertices)) != int(np.argmax((regions.edge_faces >= 0).all(axis=1)))
    return {name: getattr(regions, name)[keep] for name in ("edge_vertices", "edge_faces", "edge_neurons")}


SPOILT = {
    "a gradient is off": lambda r: {"jacobians": changed(r.jacobians, (3, 1, 0), 1e-6)},
    "an offset is off": lambda r: {"offsets": changed(r.offsets, (3, 0), 1e-6)},
    "an edge is missing": without_an_edge,
    "a vertex is moved": lambda r: {"vertices": changed(r.vertices, (r.edge_vertices[-1, 0], 0), 1e-3)},
    "a pattern is wrong": lambda r: {"pattern_bits": changed(r.pattern_bits, (5, 0), 128)},
}  # fmt: skip


@pytest.mark.parametrize("box", BOXES, ids=["box", "plane"])
def test_what_is_right_holds(box):
    report = verify(enumerate_regions(NETWORK, box=box), NETWORK)
    assert report.holds
    assert str(report).startswith(f"holds: {report.faces} faces, {report.inner_edges} inner edges")


@given(network=close_networks())
@settings(max_examples=40, deadline=None, derandomize=True)
def test_faces_thinner_than_rounding_do_not_make_it_fail(network):
    report = verify(enumerate_regions(network), network)
    assert report.holds, str(report)


@pytest.mark.parametrize("box", BOXES, ids=["box", "plane"])
@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_what_is_spoilt_does_not(box, spoil):
    regions = enumerate_regions(NETWORK, box=box)
    report = verify(replace(regions, **spoil(regions)), NETWORK)
    assert not report.holds
    assert str(report).startswith("DOES NOT HOLD")


def test_another_network_is_noticed():
    assert not verify(enumerate_regions(NETWORK), random_network((2, 8, 5, 2), seed=3)).holds
