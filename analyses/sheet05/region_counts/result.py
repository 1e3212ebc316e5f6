"""What exercise 5 finds, and the one value that its caller may set."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyses.relu.certificate import Certificate
from analyses.sheet05.region_counts.arrangements import Line
from report import Estimate, Parameter

Integers = NDArray[np.int64]

NEURONS = 20
"""Hidden neurons of the shallow network of exercise 4, a line each."""

MOST = Parameter("region_lines", 200, "exercise 5 counts regions of 1, 2, ... up to this many lines", low=20, high=400)


@dataclass(frozen=True)
class Family:
    """An arrangement of lines.

    Attributes
    ----------
    name, description : str
    lines, distinct, crossings, regions : int
        Lines, different ones among them, points in which lines cross, and regions, all counted exactly.
    """

    name: str
    description: str
    lines: int
    distinct: int
    crossings: int
    regions: int


@dataclass(frozen=True)
class Addition:
    """Three lines and a fourth.

    Attributes
    ----------
    name : str
    old : tuple of Line
    new : Line
    crossings : tuple of pairs of float
        Points in which the new line meets the old ones.
    before, after : int
        Regions without and with the new line.
    """

    name: str
    old: tuple[Line, ...]
    new: Line
    crossings: tuple[tuple[float, float], ...]
    before: int
    after: int


@dataclass(frozen=True)
class Space:
    """Hyperplanes in general position, in several dimensions.

    Attributes
    ----------
    hyperplanes : int
    counted, formula : tuple of int
        Regions in dimension 1, 2, ..., and the sum of binomials for each.
    """

    hyperplanes: int
    counted: tuple[int, ...]
    formula: tuple[int, ...]


@dataclass(frozen=True)
class SpaceFamily:
    """An arrangement of planes in space: how many, the regions counted, and those of its formula."""

    name: str
    description: str
    planes: int
    regions: int
    formula: int


@dataclass(frozen=True)
class Deep:
    """Networks of one shape: linear regions that they reach, and bounds of the most that any can reach.

    Attributes
    ----------
    shape : str
    hidden_widths : tuple of int
    reached : Estimate
        Median over random networks on the whole plane; low and high are the fewest and the most.
    lower : int
        Some network has at least so many.
    built : int
        Of the network that folds the unit square, in that square.
    proof : Certificate
        Of that number.
    serra, upper : int
        No network has more, by following dimensions, and by the product over layers.
    """

    shape: str
    hidden_widths: tuple[int, ...]
    reached: Estimate
    lower: int
    built: int
    proof: Certificate
    serra: int
    upper: int


@dataclass(frozen=True, eq=False)
class RegionCountsResult:
    """How many regions lines leave of the plane, counted in whole numbers, beside the formulas.

    Attributes
    ----------
    n : ndarray of shape (N,)
        1, 2, ..., N lines.
    general, pencil, parallel : ndarray of shape (N,)
        Regions of the first n lines in general position, through one point, and parallel; counted.
    formula : ndarray of shape (N,)
        1 + n (n + 1) / 2.
    constant : int
        Regions without a line.
    divisors : tuple of float
        The values of n (n + 1) / (regions - constant) that occur; 2 alone if the formula is right.
    families : tuple of Family
        Arrangements of `NEURONS` lines; the first is in general position.
    additions : tuple of Addition
        A fourth line in general position, through the common point, and parallel.
    spaces : tuple of Space
        1, 2, ... hyperplanes.
    space_families : tuple of SpaceFamily
        The first is in general position.
    deep : tuple of Deep
        2-20-1, 2-5-5-5-1, 2-5-5-5-5-1 and 2-3-3-3-1.
    """

    n: Integers
    general: Integers
    pencil: Integers
    parallel: Integers
    formula: Integers
    constant: int
    divisors: tuple[float, ...]
    families: tuple[Family, ...]
    additions: tuple[Addition, ...]
    spaces: tuple[Space, ...]
    space_families: tuple[SpaceFamily, ...]
    deep: tuple[Deep, ...]

    @property
    def regions(self) -> dict[str, int]:
        """Regions of each family, by name."""
        return {family.name: family.regions for family in self.families}
