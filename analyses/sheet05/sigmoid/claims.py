"""What exercise 1's text says of its numbers."""

from __future__ import annotations

from analyses.sheet05.sigmoid.result import SigmoidResult
from report import Claim


def claims(result: SigmoidResult) -> tuple[Claim, ...]:
    """Return what exercise 1's text says of its numbers."""
    return (
        Claim(
            "slope_is_right",
            "central differences of the sigmoid agree with sigma(x)(1 - sigma(x)) on the whole grid",
            result.slope_error,
            "<",
            1e-9,
        ),
        Claim("steepest_at_zero", "the sigmoid is never steeper than 1/4", result.steepest, "<=", 0.25),
        Claim("identity_holds", "tanh(x) and 2 sigma(2x) - 1 agree to rounding", result.identity_error, "<", 1e-14),
        Claim(
            "substitution_matters",
            "tanh(x) and 2 sigma(x) - 1 differ by more than 0.3 somewhere",
            result.unsubstituted_error,
            ">",
            0.3,
        ),
        Claim("points_on_line", "both points lie on the line exactly", result.residuals, "=", (0.0, 0.0)),
        Claim(
            "same_line_as_printed",
            "the printed weights and bias describe this very line",
            result.distance_to_printed,
            "=",
            0.0,
        ),
    )
