"""Normal forms of sums over an index."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce

from report.proof.expressions import (
    ONE,
    Add,
    Div,
    Expr,
    Fn,
    Num,
    Sym,
    difference,
    number,
)
from report.proof.normal import polynomials as poly
from report.proof.normal.algebra import Algebra
from report.proof.normal.arithmetic import ZERO_QUOTIENT, Quotient
from report.proof.normal.bound import standing
from report.proof.normal.polynomials import Monomial, Polynomial
from report.proof.signs import StuckError, integral, nonnegative
from report.proof.substitution import free_names, substitute


def depends(atom: int, index: str, algebra: Algebra) -> bool:
    """Whether an atom holds the index."""
    return index in free_names(algebra.atoms[atom])


def _split(monomial: Monomial, index: str, algebra: Algebra) -> tuple[Monomial, Monomial]:
    """Return the factors without the index, and those with it."""
    with_index = tuple(pair for pair in monomial if depends(pair[0], index, algebra))
    return tuple(pair for pair in monomial if pair not in with_index), with_index


def sum_over(index: str, low: Expr, high: Expr, body: Quotient, algebra: Algebra) -> Quotient:
    """Return the sum of `body`, its factors without the index pulled out."""
    fixed_bottom = not any(depends(atom, index, algebra) for monomial in body.bottom for atom, _ in monomial)
    if not fixed_bottom and len(body.bottom) == 1:
        below = next(iter(body.bottom))
        outside, inside = _split(below, index, algebra)
        body = Quotient(poly.scaled(body.top, Fraction(1), poly.inverse(inside)), {outside: body.bottom[below]})
        fixed_bottom = True
    total = ZERO_QUOTIENT
    for monomial, coefficient in body.top.items():
        outside, inside = _split(monomial, index, algebra)
        factor = Quotient({outside: coefficient}, body.bottom if fixed_bottom else poly.constant(1))
        summand = _sum_of(index, low, high, inside, None if fixed_bottom else body.bottom, algebra)
        total = algebra.plus(total, algebra.times(factor, summand))
    return total


def _sum_of(
    index: str, low: Expr, high: Expr, inside: Monomial, bottom: Polynomial | None, algebra: Algebra
) -> Quotient:
    if inside == poly.UNIT and bottom is None:
        if not nonnegative(Add((difference(high, low), ONE)), algebra):
            raise StuckError
        algebra.note("a sum of equal terms")
        return algebra.normal(Add((difference(high, low), ONE)))
    summand = algebra.monomial_expression(inside)
    if bottom is not None:
        summand = Div(summand, algebra.sum_expression(bottom))
    resolved = _resolve_delta(index, low, high, inside, bottom, algebra)
    if resolved is not None:
        return resolved
    shifted = _shifted_bounds(index, low, high, summand, algebra)
    if shifted is not None:
        return shifted
    return standing("sum", index, low, high, summand, algebra)


def _resolve_delta(
    index: str, low: Expr, high: Expr, inside: Monomial, bottom: Polynomial | None, algebra: Algebra
) -> Quotient | None:
    """Return the one summand that a Kronecker delta leaves, if its place is proved to lie between the bounds."""
    for atom, exponent in inside:
        delta = algebra.atoms[atom]
        if not isinstance(delta, Fn) or delta.name != "delta":
            continue
        place = _solve(delta.args[0], index, algebra)
        if place is None or not integral(place, algebra):
            continue
        if not (nonnegative(difference(place, low), algebra) and nonnegative(difference(high, place), algebra)):
            continue
        rest = algebra.monomial_expression(poly.times(inside, ((atom, -exponent),)))
        if bottom is not None:
            rest = Div(rest, algebra.sum_expression(bottom))
        algebra.note("Kronecker delta picks one term")
        return algebra.normal(substitute(rest, {index: place}))
    return None


def _solve(gap: Expr, index: str, algebra: Algebra) -> Expr | None:
    """Return what the index must be for `gap` to vanish, if `gap` is plus or minus the index and a rest."""
    value = algebra.normal(gap)
    own = ((algebra.atom(Sym(index)), 1),)
    slope = value.top.get(own)
    if slope not in (1, -1) or value.bottom != poly.constant(1):
        return None
    rest = algebra.sum_expression(poly.scaled({m: c for m, c in value.top.items() if m != own}, -1 / slope))
    return None if index in free_names(rest) else rest


def _shifted_bounds(index: str, low: Expr, high: Expr, summand: Expr, algebra: Algebra) -> Quotient | None:
    """Return the sum with its bounds brought to a standard place: numbers below, no number added above."""
    upper = algebra.normal(high)
    shift = upper.top.get(poly.UNIT, Fraction(0))
    if upper.bottom != poly.constant(1) or shift == 0 or abs(shift) > 12 or set(upper.top) == {poly.UNIT}:
        return None
    if not isinstance(low, Num) or not isinstance(algebra.normal(low).top.get(poly.UNIT, Fraction(0)), Fraction):
        return None
    base = algebra.expression(algebra.minus(upper, algebra.number(shift)))
    nearest = difference(base, low) if shift > 0 else difference(high, low)
    if not nonnegative(Add((nearest, ONE)), algebra):
        return None
    sign = 1 if shift > 0 else -1
    steps = range(1, int(shift) + 1) if shift > 0 else range(0, int(shift), -1)
    ends = [algebra.normal(substitute(summand, {index: Add((base, number(k)))})) for k in steps]
    total = sum_over(index, low, base, algebra.normal(summand), algebra)
    extra = reduce(algebra.plus, ends, ZERO_QUOTIENT)
    return algebra.plus(total, extra) if sign > 0 else algebra.minus(total, extra)
