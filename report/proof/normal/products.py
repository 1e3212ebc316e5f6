"""Normal forms of products over an index."""

from __future__ import annotations

from fractions import Fraction

from report.proof.expressions import (
    ONE,
    Add,
    Big,
    Expr,
    Fn,
    Mul,
    Num,
    Pow,
    difference,
    number,
)
from report.proof.normal import polynomials as poly
from report.proof.normal.algebra import Algebra
from report.proof.normal.arithmetic import ONE_QUOTIENT, Quotient
from report.proof.normal.bound import standing
from report.proof.signs import StuckError, nonnegative
from report.proof.substitution import free_names, substitute


def product_over(index: str, low: Expr, high: Expr, body: Quotient, algebra: Algebra) -> Quotient:
    """Return the product of `body`, factor by factor."""
    length = Add((difference(high, low), ONE))
    if not nonnegative(length, algebra):
        raise StuckError
    peeled = _peeled_product(index, low, high, body, algebra)
    if peeled is not None:
        return peeled
    if len(body.top) > 1 or len(body.bottom) > 1 or not body.top:
        return standing("prod", index, low, high, algebra.expression(body), algebra)
    (above, coefficient), (below, _) = next(iter(body.top.items())), next(iter(body.bottom.items()))
    result = algebra.normal(Pow(Num(coefficient), length)) if coefficient != 1 else ONE_QUOTIENT
    for atom, exponent in poly.times(above, poly.inverse(below)):
        factor = algebra.atoms[atom]
        if index not in free_names(factor):
            part = algebra.normal(Pow(factor, Mul((Num(Fraction(exponent)), length))))
        elif isinstance(factor, Fn) and factor.name == "exp":
            algebra.note("a product of exponentials is the exponential of the sum")
            inside = Mul((Num(Fraction(exponent)), factor.args[0]))
            part = algebra.normal(Fn("exp", (Big("sum", index, low, high, inside),)))
        elif isinstance(exponent, int):
            part = algebra.power(standing("prod", index, low, high, factor, algebra), exponent)
        else:
            raise StuckError
        result = algebra.times(result, part)
    return result


def _peeled_product(index: str, low: Expr, high: Expr, body: Quotient, algebra: Algebra) -> Quotient | None:
    """Return the product with the last factors apart, where a number is added to its upper bound."""
    upper = algebra.normal(high)
    shift = upper.top.get(poly.UNIT, Fraction(0))
    if upper.bottom != poly.constant(1) or not 0 < shift <= 12 or set(upper.top) == {poly.UNIT}:
        return None
    base = algebra.expression(algebra.minus(upper, algebra.number(shift)))
    if not nonnegative(Add((difference(base, low), ONE)), algebra):
        return None
    factor = algebra.expression(body)
    result = product_over(index, low, base, body, algebra)
    for k in range(1, int(shift) + 1):
        result = algebra.times(result, algebra.normal(substitute(factor, {index: Add((base, number(k)))})))
    return result
