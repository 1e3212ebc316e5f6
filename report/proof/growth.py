"""Orders of growth at infinity: exponentials over powers over logarithms."""

from __future__ import annotations

from fractions import Fraction

from report.proof import polynomials as poly
from report.proof.expressions import INFINITY, MINUS_ONE, ZERO, Div, Expr, Fn, Mul, Sym
from report.proof.normal_form import Algebra, Quotient
from report.proof.polynomials import Monomial, Polynomial
from report.proof.signs import nonzero, positive
from report.proof.substitution import free_names

Order = tuple[tuple[Fraction, ...], Fraction, Fraction]
"""Growth of a monomial: rates of exp(x^k) for k from high to low, the power of x, the power of log x."""
_DEGREES = (3, 2, 1)


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
    groups: dict[Order, Polynomial] = {}
    for monomial, coefficient in value.items():
        split = _order(monomial, name, algebra)
        if split is None:
            return None
        order, rest = split
        groups[order] = poly.plus(groups.get(order, {}), {rest: coefficient})
    best = max(groups)
    if not groups[best]:
        return None
    return best, algebra.expression(Quotient(groups[best], poly.constant(1)))


def _order(monomial: Monomial, name: str, algebra: Algebra) -> tuple[Order, Monomial] | None:
    rates = dict.fromkeys(_DEGREES, Fraction(0))
    power = logs = Fraction(0)
    rest: list[tuple[int, poly.Exponent]] = []
    for atom, exponent in monomial:
        expr = algebra.atoms[atom]
        if name not in free_names(expr):
            rest.append((atom, exponent))
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
        else:
            return None
    return (tuple(rates[degree] for degree in _DEGREES), power, logs), tuple(rest)


def _rate(inside: Expr, name: str, algebra: Algebra) -> tuple[int, Fraction] | None:
    """Return degree and factor of an exponent that is a number times a power of the variable."""
    value = algebra.normal(inside)
    if value.bottom != poly.constant(1) or len(value.top) != 1:
        return None
    ((monomial, coefficient),) = value.top.items()
    degree = 0
    for atom, exponent in monomial:
        if algebra.atoms[atom] != Sym(name) or exponent not in _DEGREES:
            return None
        degree = int(exponent)
    return (degree, coefficient) if degree else None
