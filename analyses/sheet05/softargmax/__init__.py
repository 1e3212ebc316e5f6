"""Exercise 3: log-sum-exp, softargmax, and the maximum they soften."""

from __future__ import annotations

from analyses.sheet05.softargmax.audit import CORRECTIONS, PUBLISHED
from analyses.sheet05.softargmax.claims import claims
from analyses.sheet05.softargmax.compute import compute
from analyses.sheet05.softargmax.figures import FIGURES
from analyses.sheet05.softargmax.formulas import DERIVATIONS
from analyses.sheet05.softargmax.result import SEED
from report import Exercise

__all__ = ["CORRECTIONS", "EXERCISE", "PUBLISHED"]

EXERCISE = Exercise(
    number=3,
    slug="softargmax",
    title="Log-sum-exp and softargmax",
    compute=compute,
    parameters=(SEED,),
    derivations=DERIVATIONS,
    claims=claims,
    figures=FIGURES,
    code=(
        *(f"analyses.sheet05.softargmax.soft:{name}" for name in ("lse", "softargmax", "onehot_argmax")),
        "analyses.sheet05.softargmax.compute:tried",
    ),
)
