"""Normal forms of powers with a fraction for exponent."""

from __future__ import annotations

from fractions import Fraction

from report.proof.expressions import Div, Expr, Fn, Mul, Num, Pow
from report.proof.normal import polynomials as poly
from report.proof.normal.algebra import Algebra
from report.proof.normal.arithmetic import ONE_QUOTIENT, ZERO_QUOTIENT, Quotient, Rule
from report.proof.normal.magnitudes import magnitude
from report.proof.normal.polynomials import Polynomial
from report.proof.normal.primes import factorised
from report.proof.signs import StuckError, nonnegative, positive


def rational_power(base: Expr, exponent: Fraction, algebra: Algebra) -> Quotient:
    """Return ``base ** exponent`` for a fraction `exponent`; where it is defined, `base` is nonnegative."""
    match base:
        case Fn("exp", (inside,)):
            return algebra.normal(Fn("exp", (Mul((Num(exponent), inside)),)))
        case Pow(inner, Num(value)) if nonnegative(inner, algebra):
            return _power_of(inner, value * exponent, algebra)
        case Pow(inner, Num(value)) if value.denominator == 1 and value.numerator % 2 == 0:
            algebra.note("the root of a square is the absolute value")
            return _power_of(Fn("abs", (inner,)), value * exponent, algebra)
        case Mul(factors) if all(nonnegative(factor, algebra) for factor in factors):
            result = ONE_QUOTIENT
            for factor in factors:
                result = algebra.times(result, rational_power(factor, exponent, algebra))
            return result
        case Div(top, bottom) if nonnegative(top, algebra) and nonnegative(bottom, algebra):
            return algebra.over(rational_power(top, exponent, algebra), rational_power(bottom, exponent, algebra))
    return _quotient_power(algebra.normal(base), exponent, algebra)


def _power_of(base: Expr, exponent: Fraction, algebra: Algebra) -> Quotient:
    if exponent.denominator == 1:
        return algebra.power(algebra.normal(base), int(exponent))
    return rational_power(base, exponent, algebra)


def _quotient_power(value: Quotient, exponent: Fraction, algebra: Algebra) -> Quotient:
    if not value.top:
        if exponent < 0:
            raise StuckError
        return ZERO_QUOTIENT
    if value.bottom == poly.constant(1):
        return _polynomial_power(value.top, exponent, algebra)
    bottom = algebra.sum_expression(value.bottom)
    if positive(bottom, algebra):
        above = _polynomial_power(value.top, exponent, algebra)
        return algebra.over(above, _polynomial_power(value.bottom, exponent, algebra))
    raise StuckError


def _polynomial_power(value: Polynomial, exponent: Fraction, algebra: Algebra) -> Quotient:
    """Return a power of a polynomial that is nonnegative wherever the power is defined."""
    size = poly.content(value)
    shared = poly.common((value,))
    alone = len(value) == 1 and next(iter(value.values())) > 0
    pulled: list[tuple[int, poly.Exponent]] = []
    result = ONE_QUOTIENT
    for atom, e in shared:
        if algebra.known_positive(atom) or (alone and algebra.known_nonnegative(atom) and e > 0):
            result = algebra.times(result, algebra.as_atom(algebra.atoms[atom], e * exponent))
        elif alone and e > 0 and not algebra.is_complex(atom):
            size_of = magnitude(algebra.atoms[atom], algebra)
            result = algebra.times(result, _magnitude_power(size_of, e * exponent, algebra))
        else:
            continue
        pulled.append((atom, e))
    core = poly.scaled(value, 1 / size, poly.inverse(tuple(pulled)))
    for prime, times in factorised(size).items():
        result = algebra.times(result, algebra.prime(prime, times * exponent))
    if core != poly.constant(1):
        inside = Quotient(core, poly.constant(1))
        found = algebra.applied("base", (inside,), lambda parts: Fn("base", parts))
        algebra.rules.setdefault(found, Rule(1, inside))
        result = algebra.times(result, algebra.as_atom(algebra.atoms[found], exponent))
    return result


def _magnitude_power(size: Quotient, exponent: Fraction | int, algebra: Algebra) -> Quotient:
    exponent = Fraction(exponent)
    if exponent.denominator == 1:
        return algebra.power(size, int(exponent))
    return _quotient_power(size, exponent, algebra)
