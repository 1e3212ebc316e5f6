"""Exercise 1: the logistic sigmoid, its derivative, its kinship with tanh, and a separating line."""

from __future__ import annotations

from analyses.sheet05.sigmoid.audit import CORRECTIONS, PUBLISHED
from analyses.sheet05.sigmoid.claims import claims
from analyses.sheet05.sigmoid.compute import REACH, compute
from analyses.sheet05.sigmoid.figures import FIGURES
from analyses.sheet05.sigmoid.formulas import DERIVATIONS
from report import Exercise

__all__ = ["CORRECTIONS", "EXERCISE", "PUBLISHED"]

EXERCISE = Exercise(
    number=1,
    slug="sigmoid",
    title="The logistic sigmoid",
    compute=compute,
    parameters=(REACH,),
    derivations=DERIVATIONS,
    claims=claims,
    figures=FIGURES,
    code=tuple(f"analyses.sheet05.sigmoid.curves:{name}" for name in ("sigmoid", "sigmoid_slope", "line_through")),
)
