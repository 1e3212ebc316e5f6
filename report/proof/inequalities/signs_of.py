"""Rules that settle the sign of one formula at once."""

from __future__ import annotations

from report.proof.expressions import Expr
from report.proof.facts import Facts
from report.proof.normal import polynomials as poly
from report.proof.normal.algebra import Algebra
from report.proof.normal.polynomials import TooLargeError
from report.proof.signs import StuckError, nonnegative, positive
from report.proof.squares import is_sum_of_squares


def sign_rule(expr: Expr, facts: Facts, *, strict: bool) -> str | None:
    """Return by what ``expr >= 0`` (``> 0``) is proved from its terms alone, or None."""
    algebra = Algebra(facts)
    try:
        if (positive if strict else nonnegative)(expr, algebra):
            return "every term has its sign"
        value = algebra.normal(expr)
        if not value.top:
            return None if strict else "both sides are equal"
        if not nonnegative(algebra.sum_expression(value.bottom), algebra):
            return None
        shared = tuple(pair for pair in poly.common((value.top,)) if _passes(pair, algebra, strict=strict))
        core = poly.scaled(value.top, poly.content(value.top) ** -1, poly.inverse(shared))
        if is_sum_of_squares(core, algebra, strict=strict):
            return "a sum of squares"
        rest = algebra.sum_expression(core)
        if (positive if strict else nonnegative)(rest, algebra):
            return "every term has its sign"
    except (StuckError, TooLargeError):
        return None
    return None


def _passes(pair: tuple[int, poly.Exponent], algebra: Algebra, *, strict: bool) -> bool:
    """Whether a common factor has no influence on the sign."""
    atom, exponent = pair
    if algebra.known_positive(atom):
        return True
    if strict:
        return False
    return algebra.known_nonnegative(atom) or (not algebra.is_complex(atom) and exponent % 2 == 0)
