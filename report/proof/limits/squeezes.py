"""Limits by squeeze between bounds, and of bounded factors times vanishing ones."""

from __future__ import annotations

from dataclasses import replace

from report.proof.domains import demands
from report.proof.expressions import (
    ZERO,
    Expr,
    Mul,
    is_infinite,
)
from report.proof.inequalities.bounds import bounds
from report.proof.limits.approach import DEEPEST, SQUEEZES, Approach, is_defined, is_defined_off
from report.proof.normal.algebra import Algebra
from report.proof.normal.polynomials import TooLargeError
from report.proof.signs import StuckError
from report.proof.substitution import free_names


def bounded_factor(expr: Expr, way: Approach, depth: int) -> Expr | None:
    """Return zero for a product of a factor that tends to zero and factors that stay between numbers."""
    if not isinstance(expr, Mul) or not is_defined_off(expr, way):
        return None
    algebra = way.algebra()
    vanishing = False
    for factor in expr.factors:
        sides = [bounds(factor, algebra, up=up) for up in (True, False)]
        if all(any(not free_names(bound) for bound in side) for side in sides):
            continue
        value = way.tends(factor, depth - 1)
        if value is None or is_infinite(value):
            return None
        vanishing = vanishing or algebra.is_zero(algebra.normal(value))
    if not vanishing:
        return None
    way.notes.setdefault("a bounded factor and one that vanishes")
    return ZERO


def squeeze(expr: Expr, way: Approach, depth: int) -> Expr | None:
    """Between an upper and a lower bound of the same limit there is no room."""
    inner = 1 < way.squeezes <= SQUEEZES
    if not (way.squeezes == 1 and depth == DEEPEST and expr == way.whole) and not inner:
        return None
    way.squeezes -= inner
    if not is_defined(expr, way):
        return None
    algebra = way.algebra()
    uppers = [bound for bound in bounds(expr, algebra, up=True)[1:] if bound != expr][:8]
    lowers = [bound for bound in bounds(expr, algebra, up=False)[1:] if bound != expr][:8]
    tops = _limits(uppers, way, depth)
    if not tops:
        return None
    judge = Algebra(way.facts)
    for low in _limits(lowers, way, depth):
        for top in tops:
            if not is_infinite(low) and not is_infinite(top) and judge.equal(low, top):
                way.notes.setdefault("squeeze between termwise bounds")
                return low
    return None


def _limits(candidates: list[Expr], way: Approach, depth: int) -> list[Expr]:
    found = []
    quiet = replace(way, notes={}, squeezes=0)
    for candidate in candidates:
        algebra = quiet.algebra()
        try:
            if demands(candidate, algebra):
                continue
            plain = algebra.expression(algebra.normal(candidate))
        except (StuckError, TooLargeError):
            continue
        value = quiet.tends(plain, min(depth - 1, 2))
        if value is not None:
            found.append(value)
    return found
