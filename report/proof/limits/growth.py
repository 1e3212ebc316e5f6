"""Orders of growth at infinity: exponentials over powers over logarithms."""

from __future__ import annotations

from fractions import Fraction

import mpmath

from report.proof.expressions import INFINITY, MINUS_ONE, ZERO, Div, Expr, Fn, Mul, Num, Pow, Sym
from report.proof.normal import polynomials as poly
from report.proof.normal.algebra import Algebra
from report.proof.normal.arithmetic import ONE_QUOTIENT, ZERO_QUOTIENT, Quotient
from report.proof.normal.polynomials import Monomial, Polynomial
from report.proof.numeric.enclosure import enclosure
from report.proof.signs import nonzero, positive
from report.proof.substitution import free_names

Order = tuple[tuple[Fraction, ...], Fraction, Fraction]
"""Growth of a monomial: rates of exp(x^k) for k from high to low, the power of x, the power of log x."""
_DEGREES = (3, 2, 1)
_RATE_DIGITS = 45


def leading_limit(expr: Expr, name: str, algebra: Algebra, judge: Algebra) -> Expr | None:
    """Return the limit of a quotient of exponentials, powers and logarithms as `name` grows, or None.

    `algebra` may take the variable to be positive; `judge` decides the signs of what is left.
    """
    value = algebra.normal(expr)
    tops = _leading(value.top, name, algebra)
    bottoms = _leading(value.bottom, name, algebra)
    if tops is None or bottoms is None:
        return None
    (top_order, top), (bottom_order, bottom) = tops, bottoms
    if not nonzero(bottom, judge):
        return None
    if top_order == bottom_order:
        return Div(top, bottom)
    if top_order < bottom_order:
        return ZERO
    ratio = Div(top, bottom)
    if positive(ratio, judge):
        return INFINITY
    if positive(Mul((MINUS_ONE, ratio)), judge):
        return Mul((MINUS_ONE, INFINITY))
    return None


def _leading(value: Polynomial, name: str, algebra: Algebra) -> tuple[Order, Expr] | None:
    """Return the highest order of growth and the sum of its coefficients, which are free of the variable."""
    if not value:
        return ((Fraction(0),) * len(_DEGREES), Fraction(0), Fraction(0)), ZERO
    groups: dict[Order, Quotient] = {}
    for monomial, coefficient in value.items():
        split = _order(monomial, name, algebra)
        if split is None:
            return None
        order, rest = split
        groups[order] = algebra.plus(groups.get(order, ZERO_QUOTIENT), algebra.times(algebra.number(coefficient), rest))
    best = max(groups)
    if not groups[best].top:
        return None
    return best, algebra.expression(groups[best])


def _order(  # noqa: PLR0912  (one case a kind of atom)
    monomial: Monomial, name: str, algebra: Algebra
) -> tuple[Order, Quotient] | None:
    """Return the growth of a monomial, and its factors that are free of the variable."""
    rates = dict.fromkeys(_DEGREES, Fraction(0))
    power = logs = Fraction(0)
    rest = ONE_QUOTIENT
    for atom, exponent in monomial:
        expr = algebra.atoms[atom]
        if name not in free_names(expr):
            rest = algebra.times(rest, algebra.as_atom(expr, exponent))
        elif expr == Sym(name):
            power += exponent
        elif expr == Fn("log", (Sym(name),)):
            logs += exponent
        elif isinstance(expr, Fn) and expr.name == "exp":
            found = _rate(expr.args[0], name, algebra)
            if found is None:
                return None
            degree, rate = found
            rates[degree] += rate * Fraction(exponent)
        elif isinstance(expr, Fn) and expr.name in ("base", "log"):
            inside = algebra.normal(expr.args[0])
            inner = _leading(inside.top, name, algebra)
            if inner is None or inside.bottom != poly.constant(1):
                return None
            (inner_rates, inner_power, inner_logs), factor = inner
            if expr.name == "log":
                whole = exponent == int(exponent)
                if any(inner_rates) or not inner_power > 0 or not whole or not positive(factor, algebra):
                    return None
                logs += exponent
                rest = algebra.times(rest, algebra.power(algebra.number(inner_power), int(exponent)))
                continue
            if not positive(factor, algebra):
                return None
            share = Fraction(exponent)
            for degree, rate in zip(_DEGREES, inner_rates, strict=True):
                rates[degree] += rate * share
            power, logs = power + inner_power * share, logs + inner_logs * share
            rest = algebra.times(rest, algebra.normal(Pow(factor, Num(share))))
        else:
            return None
    return (tuple(rates[degree] for degree in _DEGREES), power, logs), rest


def _rate(inside: Expr, name: str, algebra: Algebra) -> tuple[int, Fraction] | None:
    """Return degree and factor of an exponent that is a number, logarithms of numbers included, times a power."""
    value = algebra.normal(inside)
    if value.bottom != poly.constant(1) or len(value.top) != 1:
        return None
    ((monomial, coefficient),) = value.top.items()
    degree = 0
    others: list[tuple[int, poly.Exponent]] = []
    for atom, exponent in monomial:
        if algebra.atoms[atom] == Sym(name) and exponent in _DEGREES:
            degree = int(exponent)
        elif free_names(algebra.atoms[atom]):
            return None
        else:
            others.append((atom, exponent))
    if not degree:
        return None
    if not others:
        return degree, coefficient
    low, high = enclosure(algebra.monomial_expression(tuple(others), coefficient))
    scale = 10**_RATE_DIGITS
    return degree, Fraction(int(mpmath.nint((mpmath.mpf(low) + mpmath.mpf(high)) / 2 * scale)), scale)
