"""What exercise 1 printed and said when it was handed in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analyses.sheet05.sigmoid.result import SigmoidResult
from report import Correction, Published


def _ours(results: Mapping[str, Any]) -> SigmoidResult:
    result: SigmoidResult = results["sigmoid"]
    return result


PUBLISHED = (
    Published(1, "first point on the line", "(1, 1.5)", "1(c)", lambda results: _ours(results).points[0]),
    Published(1, "second point on the line", "(2, 2.5)", "1(c)", lambda results: _ours(results).points[1]),
    Published(1, "weights w", "(1, -1)", "1(c)", lambda results: _ours(results).weights),
    Published(1, "bias b", "0.5", "1(c)", lambda results: _ours(results).bias),
)

CORRECTIONS = (
    Correction(
        1,
        "Rewrite tanh(x) by factoring e^{-x} from numerator and denominator",
        "1(b)",
        r"The factor is $e^{x}$: taking it out leaves $1-e^{-2x}$ over $1+e^{-2x}$.",
        ("derivations.tanh",),
    ),
    Correction(
        1,
        "Observe that tanh(x) matches 2σ(2x) − 1",
        "1(b)",
        r"What was written down is $2\sigma(x)-1$, and that is not $\tanh(x)$: they are up to "
        r"{{ result.unsubstituted_error | number(2) }} apart. $2x$ has to be put in for $x$.",
        ("derivations.tanh", "claims.substitution_matters", "claims.identity_holds"),
    ),
    Correction(
        1,
        "The two classes are separated by a line w^Tx + b",
        "1(c)",
        r"An expression is no line. The line is $w^\top x+b=0$, and it fixes $w$ and $b$ only up to a common factor.",
        ("derivations.first_point", "derivations.second_point", "claims.same_line_as_printed"),
    ),
    Correction(
        1,
        "Testing those weights on the data gives values below 0 for class 2 and above 0 for class 1",
        "1(c)",
        "The data points are not in the sheet, so the test cannot be repeated. What can be shown is that the line "
        "passes through both points.",
        ("claims.points_on_line",),
    ),
)
