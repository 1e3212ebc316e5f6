"""Normal forms of maxima and minima over an index."""

from __future__ import annotations

from fractions import Fraction

from report.proof.expressions import (
    Expr,
    difference,
)
from report.proof.normal import polynomials as poly
from report.proof.normal.algebra import Algebra
from report.proof.normal.arithmetic import ZERO_QUOTIENT, Quotient
from report.proof.normal.bound import standing
from report.proof.normal.sums import depends
from report.proof.signs import StuckError, nonnegative, positive


def extreme_over(op: str, index: str, low: Expr, high: Expr, body: Quotient, algebra: Algebra) -> Quotient:
    """Return a maximum or minimum over an index, constants pulled out."""
    if any(depends(atom, index, algebra) for monomial in body.bottom for atom, _ in monomial):
        return standing(op, index, low, high, algebra.expression(body), algebra)
    fixed = {m: c for m, c in body.top.items() if not any(depends(atom, index, algebra) for atom, _ in m)}
    moving = poly.plus(body.top, fixed, -1)
    constant = algebra.tidy(fixed, body.bottom)
    if not moving:
        if not nonnegative(difference(high, low), algebra):
            raise StuckError
        return constant
    shared = tuple(pair for pair in poly.common((moving,)) if not depends(pair[0], index, algebra))
    factor = Quotient({shared: poly.content(moving)}, body.bottom)
    core = poly.scaled(moving, 1 / poly.content(moving), poly.inverse(shared))
    scale = algebra.expression(factor)
    if core[min(core)] < 0:
        core, scale_is = poly.scaled(core, Fraction(-1)), -1
    else:
        scale_is = 1
    if positive(scale, algebra) or nonnegative(scale, algebra):
        algebra.note("a positive factor passes the maximum")
    else:
        opposite = algebra.expression(algebra.minus(ZERO_QUOTIENT, factor))
        if not nonnegative(opposite, algebra):
            return standing(op, index, low, high, algebra.expression(body), algebra)
        scale_is = -scale_is
    name = op if scale_is > 0 else {"max": "min", "min": "max"}[op]
    inner = standing(name, index, low, high, algebra.sum_expression(core), algebra)
    signed = (
        factor
        if core == poly.scaled(moving, 1 / poly.content(moving), poly.inverse(shared))
        else algebra.minus(ZERO_QUOTIENT, factor)
    )
    return algebra.plus(constant, algebra.times(signed, inner))
