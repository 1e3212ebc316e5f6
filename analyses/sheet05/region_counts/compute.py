"""Exercise 5 computed: regions counted exactly, for lines in general position and not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations

import numpy as np

from analyses.sheet05.region_counts.arrangements import (
    Line,
    copies,
    count_regions,
    crossing,
    general_position,
    lattice,
    line,
    parallels,
    pencil,
    running_counts,
)
from analyses.sheet05.region_counts.beyond import SHAPES, deep, space_families, spaces
from analyses.sheet05.region_counts.result import MOST, NEURONS, Addition, Family, RegionCountsResult
from report import Resolved, Settings

FAMILIES: Mapping[str, tuple[str, Callable[[int], tuple[Line, ...]]]] = {
    "general": ("no two parallel, no three through one point", general_position),
    "lattice": ("half of them horizontal, half vertical", lattice),
    "pencil": ("all through one point", pencil),
    "parallel": ("all parallel", parallels),
    "copies": ("one line, its equation scaled", copies),
}

FOURTH: Mapping[str, tuple[tuple[Line, ...], Line]] = {
    "general position": ((line(2, -1, 2), line(1, 2, -1), line(1, -3, -3)), line(1, 1, 1)),
    "through one point": ((line(1, -1, 0), line(1, 1, 0), line(1, -4, 0)), line(3, 1, 0)),
    "parallel": ((line(1, -2, -4), line(1, -2, -1), line(1, -2, 2)), line(1, -2, 5)),
}
"""Three lines and a fourth, to be drawn."""


def compute(inputs: Mapping[str, Resolved], settings: Settings) -> RegionCountsResult:  # noqa: ARG001  it reads no data
    """Return exercise 5's result."""
    most = MOST.of(settings)
    n = np.arange(1, most + 1)
    general = np.array(running_counts(general_position(most)))
    constant = count_regions(())
    return RegionCountsResult(
        n=n,
        general=general,
        pencil=np.array(running_counts(pencil(most))),
        parallel=np.array(running_counts(parallels(most))),
        formula=1 + n * (n + 1) // 2,
        constant=constant,
        divisors=tuple(sorted(set((n * (n + 1) / (general - constant)).tolist()))),
        families=tuple(family(name) for name in FAMILIES),
        additions=tuple(addition(name, old, new) for name, (old, new) in FOURTH.items()),
        spaces=spaces(),
        space_families=space_families(),
        deep=tuple(deep(shape) for shape in SHAPES),
    )


def family(name: str) -> Family:
    """Return the arrangement of `NEURONS` lines of that name, counted."""
    description, build = FAMILIES[name]
    lines = build(NEURONS)
    points = {crossing(*pair) for pair in combinations(lines, 2)} - {None}
    return Family(name, description, len(lines), len(set(lines)), len(points), count_regions(lines))


def addition(name: str, old: tuple[Line, ...], new: Line) -> Addition:
    """Return what becomes of the regions of `old` when `new` is drawn."""
    points = sorted({point for one in old if (point := crossing(one, new)) is not None})
    return Addition(
        name=name,
        old=old,
        new=new,
        crossings=tuple((x / w, y / w) for x, y, w in points),
        before=count_regions(old),
        after=count_regions((*old, new)),
    )
