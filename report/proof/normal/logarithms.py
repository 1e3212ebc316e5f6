"""Normal forms of logarithms, taken apart where their factors are proved positive."""

from __future__ import annotations

from fractions import Fraction

from report.proof.expressions import Big, Div, Expr, Fn, Mul, Num, Pow, is_infinite, number
from report.proof.normal import polynomials as poly
from report.proof.normal.algebra import Algebra
from report.proof.normal.arithmetic import ZERO_QUOTIENT, Quotient
from report.proof.normal.primes import factorised
from report.proof.signs import StuckError, nonzero, positive

_LOG_RULE = "logarithms of positive numbers"


def logarithm(part: Expr, algebra: Algebra) -> Quotient:
    """Return the normal form of log of `part`, taken apart where its factors are proved positive."""
    match part:
        case Fn("exp", (inside,)):
            algebra.note(_LOG_RULE)
            return algebra.normal(inside)
        case Fn("sqrt", (inside,)) if positive(inside, algebra):
            return algebra.times(algebra.number(Fraction(1, 2)), logarithm(inside, algebra))
        case Mul(factors) if all(positive(factor, algebra) for factor in factors):
            algebra.note(_LOG_RULE)
            total = ZERO_QUOTIENT
            for factor in factors:
                total = algebra.plus(total, logarithm(factor, algebra))
            return total
        case Div(top, bottom) if positive(top, algebra) and positive(bottom, algebra):
            algebra.note(_LOG_RULE)
            return algebra.minus(logarithm(top, algebra), logarithm(bottom, algebra))
        case Pow(base, exponent) if positive(base, algebra):
            algebra.note(_LOG_RULE)
            return algebra.times(algebra.normal(exponent), logarithm(base, algebra))
        case Pow(base, Num(value)) if value.denominator == 1 and value.numerator % 2 == 0 and nonzero(base, algebra):
            algebra.note(_LOG_RULE)
            return algebra.times(algebra.number(value), logarithm(Fn("abs", (base,)), algebra))
        case Big("prod", index, low, high, body) if not is_infinite(high) and positive(
            body, algebra.under(index, low, high)
        ):
            algebra.note("the logarithm of a product is the sum of the logarithms")
            return algebra.normal(Big("sum", index, low, high, Fn("log", (body,))))
    return _log_of(algebra.normal(part), positive(part, algebra), algebra)


def _log_of(value: Quotient, is_positive: bool, algebra: Algebra) -> Quotient:
    if not value.top:
        raise StuckError
    if is_positive and len(value.bottom) > 0 and value.bottom != poly.constant(1):
        bottom = algebra.sum_expression(value.bottom)
        if positive(bottom, algebra):
            above = _log_of(Quotient(value.top, poly.constant(1)), True, algebra)
            return algebra.minus(above, _log_of(Quotient(value.bottom, poly.constant(1)), True, algebra))
    if not is_positive or value.bottom != poly.constant(1):
        found = algebra.applied("log", (value,), lambda parts: Fn("log", parts))
        return algebra.as_atom(algebra.atoms[found])
    algebra.note(_LOG_RULE)
    size = poly.content(value.top)
    shared = tuple((atom, e) for atom, e in poly.common((value.top,)) if algebra.known_positive(atom))
    core = poly.scaled(value.top, 1 / size, poly.inverse(shared))
    total = _log_of_number(size, algebra)
    for atom, exponent in shared:
        total = algebra.plus(total, algebra.times(algebra.number(Fraction(exponent)), _log_of_atom(atom, algebra)))
    if core != poly.constant(1):
        found = algebra.applied("log", (Quotient(core, poly.constant(1)),), lambda parts: Fn("log", parts))
        total = algebra.plus(total, algebra.as_atom(algebra.atoms[found]))
    return total


def _log_of_atom(atom: int, algebra: Algebra) -> Quotient:
    match algebra.atoms[atom]:
        case Fn("exp", (inside,)):
            return algebra.normal(inside)
        case Fn("prime", (Num(value),)):
            return _log_of_number(value, algebra)
        case expr:
            found = algebra.applied("log", (algebra.as_atom(expr),), lambda parts: Fn("log", parts))
            return algebra.as_atom(algebra.atoms[found])


def _log_of_number(value: Fraction, algebra: Algebra) -> Quotient:
    total = ZERO_QUOTIENT
    for prime, exponent in factorised(value).items():
        atom = algebra.as_atom(Fn("log", (number(prime),)))
        total = algebra.plus(total, algebra.times(algebra.number(exponent), atom))
    return total
