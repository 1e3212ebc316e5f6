"""Normal forms of hyperbolic functions, extremes of several numbers, and rounding."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from report.proof.expressions import (
    TWO,
    Add,
    Div,
    Expr,
    Fn,
    difference,
    negative,
    number,
)
from report.proof.normal import polynomials as poly
from report.proof.normal.algebra import Algebra
from report.proof.normal.arithmetic import ZERO_QUOTIENT, Quotient
from report.proof.normal.exponentials import exponential
from report.proof.signs import integral

HALF = number(Fraction(1, 2))


def rounding(name: str, part: Expr, algebra: Algebra) -> Quotient:
    """Return floor or ceiling, whole terms taken out."""
    value = algebra.normal(part)
    whole: poly.Polynomial = {}
    if value.bottom == poly.constant(1):
        whole = {
            monomial: coefficient
            for monomial, coefficient in value.top.items()
            if integral(algebra.monomial_expression(monomial, coefficient), algebra)
        }
    rest = Quotient(poly.plus(value.top, whole, -1), value.bottom)
    outside = Quotient(whole, poly.constant(1)) if whole else ZERO_QUOTIENT
    constant = rest.top.get(poly.UNIT, Fraction(0)) if rest.bottom == poly.constant(1) else None
    if constant is not None and set(rest.top) <= {poly.UNIT}:
        return algebra.plus(outside, algebra.number(floor(constant) if name == "floor" else ceil(constant)))
    found = algebra.applied(name, (rest,), lambda parts: Fn(name, parts))
    return algebra.plus(outside, algebra.as_atom(algebra.atoms[found]))


def hyperbolic(name: str, value: Quotient, algebra: Algebra) -> Quotient:
    """Return sinh, cosh, tanh or coth as exponentials."""
    up = exponential(value, algebra)
    down = exponential(algebra.minus(ZERO_QUOTIENT, value), algebra)
    sine, cosine = algebra.minus(up, down), algebra.plus(up, down)
    match name:
        case "sinh":
            return algebra.over(sine, algebra.number(2))
        case "cosh":
            return algebra.over(cosine, algebra.number(2))
        case "tanh":
            return algebra.over(sine, cosine)
    return algebra.over(cosine, sine)


def extreme(name: str, args: tuple[Expr, ...], algebra: Algebra) -> Quotient:
    """Return max or min of several by ``(a + b + |a - b|) / 2``."""
    if len(args) == 1:
        return algebra.normal(args[0])
    algebra.note("max(a, b) = (a + b + |a - b|) / 2")
    first, second = args[0], args[1] if len(args) == 2 else Fn(name, args[1:])
    gap = Fn("abs", (difference(first, second),))
    half = Div(Add((first, second, gap if name == "max" else negative(gap))), TWO)
    return algebra.normal(half)
