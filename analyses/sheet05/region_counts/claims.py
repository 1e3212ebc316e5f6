"""What exercise 5's text says of its numbers."""

from __future__ import annotations

import numpy as np

from analyses.sheet05.region_counts.result import NEURONS, RegionCountsResult
from report import Claim


def claims(result: RegionCountsResult) -> tuple[Claim, ...]:
    """Return the claims of exercise 5."""
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
