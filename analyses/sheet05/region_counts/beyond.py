"""Beyond lines in the plane: hyperplanes counted in other dimensions, and deep networks beside their bounds."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from analyses.relu.bounds import (
    dichotomies,
    montufar_lower_bound,
    regions_of_hyperplanes,
    serra_bound,
    upper_bound,
)
from analyses.relu.certificate import certify
from analyses.relu.enumeration import enumerate_regions
from analyses.relu.networks import random_network
from analyses.sheet05.region_counts.folding import folding_network
from analyses.sheet05.region_counts.hyperplanes import (
    Hyperplane,
    book,
    central_hyperplanes,
    moment_hyperplanes,
    running_cells,
    stack,
)
from analyses.sheet05.region_counts.result import Deep, Space, SpaceFamily
from report import Estimate

DIMENSIONS, PLANES, SEEDS = 4, 7, 100

SHAPES = ((20,), (5, 5, 5), (5, 5, 5, 5), (3, 3, 3))
"""Hidden widths of the networks that are looked at: those of exercise 4, and one with narrow layers."""

UNIT_SQUARE = (0.0, 1.0, 0.0, 1.0)

FAMILIES: Mapping[str, tuple[str, Callable[[int], tuple[Hyperplane, ...]], Callable[[int], int]]] = {
    "general": (
        "general position",
        lambda n: moment_hyperplanes(n, 3),
        lambda n: regions_of_hyperplanes(n, 3),
    ),
    "central": (
        "all through one point, no three through a line",
        lambda n: central_hyperplanes(n, 3),
        lambda n: dichotomies(n, 3),
    ),
    "book": ("all through one line", book, lambda n: 2 * n),
    "stack": ("all parallel", stack, lambda n: n + 1),
}


def spaces() -> tuple[Space, ...]:
    """Return the regions of 1, ..., PLANES hyperplanes in general position, counted in each dimension."""
    counts = [running_cells(moment_hyperplanes(PLANES, dimension)) for dimension in range(1, DIMENSIONS + 1)]
    return tuple(
        Space(
            hyperplanes=n,
            counted=tuple(count[n - 1] for count in counts),
            formula=tuple(regions_of_hyperplanes(n, dimension) for dimension in range(1, DIMENSIONS + 1)),
        )
        for n in range(1, PLANES + 1)
    )


def space_families() -> tuple[SpaceFamily, ...]:
    """Return PLANES planes in space, arranged in several ways and counted."""
    return tuple(
        SpaceFamily(name, description, PLANES, running_cells(build(PLANES))[-1], formula(PLANES))
        for name, (description, build, formula) in FAMILIES.items()
    )


def deep(hidden_widths: tuple[int, ...]) -> Deep:
    """Return what networks of these widths reach, beside their bounds."""
    built = folding_network(hidden_widths)
    folded = enumerate_regions(built, box=UNIT_SQUARE)
    reached = [
        enumerate_regions(random_network((2, *hidden_widths, 1), seed), box=None).linear_regions
        for seed in range(SEEDS)
    ]
    return Deep(
        shape=str(built),
        hidden_widths=hidden_widths,
        reached=Estimate(float(np.median(reached)), float(min(reached)), float(max(reached)), SEEDS),
        lower=montufar_lower_bound(hidden_widths),
        built=folded.linear_regions,
        proof=certify(folded, built),
        serra=serra_bound(hidden_widths),
        upper=upper_bound(hidden_widths),
    )
