"""Claims about separability: what the training rows show, and what any labels would."""

from __future__ import annotations

from analyses.sheet05.lie_detector.claims.lookups import NOTHING, scores
from analyses.sheet05.lie_detector.result import LieDetectorResult
from report import Claim

STANDARD_ERRORS = 3


def separability(result: LieDetectorResult) -> tuple[Claim, ...]:
    """Return the claims about the training rows of the first dataset."""
    found, name = result.separation, result.first.name
    lengths = [one.length for one in result.stops]
    expected = {k: found.curve[k - found.components[0]] for k in found.components}
    gaps = [abs(share - expected[k]) for k, share in zip(found.components, found.shares, strict=True)]
    return (
        Claim(
            "training_rows_separable",
            f"a boundary separates the training rows of {name}: the optimum of the linear programme is positive",
            found.programme,
            ">",
            0.0,
        ),
        Claim(
            "separable_yet_at_fault",
            f"the boundary of largest margin errs on held-out rows of {name}, though on no training row",
            scores(result, name, name, "svm")[0].value,
            "<",
            1.0,
        ),
        Claim(
            "shuffles_follow_cover",
            "no share of separable shuffles is more than three standard errors away from Cover's formula",
            max(gaps),
            "<=",
            STANDARD_ERRORS * 0.5 / found.repetitions**0.5,
        ),
        Claim(
            "truth_separates_sooner",
            "true labels are separable in fewer components than half of the shuffled ones need",
            NOTHING if found.few_needed is None else found.few_needed,
            "<",
            found.half,
        ),
        Claim(
            "solvers_disagree",
            "without penalty, solvers stop at weights of which the longest is more than twice the shortest",
            max(lengths) / min(lengths) if min(lengths) > 0 else NOTHING,
            ">",
            2.0,
        ),
    )
