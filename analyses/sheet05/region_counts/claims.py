"""What exercise 5's text says of its numbers."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from analyses.sheet05.region_counts.result import NEURONS, RegionCountsResult
from report import Claim


def claims(result: RegionCountsResult) -> tuple[Claim, ...]:
    """Return the claims of exercise 5."""
    return (*_lines(result), *_space(result), *_deep(result))


def _lines(result: RegionCountsResult) -> tuple[Claim, ...]:
    gains = np.diff(result.general, prepend=result.constant)
    others = [regions for name, regions in result.regions.items() if name != "general"]
    return (
        Claim(
            "formula_is_counted",
            "lines in general position leave 1 + n(n+1)/2 regions for every n that was counted",
            int((result.general != result.formula).sum()),
            "=",
            0,
        ),
        Claim(
            "each_line_adds_n",
            "the n-th line in general position adds n regions for every n that was counted",
            int((gains != result.n).sum()),
            "=",
            0,
        ),
        Claim(
            "pencil_is_counted",
            "lines through one point leave 2n regions for every n that was counted",
            int((result.pencil != 2 * result.n).sum()),
            "=",
            0,
        ),
        Claim(
            "parallels_are_counted",
            "parallel lines leave n + 1 regions for every n that was counted",
            int((result.parallel != result.n + 1).sum()),
            "=",
            0,
        ),
        Claim(
            "degenerate_lines_leave_fewer",
            "every family that is not in general position leaves fewer regions",
            max(others),
            "<",
            result.regions["general"],
        ),
        Claim(
            "families_follow_their_formulas",
            "twenty lines leave what the formulas say, in general position, through one point, and parallel",
            tuple(result.regions[name] for name in ("general", "pencil", "parallel")),
            "=",
            (1 + NEURONS * (NEURONS + 1) // 2, 2 * NEURONS, NEURONS + 1),
        ),
        Claim(
            "fourth_line_adds_its_pieces",
            "in each drawing the fourth line adds one region more than it has crossings",
            tuple(one.after - one.before for one in result.additions),
            "=",
            tuple(len(one.crossings) + 1 for one in result.additions),
        ),
    )


def _space(result: RegionCountsResult) -> tuple[Claim, ...]:
    rows = [(1,) * len(result.spaces[0].counted), *(space.counted for space in result.spaces)]
    return (
        Claim(
            "hyperplanes_are_counted",
            "hyperplanes in general position leave the sum of binomials in every dimension that was counted",
            tuple(space.counted for space in result.spaces),
            "=",
            tuple(space.formula for space in result.spaces),
        ),
        Claim(
            "each_hyperplane_adds_a_dimension_less",
            "the n-th hyperplane adds as many regions as n - 1 leave in one dimension less, in all that was counted",
            tuple(tuple(new - old for old, new in zip(*pair, strict=True)) for pair in pairwise(rows)),
            "=",
            tuple((1, *row[:-1]) for row in rows[:-1]),
        ),
        Claim(
            "planes_follow_their_formulas",
            "planes in general position, through a point, through a line and parallel leave what their formulas say",
            tuple(family.regions for family in result.space_families),
            "=",
            tuple(family.formula for family in result.space_families),
        ),
    )


def _deep(result: RegionCountsResult) -> tuple[Claim, ...]:
    *of_exercise_4, narrow = result.deep
    deepest = of_exercise_4[-1]
    return (
        Claim(
            "bounds_are_as_derived",
            "the bounds of 2-5-5-5-5-1 are 1,024 and 65,536",
            (deepest.lower, deepest.upper),
            "=",
            (1024, 65536),
        ),
        Claim(
            "built_networks_reach_the_lower_bound",
            "the network that folds the square has as many linear regions there as the lower bound, for each shape",
            tuple(one.built for one in result.deep),
            "=",
            tuple(one.lower for one in result.deep),
        ),
        Claim(
            "built_counts_are_proved",
            "the regions of the network that folds the square are proved in integers, for each shape",
            sum(one.proof.proves for one in result.deep),
            "=",
            len(result.deep),
        ),
        Claim(
            "no_network_exceeds_the_upper_bound",
            "the most linear regions that were met lie at or below the smaller upper bound, for each shape",
            max(max(one.reached.high, one.built) / one.serra for one in result.deep),
            "<=",
            1.0,
        ),
        Claim(
            "random_networks_stay_below",
            "the most linear regions of a random 2-5-5-5-5-1 lie below the lower bound of the maximum",
            deepest.reached.high,
            "<",
            deepest.lower,
        ),
        Claim(
            "narrow_networks_pass_the_lower_bound",
            "the median of random 2-3-3-3-1 networks lies above the lower bound of their maximum",
            narrow.reached.value,
            ">",
            narrow.lower,
        ),
        Claim(
            "serra_is_the_product",
            "both upper bounds are the same wherever every width is at least 4",
            tuple(one.serra for one in of_exercise_4),
            "=",
            tuple(one.upper for one in of_exercise_4),
        ),
        Claim(
            "serra_is_smaller_for_narrow_layers",
            "for layers narrower than 4 following dimensions gives the smaller bound",
            narrow.serra,
            "<",
            narrow.upper,
        ),
    )
