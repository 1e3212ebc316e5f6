"""A function's sign from the sign of its derivative."""

from __future__ import annotations

from fractions import Fraction
from itertools import chain

from report.proof.derivatives import derivative, simplified
from report.proof.domains import demands
from report.proof.expressions import ONE, ZERO, Expr, Fn, Sym, number, walk
from report.proof.facts import Facts
from report.proof.inequalities.signs_of import sign_rule
from report.proof.normal.algebra import Algebra
from report.proof.normal.polynomials import TooLargeError
from report.proof.signs import StuckError, nonnegative, positive
from report.proof.substitution import free_names, substitute, written

_PLACES = (ZERO, ONE, number(-1), number(2), number(Fraction(1, 2)))
_ROUGH = {"abs", "sign", "floor", "ceil", "delta", "max", "min", "relu"}
_DEEPEST = 3


def by_derivative(expr: Expr, facts: Facts, *, strict: bool, depth: int = _DEEPEST) -> str | None:
    """Return by what ``expr >= 0`` (``> 0``) is proved with derivatives, or None."""
    if not depth or any(isinstance(part, Fn) and part.name in _ROUGH for part in walk(expr)):
        return None
    names = sorted(name for name in free_names(expr) if name in facts.symbols and name not in facts.ranges)
    for name in names:
        if facts.symbols[name] in ("real", "positive", "nonnegative"):
            rule = _by_one(expr, name, facts, strict=strict, depth=depth)
            if rule:
                return rule
    return None


def _by_one(expr: Expr, name: str, facts: Facts, *, strict: bool, depth: int) -> str | None:
    algebra = Algebra(facts)
    try:
        slope = simplified(derivative(expr, Sym(name)))
        if demands(expr, algebra) or demands(slope, algebra):
            return None
        slope = algebra.expression(algebra.normal(slope)) if _is_plain(slope) else slope
    except (StuckError, TooLargeError):
        return None
    if facts.symbols[name] in ("positive", "nonnegative"):
        rule = _increases_from_zero(expr, slope, name, facts, strict=strict, depth=depth)
        if rule:
            return rule
    return _least_at(expr, slope, name, facts, strict=strict)


def _is_plain(expr: Expr) -> bool:
    """Whether the normal form keeps `expr` readable for the sign rules: no complex exponentials."""
    return not any(
        isinstance(part, Fn) and part.name in ("sin", "cos", "tan", "cot", "sec", "csc") for part in walk(expr)
    )


def _increases_from_zero(expr: Expr, slope: Expr, name: str, facts: Facts, *, strict: bool, depth: int) -> str | None:
    at_zero = substitute(expr, {name: ZERO})
    algebra = Algebra(facts)
    try:
        if demands(at_zero, algebra) or not _nonnegative(at_zero, algebra):
            return None
    except (StuckError, TooLargeError):
        return None
    exceeds = strict and not positive(at_zero, algebra)
    if exceeds and facts.symbols[name] != "positive":
        return None
    rule = sign_rule(slope, facts, strict=exceeds) or by_derivative(slope, facts, strict=exceeds, depth=depth - 1)
    letter = written(name)
    return f"at {letter} = 0 and its derivative in {letter}: {rule}" if rule else None


def _nonnegative(expr: Expr, algebra: Algebra) -> bool:
    return nonnegative(expr, algebra) or algebra.is_zero(algebra.normal(expr))


def _least_at(expr: Expr, slope: Expr, name: str, facts: Facts, *, strict: bool) -> str | None:
    """Prove the sign at the one place where a convex function is least: where its derivative vanishes."""
    algebra = Algebra(facts)
    try:
        bend = simplified(derivative(slope, Sym(name)))
        if demands(bend, algebra) or not sign_rule(bend, facts, strict=False):
            return None
    except (StuckError, TooLargeError):
        return None
    others = (
        Sym(other) for other in sorted(free_names(expr) - {name}) if facts.symbols.get(other) == facts.symbols[name]
    )
    for place in chain(_PLACES, others):
        if facts.symbols[name] == "positive" and not positive(place, algebra):
            continue
        if facts.symbols[name] == "nonnegative" and not nonnegative(place, algebra):
            continue
        try:
            if not algebra.is_zero(algebra.normal(substitute(slope, {name: place}))):
                continue
            value = substitute(expr, {name: place})
            if positive(value, algebra) or (not strict and _nonnegative(value, algebra)):
                return f"convex in {written(name)}, least where the derivative vanishes"
        except (StuckError, TooLargeError):
            continue
    return None
