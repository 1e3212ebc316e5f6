"""Normal forms of powers."""

from __future__ import annotations

from fractions import Fraction

from report.proof.expressions import (
    Expr,
    Fn,
    Num,
    Pow,
    number,
)
from report.proof.normal import polynomials as poly
from report.proof.normal.algebra import Algebra
from report.proof.normal.arithmetic import ONE_QUOTIENT, Quotient, Rule
from report.proof.normal.exponentials import exponential
from report.proof.normal.logarithms import logarithm
from report.proof.normal.roots import rational_power
from report.proof.signs import StuckError, integral, nonnegative, positive


def power(base: Expr, exponent: Expr, algebra: Algebra) -> Quotient:
    """Return the normal form of ``base ** exponent``."""
    exponents = algebra.normal(exponent)
    if exponents.bottom == poly.constant(1) and set(exponents.top) <= {poly.UNIT}:
        value = exponents.top.get(poly.UNIT, Fraction(0))
        if value.denominator == 1:
            if abs(value) > 200:
                raise poly.TooLargeError
            return algebra.power(algebra.normal(base), int(value))
        return rational_power(base, value, algebra)
    if positive(base, algebra):
        algebra.note("powers as exponentials")
        return exponential(algebra.times(exponents, logarithm(base, algebra)), algebra)
    if integral(exponent, algebra):
        return _whole_power(base, exponents, nonnegative(exponent, algebra), algebra)
    raise StuckError


def _whole_power(base: Expr, exponents: Quotient, safe: bool, algebra: Algebra) -> Quotient:
    """Return a power with a symbolic integer exponent: split over the exponent's terms and the base's factors."""
    value = algebra.normal(base)
    if not value.top:
        raise StuckError
    if exponents.bottom != poly.constant(1) or any(c.denominator != 1 for c in exponents.top.values()):
        raise StuckError
    if len(value.top) > 1 or len(value.bottom) > 1:
        parts = [(algebra.expression(value), Fraction(1))]
        sign = Fraction(1)
    else:
        (above, coefficient), (below, _) = next(iter(value.top.items())), next(iter(value.bottom.items()))
        monomial = poly.times(above, poly.inverse(below))
        if any(isinstance(exponent, Fraction) for _, exponent in monomial):
            raise StuckError
        sign = Fraction(-1 if coefficient < 0 else 1)
        parts = [(algebra.atoms[atom], Fraction(exponent)) for atom, exponent in monomial]
        if abs(coefficient) != 1:
            parts.append((Num(abs(coefficient)), Fraction(1)))
    if sign < 0:
        parts.append((number(-1), Fraction(1)))
    if not safe and not all(positive(part, algebra) or part == number(-1) for part, _ in parts):
        raise StuckError
    result = ONE_QUOTIENT
    for term, times in exponents.top.items():
        for part, repeated in parts:
            result = algebra.times(result, _single_power(part, term, int(times * repeated), algebra))
    return result


def _single_power(base: Expr, term: poly.Monomial, times: int, algebra: Algebra) -> Quotient:
    if term == poly.UNIT:
        return algebra.power(algebra.normal(base), times)
    if positive(base, algebra):
        exponent = Quotient({term: Fraction(times)}, poly.constant(1))
        return exponential(algebra.times(exponent, logarithm(base, algebra)), algebra)
    exponent_expr = algebra.monomial_expression(term)
    rule = Rule(2, ONE_QUOTIENT) if base == number(-1) else None
    return algebra.as_atom(Pow(base, exponent_expr), times, rule)


def odd_root(value: Quotient, degree: int, algebra: Algebra) -> Quotient:
    """Return a root of odd degree, which every real number has: factors that are powers come out."""
    if len(value.top) == 1 and len(value.bottom) == 1:
        (above, size), (below, _) = next(iter(value.top.items())), next(iter(value.bottom.items()))
        monomial = poly.times(above, poly.inverse(below))
        root = Fraction(round(abs(size.numerator) ** (1 / degree)), round(size.denominator ** (1 / degree)))
        root = -root if size < 0 else root
        if root**degree == size and all(exponent % degree == 0 for _, exponent in monomial):
            taken = tuple((atom, int(exponent) // degree) for atom, exponent in monomial)
            return algebra.times(algebra.number(root), Quotient({taken: Fraction(1)}, poly.constant(1)))
    found = algebra.applied(f"root {degree}", (value,), lambda parts: Fn("root", (*parts, number(degree))))
    algebra.rules.setdefault(found, Rule(degree, value))
    return algebra.as_atom(algebra.atoms[found])
