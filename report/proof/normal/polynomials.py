"""Polynomials with rational coefficients; exponents may be rational or negative.

A monomial is a sorted tuple of (generator number, exponent); a polynomial maps monomials to
nonzero coefficients. What the generators stand for is no concern here.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import gcd, lcm

from report.proof.deadline import is_past

Exponent = int | Fraction
Monomial = tuple[tuple[int, Exponent], ...]
Polynomial = dict[Monomial, Fraction]

UNIT: Monomial = ()
_MOST_TERMS = 600


_MOST_BITS = 20_000


class TooLargeError(ArithmeticError):
    """An expression has more terms than a proof is worth."""


def constant(value: int | Fraction) -> Polynomial:
    """Return the constant polynomial."""
    return {UNIT: Fraction(value)} if value else {}


def generator(number: int, exponent: Exponent = 1) -> Polynomial:
    """Return a power of one generator."""
    return {((number, _tidy(exponent)),): Fraction(1)} if exponent else constant(1)


def _tidy(exponent: Exponent) -> Exponent:
    return int(exponent) if exponent == int(exponent) else exponent


def times(first: Monomial, second: Monomial) -> Monomial:
    """Return the product of two monomials."""
    if not first or not second:
        return first or second
    exponents = dict(first)
    for number, exponent in second:
        exponents[number] = exponents.get(number, 0) + exponent
    return tuple(sorted((number, _tidy(exponent)) for number, exponent in exponents.items() if exponent))


def inverse(monomial: Monomial) -> Monomial:
    """Return one over a monomial."""
    return tuple((number, -exponent) for number, exponent in monomial)


def plus(first: Polynomial, second: Polynomial, factor: int | Fraction = 1) -> Polynomial:
    """Return ``first + factor * second``."""
    total = dict(first)
    for monomial, coefficient in second.items():
        value = total.get(monomial, Fraction(0)) + factor * coefficient
        if value:
            total[monomial] = value
        else:
            total.pop(monomial, None)
    return total


def product(first: Polynomial, second: Polynomial) -> Polynomial:
    """Return the product.

    Raises
    ------
    TooLargeError
        If it would have too many terms.
    """
    if len(first) * len(second) > 40 * _MOST_TERMS:
        raise TooLargeError
    if _bits(first) + _bits(second) > _MOST_BITS:
        raise TooLargeError
    total: Polynomial = {}
    for left, a in first.items():
        if is_past():
            raise TooLargeError
        for right, b in second.items():
            monomial = times(left, right)
            value = total.get(monomial, Fraction(0)) + a * b
            if value:
                total[monomial] = value
            else:
                total.pop(monomial, None)
    if len(total) > _MOST_TERMS:
        raise TooLargeError
    return total


def _bits(polynomial: Polynomial) -> int:
    return max((max(c.numerator.bit_length(), c.denominator.bit_length()) for c in polynomial.values()), default=0)


def scaled(polynomial: Polynomial, factor: Fraction, monomial: Monomial = UNIT) -> Polynomial:
    """Return `polynomial` times a number times a monomial."""
    return {times(term, monomial): coefficient * factor for term, coefficient in polynomial.items()}


def content(polynomial: Polynomial) -> Fraction:
    """Return the greatest positive rational that leaves integer coefficients without a common factor."""
    values = list(polynomial.values())
    return Fraction(gcd(*(v.numerator for v in values)), lcm(*(v.denominator for v in values)))


def common(polynomials: Iterable[Polynomial]) -> Monomial:
    """Return the monomial of least exponents over all terms of all polynomials."""
    least: dict[int, Exponent] | None = None
    for polynomial in polynomials:
        for monomial in polynomial:
            exponents = dict(monomial)
            if least is None:
                least = exponents
                continue
            for number in [*least, *(n for n in exponents if n not in least)]:
                least[number] = min(least.get(number, 0), exponents.get(number, 0))
    return tuple(sorted((number, exponent) for number, exponent in (least or {}).items() if exponent))


def leading(polynomial: Polynomial, order: list[int]) -> Monomial:
    """Return the greatest monomial, lexicographically by the exponents of `order`."""
    return max(polynomial, key=lambda monomial: tuple(dict(monomial).get(number, 0) for number in order))


def exact_quotient(top: Polynomial, bottom: Polynomial) -> Polynomial | None:
    """Return ``top / bottom`` if the division leaves nothing, else None."""
    order = sorted({number for p in (top, bottom) for monomial in p for number, _ in monomial})
    lead = leading(bottom, order)
    quotient: Polynomial = {}
    rest = top
    for _ in range(200):
        if not rest:
            return quotient
        first = leading(rest, order)
        step = times(first, inverse(lead))
        if any(exponent < 0 for _, exponent in step):
            return None
        factor = rest[first] / bottom[lead]
        quotient = plus(quotient, {step: factor})
        rest = plus(rest, scaled(bottom, factor, step), -1)
    return None
