"""Limits of formulas that continuity, orders of growth or another form of the same decide."""

from __future__ import annotations

from report.proof.expressions import (
    INFINITY,
    Add,
    Big,
    Div,
    Expr,
    Fn,
    Mul,
    is_infinite,
    negative,
    walk,
)
from report.proof.limits.approach import JUMPS, Approach, defined_around, is_defined
from report.proof.limits.growth import leading_limit
from report.proof.limits.parts import by_parts
from report.proof.normal.algebra import Algebra
from report.proof.substitution import free_names, substitute


def continuity(expr: Expr, way: Approach, depth: int) -> Expr | None:
    """Return the value at the target, if the formula is continuous and defined around it."""
    del depth
    if is_infinite(way.target):
        return None
    if any(isinstance(part, Fn) and part.name in JUMPS and way.name in free_names(part) for part in walk(expr)):
        return None
    if any(isinstance(part, Big) and way.name in free_names(part.low) | free_names(part.high) for part in walk(expr)):
        return None
    value = substitute(expr, {way.name: way.target})
    algebra = Algebra(way.facts)
    if not defined_around(expr, value, way, algebra):
        return None
    way.notes.setdefault("continuity")
    return value


def growth(expr: Expr, way: Approach, depth: int) -> Expr | None:
    """Compare orders of growth: exponentials over powers over logarithms."""
    del depth
    if way.target != INFINITY or any(
        isinstance(part, Fn) and part.name in ("sin", "cos", "tan") for part in walk(expr)
    ):
        return None
    if not is_defined(expr, way):
        return None
    value = leading_limit(expr, way.name, way.algebra(), Algebra(way.facts))
    if value is not None:
        way.notes.setdefault("order of growth")
    return value


def cancelled(expr: Expr, way: Approach, depth: int) -> Expr | None:
    """Cancel what numerator and denominator share; near the target, off it, nothing changes."""
    if not any(isinstance(part, Div) for part in walk(expr)):
        return None
    if any(isinstance(part, Fn) and part.name in ("sin", "cos", "tan", "cot", "sec", "csc") for part in walk(expr)):
        return None
    algebra = way.algebra()
    plain = algebra.expression(algebra.normal(expr))
    if plain == expr or not is_defined(expr, way):
        return None
    value = continuity(plain, way, depth) if not is_infinite(way.target) else by_parts(plain, way, depth - 1)
    if value is not None:
        way.notes.setdefault("cancelling")
    return value


def conjugate(expr: Expr, way: Approach, depth: int) -> Expr | None:
    """Write a difference a + b with roots as (a^2 - b^2) / (a - b), where a - b grows beyond all bounds."""
    if not isinstance(expr, Add) or way.target != INFINITY or not is_defined(expr, way):
        return None
    if not any(isinstance(part, Fn) and part.name == "sqrt" for part in walk(expr)):
        return None
    one, other = expr.terms[0], Add(expr.terms[1:]) if len(expr.terms) > 2 else expr.terms[1]
    apart = Add((one, negative(other)))
    end = way.tends(apart, depth - 1)
    if end is None or not is_infinite(end):
        return None
    algebra = way.algebra()
    top = algebra.expression(algebra.normal(Add((Mul((one, one)), negative(Mul((other, other)))))))
    value = leading_limit(Div(top, apart), way.name, algebra, Algebra(way.facts))
    if value is not None:
        way.notes.setdefault("conjugate of a difference of roots")
    return value
