"""Normal forms of Kronecker's delta, factorials and binomial coefficients."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce

from report.proof.expressions import (
    Add,
    Div,
    Expr,
    Fn,
    Mul,
    difference,
    number,
)
from report.proof.normal import polynomials as poly
from report.proof.normal.algebra import Algebra
from report.proof.normal.arithmetic import ONE_QUOTIENT, ZERO_QUOTIENT, Quotient, Rule
from report.proof.signs import StuckError, integral, nonnegative


def delta(first: Expr, second: Expr, algebra: Algebra) -> Quotient:
    """Return Kronecker's delta: 1, 0, or an atom that is its own square."""
    gap = algebra.minus(algebra.normal(first), algebra.normal(second))
    if not gap.top:
        return ONE_QUOTIENT
    if set(gap.top) == {poly.UNIT} and gap.bottom == poly.constant(1):
        return ZERO_QUOTIENT
    algebra.note("Kronecker delta")
    flipped = algebra.minus(ZERO_QUOTIENT, gap)
    both = sorted(
        ((algebra.expression(gap), gap), (algebra.expression(flipped), flipped)), key=lambda pair: str(pair[0])
    )
    found = algebra.applied("delta", (both[0][1],), lambda parts: Fn("delta", (parts[0], number(0))))
    atom = algebra.as_atom(algebra.atoms[found])
    algebra.rules.setdefault(found, Rule(2, atom))
    return atom


def factorial(part: Expr, algebra: Algebra) -> Quotient:
    """Return a factorial as a multiple of the one without a number added."""
    value = algebra.normal(part)
    if value.bottom != poly.constant(1):
        raise StuckError
    shift = value.top.get(poly.UNIT, Fraction(0))
    rest = {monomial: c for monomial, c in value.top.items() if monomial != poly.UNIT}
    if shift.denominator != 1 or abs(shift) > 30:
        raise StuckError
    if not rest:
        if shift < 0:
            raise StuckError
        return algebra.number(reduce(lambda total, k: total * k, range(1, int(shift) + 1), 1))
    base = algebra.sum_expression(rest)
    if not nonnegative(base, algebra) or not integral(base, algebra):
        raise StuckError
    result = algebra.as_atom(Fn("factorial", (base,)))
    for k in range(1, int(shift) + 1):
        result = algebra.times(result, algebra.normal(Add((base, number(k)))))
    for k in range(int(-shift)):
        result = algebra.over(result, algebra.normal(Add((base, number(-k)))))
    algebra.note("(n+1)! = (n+1) n!")
    return result


def binomial(above: Expr, below: Expr, algebra: Algebra) -> Quotient:
    """Return a binomial coefficient, written out where its lower number is one."""
    value = algebra.normal(below)
    if value.bottom == poly.constant(1) and set(value.top) <= {poly.UNIT}:
        k = value.top.get(poly.UNIT, Fraction(0))
        if k.denominator == 1 and 0 <= k <= 20:
            algebra.note("binomial coefficient written out")
            factors = [Div(Add((above, number(-j))), number(j + 1)) for j in range(int(k))]
            return algebra.normal(Mul(tuple(factors))) if factors else ONE_QUOTIENT
    gap = difference(above, below)
    if all(integral(part, algebra) and nonnegative(part, algebra) for part in (above, below, gap)):
        algebra.note("binomial coefficient by factorials")
        return algebra.normal(
            Div(Fn("factorial", (above,)), Mul((Fn("factorial", (below,)), Fn("factorial", (_flat(gap, algebra),)))))
        )
    found = algebra.applied("binomial", (algebra.normal(above), value), lambda parts: Fn("binomial", parts))
    return algebra.as_atom(algebra.atoms[found])


def _flat(expr: Expr, algebra: Algebra) -> Expr:
    return algebra.expression(algebra.normal(expr))
