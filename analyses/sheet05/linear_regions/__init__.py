"""Exercise 4: the linear regions of multilayer perceptrons on the plane."""

from __future__ import annotations

from analyses.sheet05.linear_regions.audit import CORRECTIONS, PUBLISHED
from analyses.sheet05.linear_regions.claims import claims
from analyses.sheet05.linear_regions.compute import compute
from analyses.sheet05.linear_regions.figures import FIGURES
from analyses.sheet05.linear_regions.formulas import DERIVATIONS
from analyses.sheet05.linear_regions.setting import SEED, SEEDS
from report import Exercise

__all__ = ["CORRECTIONS", "EXERCISE", "PUBLISHED"]

EXERCISE = Exercise(
    number=4,
    slug="linear_regions",
    title="Linear regions of multilayer perceptrons",
    compute=compute,
    parameters=(SEED, SEEDS),
    derivations=DERIVATIONS,
    claims=claims,
    figures=FIGURES,
    code=(
        *(f"analyses.relu.architectures:{name}" for name in ("ShallowNN", "SharedDeepNN", "DeepNN", "seeded")),
        *(f"analyses.sheet05.linear_regions.grids:{name}" for name in ("on_grid", "wide_view")),
        *(f"analyses.sheet05.linear_regions.lines:{name}" for name in ("crossing_points", "crossings")),
        "analyses.sheet05.linear_regions.comparison:median",
        "analyses.sheet05.linear_regions.training:train",
        "analyses.relu.enumeration:enumerate_regions",
    ),
)
