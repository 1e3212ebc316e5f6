"""The formulas against counting, and against each other."""

from itertools import product

import pytest

from analyses.relu import bounds
from analyses.relu.enumeration import enumerate_regions
from analyses.relu.networks import random_network


@pytest.mark.parametrize("n", range(30))
def test_lines_are_hyperplanes_of_the_plane(n):
    assert bounds.regions_of_lines(n) == bounds.regions_of_hyperplanes(n, 2)


@pytest.mark.parametrize("n", range(1, 12))
def test_one_more_hyperplane_adds_the_regions_it_is_cut_into(n):
    for dimension in range(1, 5):
        added = bounds.regions_of_hyperplanes(n - 1, dimension - 1)
        before = bounds.regions_of_hyperplanes(n - 1, dimension)
        assert bounds.regions_of_hyperplanes(n, dimension) == before + added


@pytest.mark.parametrize("n", range(1, 12))
def test_central_lines_are_covers_count_in_the_plane(n):
    assert bounds.dichotomies(n, 2) == bounds.lines_through_point(n) == 2 * n


def test_the_shape_of_the_sheet_has_the_bounds_of_the_literature():
    assert bounds.montufar_lower_bound((5, 5, 5, 5)) == 4**3 * 16 == 1_024
    assert bounds.upper_bound((5, 5, 5, 5)) == 16**4 == 65_536


def test_serra_is_the_product_from_width_four_on_and_below_it_for_narrower_layers():
    for widths in product(range(1, 7), repeat=3):
        serra, simple = bounds.serra_bound(widths), bounds.upper_bound(widths)
        assert serra == simple if min(widths[:-1]) >= 4 else serra <= simple
    assert bounds.serra_bound((3, 2)) < bounds.upper_bound((3, 2))


@pytest.mark.parametrize("widths", [(3, 2), (5, 5, 5), (2, 2, 2), (1, 4)])
def test_no_network_has_more_regions_than_the_upper_bound(widths):
    for seed in range(10):
        found = enumerate_regions(random_network((2, *widths, 1), seed), box=None)
        assert found.activation_regions <= bounds.serra_bound(widths) <= bounds.upper_bound(widths)


def test_montufar_needs_layers_as_wide_as_the_input():
    with pytest.raises(ValueError, match="as wide as the input"):
        bounds.montufar_lower_bound((5, 1))
