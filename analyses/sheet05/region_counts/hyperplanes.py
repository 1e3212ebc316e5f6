"""Hyperplanes in any dimension: which sides of them can be had together, in exact arithmetic.

No formula and no recursion over dimensions is used here, so that these counts can be held against both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import gcd

Hyperplane = tuple[int, ...]
"""(a_1, ..., a_d, c) for a_1 x_1 + ... + a_d x_d + c = 0."""


def feasible(inequalities: Iterable[Hyperplane]) -> bool:
    """Return whether some point makes every a . x + c positive: Fourier and Motzkin's elimination.

    A bound from below and one from above leave room for the variable if they leave room for each
    other; so each pair is added up, weighted such that the variable drops out.
    """
    system = {_reduced(one) for one in inequalities}
    while system and len(next(iter(system))) > 1:
        below = [one for one in system if one[0] > 0]
        above = [one for one in system if one[0] < 0]
        free = {one[1:] for one in system if one[0] == 0}
        system = free | {
            _reduced([low[0] * up - high[0] * down for up, down in zip(high[1:], low[1:], strict=True)])
            for low in below
            for high in above
        }
    return all(constant > 0 for (constant,) in system)


def _reduced(values: Sequence[int]) -> Hyperplane:
    divisor = gcd(*values) or 1
    return tuple(value // divisor for value in values)


def running_cells(hyperplanes: Sequence[Hyperplane]) -> tuple[int, ...]:
    """Return the number of regions that the first 1, 2, ..., n hyperplanes leave.

    A region is a choice of sides that some point has. With each hyperplane every region so far is
    tried on both of its sides.
    """
    regions: list[tuple[Hyperplane, ...]] = [()]
    counts = []
    for plane in hyperplanes:
        other = tuple(-part for part in plane)
        regions = [(*region, side) for region in regions for side in (plane, other) if feasible((*region, side))]
        counts.append(len(regions))
    return tuple(counts)


def moment_hyperplanes(n: int, dimension: int) -> tuple[Hyperplane, ...]:
    """Return n hyperplanes in general position: x_1 + t x_2 + ... + t^(d-1) x_d + t^d = 0 for t = 1, ..., n.

    Any d of them meet in a point and no d + 1 do, since both determinants are Vandermonde's.
    """
    return tuple(tuple(t**power for power in range(dimension + 1)) for t in range(1, n + 1))


def central_hyperplanes(n: int, dimension: int) -> tuple[Hyperplane, ...]:
    """Return n hyperplanes through the origin, any d of them independent."""
    return tuple((*plane[:-1], 0) for plane in moment_hyperplanes(n, dimension))


def book(n: int) -> tuple[Hyperplane, ...]:
    """Return n planes in space through one line."""
    return tuple((k, -1, 0, 0) for k in range(n))


def stack(n: int) -> tuple[Hyperplane, ...]:
    """Return n parallel planes in space."""
    return tuple((0, 0, 1, -k) for k in range(n))
