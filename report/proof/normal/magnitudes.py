"""Normal forms of absolute values."""

from __future__ import annotations

from fractions import Fraction

from report.proof.expressions import Expr, Fn
from report.proof.normal import polynomials as poly
from report.proof.normal.algebra import Algebra
from report.proof.normal.arithmetic import ZERO_QUOTIENT, Quotient, Rule
from report.proof.normal.polynomials import Polynomial
from report.proof.signs import StuckError, nonnegative


def magnitude(part: Expr, algebra: Algebra) -> Quotient:
    """Return the normal form of the absolute value."""
    if nonnegative(part, algebra):
        return algebra.normal(part)
    value = algebra.normal(part)
    if nonnegative(algebra.expression(algebra.minus(ZERO_QUOTIENT, value)), algebra):
        return algebra.minus(ZERO_QUOTIENT, value)
    if any(algebra.is_complex(atom) for p in (value.top, value.bottom) for monomial in p for atom, _ in monomial):
        found = algebra.applied("abs", (value,), lambda parts: Fn("abs", parts))
        return _absolute_atom(found, value, algebra)
    return algebra.over(_magnitude_of(value.top, algebra), _magnitude_of(value.bottom, algebra))


def _magnitude_of(value: Polynomial, algebra: Algebra) -> Quotient:
    size = poly.content(value)
    shared = poly.common((value,))
    core = poly.scaled(value, 1 / size, poly.inverse(shared))
    result = algebra.number(size)
    for atom, exponent in shared:
        expr = algebra.atoms[atom]
        if algebra.known_nonnegative(atom) or exponent % 2 == 0:
            result = algebra.times(result, algebra.as_atom(expr, exponent))
        elif isinstance(exponent, int):
            single = algebra.as_atom(expr)
            found = algebra.applied("abs", (single,), lambda parts: Fn("abs", parts))
            result = algebra.times(result, algebra.power(_absolute_atom(found, single, algebra), exponent))
        else:
            raise StuckError
    if len(core) > 1:
        if core[min(core)] < 0:
            core = poly.scaled(core, Fraction(-1))
        inside = Quotient(core, poly.constant(1))
        found = algebra.applied("abs", (inside,), lambda parts: Fn("abs", parts))
        result = algebra.times(result, _absolute_atom(found, inside, algebra))
    return result


def _absolute_atom(found: int, inside: Quotient, algebra: Algebra) -> Quotient:
    algebra.rules.setdefault(found, Rule(2, algebra.times(inside, inside)))
    return algebra.as_atom(algebra.atoms[found])
