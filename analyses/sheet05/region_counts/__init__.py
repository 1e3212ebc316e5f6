"""Exercise 5: into how many regions lines cut the plane."""

from __future__ import annotations

from analyses.sheet05.region_counts.audit import CORRECTIONS, PUBLISHED
from analyses.sheet05.region_counts.claims import claims
from analyses.sheet05.region_counts.compute import compute
from analyses.sheet05.region_counts.figures import FIGURES
from analyses.sheet05.region_counts.formulas import DERIVATIONS
from analyses.sheet05.region_counts.result import MOST
from report import Exercise

__all__ = ["CORRECTIONS", "EXERCISE", "PUBLISHED"]

EXERCISE = Exercise(
    number=5,
    slug="region_counts",
    title="The number of linear regions",
    compute=compute,
    parameters=(MOST,),
    derivations=DERIVATIONS,
    claims=claims,
    figures=FIGURES,
    code=tuple(
        f"analyses.sheet05.region_counts.arrangements:{name}"
        for name in ("line", "crossing", "running_counts", "count_regions", "general_position")
    )
    + tuple(f"analyses.sheet05.region_counts.hyperplanes:{name}" for name in ("feasible", "running_cells"))
    + ("analyses.sheet05.region_counts.folding:folding_network",),
)
