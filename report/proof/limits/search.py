"""The rules for limits, in the order in which they are tried."""

from __future__ import annotations

from report.proof.expressions import (
    INFINITY,
    ZERO,
    Cases,
    Deriv,
    Expr,
    Limit,
    Mul,
    Sym,
    is_infinite,
    negative,
    rebuild,
    walk,
)
from report.proof.facts import Facts
from report.proof.limits.approach import DEEPEST, SQUEEZES, Approach
from report.proof.limits.hospital import hospital, inverted
from report.proof.limits.parts import by_parts
from report.proof.limits.rewritten import cancelled, conjugate, continuity, growth
from report.proof.limits.squeezes import bounded_factor, squeeze
from report.proof.normal.polynomials import TooLargeError
from report.proof.signs import StuckError
from report.proof.substitution import free_names, fresh_name, substitute


def without_limits(expr: Expr, facts: Facts, notes: dict[str, None]) -> Expr:
    """Return `expr` with every limit replaced by its value.

    Raises
    ------
    StuckError
        If a limit is not found.
    """
    if isinstance(expr, Limit):
        body = without_limits(expr.body, facts, notes)
        value = limit(Limit(body, expr.variable, expr.target, expr.side), facts, notes)
        if value is None or is_infinite(value):
            raise StuckError
        return value
    return rebuild(expr, lambda part: without_limits(part, facts, notes))


def limit(expr: Limit, facts: Facts, notes: dict[str, None]) -> Expr | None:
    """Return the value of a limit, or None if no rule finds it."""
    known = facts.symbols.get(expr.variable, "real")
    side = "+" if known in ("positive", "nonnegative") and expr.target == ZERO else expr.side
    name = fresh_name(expr.variable)
    facts = facts.assuming(name, known)
    body = substitute(expr.body, {expr.variable: Sym(name)})
    target = expr.target
    if isinstance(expr.target, Mul) and is_infinite(expr.target):
        body, target = substitute(body, {name: negative(Sym(name))}), INFINITY
        facts = facts.assuming(name, "positive")
    if any(isinstance(part, Cases | Deriv) for part in walk(body)):
        return None
    way = Approach(name, target, side, facts, notes, search=tends)
    for squeezes in (0, 1, SQUEEZES):
        way.squeezes, way.whole = squeezes, body
        try:
            value = tends(body, way)
        except (StuckError, TooLargeError, RecursionError):
            value = None
        if value is not None:
            return value
    return None


def tends(expr: Expr, way: Approach, depth: int = DEEPEST) -> Expr | None:
    """Return what `expr` tends to: a formula without the variable, infinity, minus infinity, or None."""
    if way.name not in free_names(expr):
        return expr
    if depth == 0:
        return None
    for rule in _RULES:
        before = dict(way.notes)
        try:
            value = rule(expr, way, depth)
        except (StuckError, TooLargeError):
            value = None
        if value is not None:
            return value
        way.notes.clear()
        way.notes.update(before)
    return None


_RULES = (
    continuity,
    by_parts,
    growth,
    cancelled,
    bounded_factor,
    conjugate,
    hospital,
    squeeze,
    inverted,
)
