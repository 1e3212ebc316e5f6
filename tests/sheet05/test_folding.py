"""The network that folds: its mirror images, and its regions against distinct gradients seen on a grid."""

from __future__ import annotations

import numpy as np
import pytest

from analyses.relu.bounds import montufar_lower_bound
from analyses.relu.enumeration import enumerate_regions
from analyses.relu.verification import verify
from analyses.sheet05.region_counts.folding import folding_network

SQUARE = (0.0, 1.0, 0.0, 1.0)


@pytest.mark.parametrize(("widths", "folds"), [((4, 4), 2), ((6, 3), 3), ((5, 5, 5), 4), ((3, 5), 1)])
def test_the_output_is_the_same_in_every_fold(widths, folds):
    network = folding_network(widths)
    inside = np.random.default_rng(1).uniform(0, 1 / folds, (50, 2))
    expected = network(inside)
    for column in range(folds):
        for row in range(folds):
            cell = np.array([column, row])
            mirrored = np.where(cell % 2 == 0, inside + cell / folds, (cell + 1) / folds - inside)
            assert network(mirrored) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("widths", [(4,), (4, 4), (5, 5, 5), (6, 5), (3, 3, 3)])
def test_it_has_as_many_linear_regions_as_the_lower_bound(widths):
    network = folding_network(widths)
    regions = enumerate_regions(network, box=SQUARE)
    assert regions.linear_regions == montufar_lower_bound(widths)
    assert verify(regions, network).holds


def test_a_grid_sees_no_more_regions_than_are_counted_and_nearly_all():
    network = folding_network((4, 4))
    side = (np.arange(400) + 0.5) / 400
    x, y = np.meshgrid(side, side)
    points, step = np.column_stack([x.ravel(), y.ravel()]), 1e-6
    slopes = [(network(points + step * move) - network(points))[:, 0] / step for move in np.eye(2)]
    maps, seen = np.unique(np.round(np.column_stack(slopes), 3), axis=0, return_counts=True)
    assert 0.85 * 44 <= (seen > 30).sum() <= 44
    assert len(maps) >= (seen > 30).sum()
