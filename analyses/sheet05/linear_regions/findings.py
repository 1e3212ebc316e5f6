"""What is counted and compared: crossings, the gradient as handed in, many seeds."""

from __future__ import annotations

from dataclasses import dataclass

from analyses.sheet05.linear_regions.setting import Floats, Integers
from report import Estimate


@dataclass(frozen=True, eq=False)
class Crossings:
    """Where the lines of the shallow network's neurons cross.

    Attributes
    ----------
    total, outside, inside, hitting : int
        Crossings, those outside and inside the box, and lines that meet the box.
    farthest : float
        Largest coordinate of a crossing, in absolute value.
    over_seeds : Estimate
        Mean share of crossings outside the box, with its interval.
    all_inside : int
        Seeds for which no crossing lies outside.
    distances : ndarray of shape (quantiles,)
        Quantiles of the largest coordinate, over all crossings of all seeds.
    levels : ndarray of shape (quantiles,)
        Share of crossings that lie farther out.
    beyond, beyond_tenfold : float
        Share of all seeds' crossings outside the box, and outside a box ten times as wide, in [0, 1].
    """

    total: int
    outside: int
    inside: int
    hitting: int
    farthest: float
    over_seeds: Estimate
    all_inside: int
    distances: Floats
    levels: Floats
    beyond: float
    beyond_tenfold: float

    @property
    def falls(self) -> float:
        """How many times fewer crossings lie outside a box ten times as wide; infinite if none does."""
        return self.beyond / self.beyond_tenfold if self.beyond_tenfold else float("inf")


@dataclass(frozen=True, eq=False)
class HandedIn:
    """The gradient along the first coordinate as it was handed in, held against the exact one.

    Attributes
    ----------
    gradient : ndarray of shape (n, n)
        Differences without a spacing, rows upwards; the picture showed them upside down.
    factor, expected_factor : float
        Median of exact over handed in, and one over the grid spacing.
    off : float
        Share of pixels more than 1 % of the largest gradient away from the exact one although the
        factor is mended, in [0, 1].
    agrees_as_shown, agrees_upright : float
        Share of pixels within that 1 %, as the picture showed them and the right way up.
    prism_cycles : int
        How often the colour map ``prism`` runs through its colours.
    """

    gradient: Floats
    factor: float
    expected_factor: float
    off: float
    agrees_as_shown: float
    agrees_upright: float
    prism_cycles: int


@dataclass(frozen=True, eq=False)
class Population:
    """Linear regions in the box over many seeds.

    Attributes
    ----------
    name, title : str
    parameters : int
    regions : ndarray of shape (seeds,)
        Sorted.
    median : Estimate
        With its interval from order statistics.
    ahead : float
        Share of seeds at which it has more linear regions than the shallow network, in [0, 1].
    """

    name: str
    title: str
    parameters: int
    regions: Integers
    median: Estimate
    ahead: float
