"""Limits of sums, products, quotients and functions from the limits of their parts."""

from __future__ import annotations

from report.proof.expressions import (
    INFINITY,
    MINUS_ONE,
    ONE,
    ZERO,
    Add,
    Const,
    Div,
    Expr,
    Fn,
    Mul,
    Num,
    Pow,
    Sym,
    is_infinite,
    negative,
    number,
)
from report.proof.limits.approach import MINUS_INFINITY, Approach
from report.proof.normal.algebra import Algebra
from report.proof.signs import nonzero, positive


def by_parts(expr: Expr, way: Approach, depth: int) -> Expr | None:
    """Return the limit of a sum, product, quotient or function from the limits of its parts."""
    match expr:
        case Sym(name) if name == way.name:
            return way.target if is_infinite(way.target) else None
        case Add(terms):
            return _sum([way.tends(term, depth) for term in terms])
        case Mul(factors):
            return _product([way.tends(factor, depth) for factor in factors], way)
        case Div(top, bottom):
            return _quotient(way.tends(top, depth), way.tends(bottom, depth), bottom, way)
        case Pow(base, Num(value)):
            inside = way.tends(base, depth)
            return _power(inside, Num(value), way)
        case Pow(base, exponent) if _ends_positive(base, way, depth):
            return way.tends(Fn("exp", (Mul((exponent, Fn("log", (base,)))),)), depth - 1)
        case Fn(name, (part,)):
            return _function(name, part, way, depth)
    return None


def _ends_positive(base: Expr, way: Approach, depth: int) -> bool:
    """Whether `base` is positive all along, or tends to something positive and so is in the end."""
    if positive(base, way.algebra()):
        return True
    end = way.tends(base, depth - 1)
    return end is not None and (end == INFINITY or (not is_infinite(end) and positive(end, Algebra(way.facts))))


def _sum(parts: list[Expr | None]) -> Expr | None:
    if None in parts:
        return None
    infinite = {part for part in parts if part is not None and is_infinite(part)}
    if len(infinite) > 1:
        return None
    return infinite.pop() if infinite else Add(tuple(part for part in parts if part is not None))


def _product(parts: list[Expr | None], way: Approach) -> Expr | None:
    if None in parts:
        return None
    known = [part for part in parts if part is not None]
    infinite = [part for part in known if is_infinite(part)]
    finite = [part for part in known if not is_infinite(part)]
    if not infinite:
        way.notes.setdefault("algebra of limits")
        return Mul(tuple(finite)) if len(finite) > 1 else finite[0]
    sign = (-1) ** sum(isinstance(part, Mul) for part in infinite)
    algebra = Algebra(way.facts)
    for part in finite:
        if positive(part, algebra):
            continue
        if positive(negative(part), algebra):
            sign = -sign
        else:
            return None
    return INFINITY if sign > 0 else MINUS_INFINITY


def _quotient(top: Expr | None, bottom: Expr | None, divisor: Expr, way: Approach) -> Expr | None:
    if top is None or bottom is None:
        return None
    algebra = Algebra(way.facts)
    if is_infinite(bottom):
        if is_infinite(top):
            return None
        way.notes.setdefault("algebra of limits")
        return ZERO
    if not is_infinite(top):
        if nonzero(bottom, algebra):
            way.notes.setdefault("algebra of limits")
            return Div(top, bottom)
        return None
    if positive(bottom, algebra):
        return top
    vanishes = algebra.is_zero(algebra.normal(bottom))
    return top if vanishes and positive(divisor, way.algebra()) else None


def _power(inside: Expr | None, exponent: Num, way: Approach) -> Expr | None:
    if inside is None:
        return None
    if is_infinite(inside):
        if exponent.value < 0:
            return ZERO
        if isinstance(inside, Mul):
            whole = exponent.value.denominator == 1
            return None if not whole else INFINITY if exponent.value.numerator % 2 == 0 else MINUS_INFINITY
        return INFINITY
    algebra = Algebra(way.facts)
    whole = exponent.value.denominator == 1
    if (whole and exponent.value > 0) or positive(inside, algebra) or (whole and nonzero(inside, algebra)):
        return Pow(inside, exponent)
    return None


_AT_INFINITY: dict[str, tuple[Expr | None, Expr | None]] = {
    "exp": (INFINITY, ZERO), "log": (INFINITY, None), "sqrt": (INFINITY, None),
    "abs": (INFINITY, INFINITY), "cosh": (INFINITY, INFINITY), "sinh": (INFINITY, MINUS_INFINITY),
    "arctan": (Div(Const("pi"), number(2)), Div(negative(Const("pi")), number(2))),
    "tanh": (ONE, MINUS_ONE), "coth": (ONE, MINUS_ONE), "arsinh": (INFINITY, MINUS_INFINITY),
    "relu": (INFINITY, ZERO), "arcosh": (INFINITY, None),
}  # fmt: skip
_CONTINUOUS = {"exp", "sin", "cos", "sinh", "cosh", "tanh", "arctan", "arsinh", "abs", "relu"}


def _function(name: str, part: Expr, way: Approach, depth: int) -> Expr | None:
    inside = way.tends(part, depth)
    if inside is None:
        return None
    if is_infinite(inside):
        way.notes.setdefault("behaviour at infinity")
        return _AT_INFINITY.get(name, (None, None))[1 if isinstance(inside, Mul) else 0]
    algebra = Algebra(way.facts)
    if name in _CONTINUOUS or (name in ("log", "sqrt") and positive(inside, algebra)):
        way.notes.setdefault("continuity")
        return Fn(name, (inside,))
    if name in ("log", "sqrt") and algebra.is_zero(algebra.normal(inside)) and positive(part, way.algebra()):
        return MINUS_INFINITY if name == "log" else ZERO
    return None
