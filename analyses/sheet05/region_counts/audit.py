"""What exercise 5 said when it was handed in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analyses.sheet05.region_counts.result import RegionCountsResult
from report import Correction, Published


def _formula(results: Mapping[str, Any]) -> str | None:
    """Return the formula that the counted regions follow, or None if they follow none of its form."""
    result: RegionCountsResult = results["region_counts"]
    if len(result.divisors) != 1:
        return None
    return f"{result.constant} + n(n+1)/{result.divisors[0]:g}"


PUBLISHED = (Published(5, "regions of n lines", "1 + n(n+1)/2", "5", _formula),)

CORRECTIONS = (
    Correction(
        5,
        "R(n) = 1 + n(n+1)/2",
        "5",
        r"This is the most that $n$ lines can leave, and it is reached in general position alone: of "
        r"{{ result.families[0].lines | count }} lines in general position there are "
        r"{{ result.regions.general | count }} regions, of as many through one point "
        r"{{ result.regions.pencil | count }}, of parallel ones {{ result.regions.parallel | count }}.",
        ("claims.degenerate_lines_leave_fewer", "claims.families_follow_their_formulas", "figures.counts"),
    ),
    Correction(
        5,
        "each neuron with relu activation divides the space into two parts",
        "5",
        r"True, but $n$ halvings could leave $2^n$ parts. The missing step: line $n$ meets the other $n-1$ in at most "
        r"$n-1$ points, which cut it into at most $n$ pieces, so it adds at most $n$ regions.",
        ("derivations.step", "claims.each_line_adds_n", "figures.additions"),
    ),
)
