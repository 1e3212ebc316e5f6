"""Normal forms of sums, products and extremes over an index: bounds, then one module each."""

from __future__ import annotations

from fractions import Fraction
from itertools import count

from report.proof.expressions import (
    Add,
    Big,
    Fn,
    Mul,
    Sym,
    number,
)
from report.proof.normal import polynomials as poly
from report.proof.normal.algebra import Algebra
from report.proof.normal.arithmetic import ONE_QUOTIENT, ZERO_QUOTIENT, Quotient
from report.proof.normal.extremes import extreme_over
from report.proof.normal.products import product_over
from report.proof.normal.sums import sum_over
from report.proof.signs import StuckError, integral
from report.proof.substitution import substitute

_LONGEST = 40
_names = count()


def big(expr: Big, algebra: Algebra) -> Quotient:
    """Return the normal form of a sum, product or extreme over an index."""
    low, high = algebra.normal(expr.low), algebra.normal(expr.high)
    first, last = _whole(low), _whole(high)
    if first is not None and last is not None:
        return _written_out(expr, first, last, algebra)
    if not integral(expr.low, algebra) or not integral(expr.high, algebra):
        raise StuckError
    index = f"@{next(_names)}"
    algebra.facts = algebra.facts.within(index, expr.low, expr.high)
    body = algebra.normal(substitute(expr.body, {expr.index: Sym(index)}))
    match expr.op:
        case "sum":
            return sum_over(index, expr.low, expr.high, body, algebra)
        case "prod":
            return product_over(index, expr.low, expr.high, body, algebra)
    return extreme_over(expr.op, index, expr.low, expr.high, body, algebra)


def _whole(value: Quotient) -> int | None:
    if value.bottom != poly.constant(1) or not set(value.top) <= {poly.UNIT}:
        return None
    constant = value.top.get(poly.UNIT, Fraction(0))
    return int(constant) if constant.denominator == 1 else None


def _written_out(expr: Big, first: int, last: int, algebra: Algebra) -> Quotient:
    if last - first > _LONGEST:
        raise poly.TooLargeError
    parts = tuple(substitute(expr.body, {expr.index: number(k)}) for k in range(first, last + 1))
    match expr.op:
        case "sum":
            return algebra.normal(Add(parts)) if parts else ZERO_QUOTIENT
        case "prod":
            return algebra.normal(Mul(parts)) if parts else ONE_QUOTIENT
    if not parts:
        raise StuckError
    return algebra.normal(Fn(expr.op, parts))
