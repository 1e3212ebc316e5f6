"""Sums, products and powers of quotients of polynomials, powers of atoms replaced as rules say."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor

from report.proof.normal import polynomials as poly
from report.proof.normal.polynomials import Polynomial
from report.proof.signs import StuckError


@dataclass(frozen=True, eq=False)
class Quotient:
    """One polynomial over another."""

    top: Polynomial
    bottom: Polynomial


@dataclass(frozen=True, eq=False)
class Rule:
    """What becomes of an atom to the power `modulus`."""

    modulus: int
    value: Quotient


ZERO_QUOTIENT = Quotient({}, poly.constant(1))
ONE_QUOTIENT = Quotient(poly.constant(1), poly.constant(1))


class Arithmetic:
    """Calculates with quotients over atoms that are numbers.

    Attributes
    ----------
    rules : dict of int to Rule
        Replacements for powers of atoms.
    """

    def __init__(self) -> None:
        self.rules: dict[int, Rule] = {}

    def is_zero(self, value: Quotient) -> bool:
        """Whether `value` is zero."""
        return not value.top

    def number(self, value: int | Fraction) -> Quotient:
        """Return a number."""
        return Quotient(poly.constant(value), poly.constant(1))

    def plus(self, first: Quotient, second: Quotient) -> Quotient:
        """Return the sum."""
        if first.bottom == second.bottom:
            return self.tidy(poly.plus(first.top, second.top), first.bottom)
        factor = poly.exact_quotient(second.bottom, first.bottom)
        if factor is not None:
            return self.reduced(Quotient(poly.plus(poly.product(first.top, factor), second.top), second.bottom))
        factor = poly.exact_quotient(first.bottom, second.bottom)
        if factor is not None:
            return self.reduced(Quotient(poly.plus(first.top, poly.product(second.top, factor)), first.bottom))
        top = poly.plus(poly.product(first.top, second.bottom), poly.product(second.top, first.bottom))
        return self.reduced(Quotient(top, poly.product(first.bottom, second.bottom)))

    def minus(self, first: Quotient, second: Quotient) -> Quotient:
        """Return the difference."""
        return self.plus(first, Quotient(poly.scaled(second.top, Fraction(-1)), second.bottom))

    def times(self, first: Quotient, second: Quotient) -> Quotient:
        """Return the product."""
        return self.reduced(Quotient(poly.product(first.top, second.top), poly.product(first.bottom, second.bottom)))

    def over(self, first: Quotient, second: Quotient) -> Quotient:
        """Return the quotient.

        Raises
        ------
        StuckError
            If the divisor is zero.
        """
        if not second.top:
            raise StuckError
        return self.times(first, Quotient(second.bottom, second.top))

    def power(self, base: Quotient, exponent: int) -> Quotient:
        """Return an integer power."""
        if exponent < 0:
            return self.power(self.over(ONE_QUOTIENT, base), -exponent)
        if exponent > 60 and len(base.top) + len(base.bottom) > 2:
            raise poly.TooLargeError
        result = ONE_QUOTIENT
        square = base
        while exponent:
            if exponent % 2:
                result = self.times(result, square)
            exponent //= 2
            if exponent:
                square = self.times(square, square)
        return result

    def tidy(self, top: Polynomial, bottom: Polynomial) -> Quotient:
        """Return ``top / bottom`` without common monomials, with an exact division made and a leading one below."""
        if not top:
            return ZERO_QUOTIENT
        shared = poly.inverse(poly.common((top, bottom)))
        if shared:
            top, bottom = poly.scaled(top, Fraction(1), shared), poly.scaled(bottom, Fraction(1), shared)
        if len(bottom) > 1:
            quotient = poly.exact_quotient(top, bottom) if _integer_exponents(top, bottom) else None
            if quotient is not None:
                return Quotient(quotient, poly.constant(1))
            if 1 < len(top) <= len(bottom) and _integer_exponents(top, bottom):
                quotient = poly.exact_quotient(bottom, top)
                if quotient is not None:
                    top, bottom = poly.constant(1), quotient
        lead = 1 / bottom[min(bottom)]
        if lead != 1:
            top, bottom = poly.scaled(top, lead), poly.scaled(bottom, lead)
        return Quotient(top, bottom)

    def reduced(self, value: Quotient) -> Quotient:
        """Return `value` with powers of atoms replaced as their rules say.

        Raises
        ------
        StuckError
            If that has no end.
        """
        for _ in range(100):
            value = self.tidy(value.top, value.bottom)
            found = self._reducible({**value.top, **value.bottom})
            if found is None:
                return value
            value = self._replaced(value, found)
        raise StuckError

    def _reducible(self, polynomial: Polynomial) -> int | None:
        for monomial in polynomial:
            for name, exponent in monomial:
                rule = self.rules.get(name)
                if rule is not None and not 0 <= exponent < rule.modulus:
                    return name
        return None

    def _replaced(self, value: Quotient, atom: int) -> Quotient:
        rule = self.rules[atom]
        top_top, top_bottom = self._replaced_in(value.top, atom, rule)
        bottom_top, bottom_bottom = self._replaced_in(value.bottom, atom, rule)
        if not bottom_top:
            raise StuckError
        return Quotient(poly.product(top_top, bottom_bottom), poly.product(top_bottom, bottom_top))

    def _replaced_in(self, polynomial: Polynomial, atom: int, rule: Rule) -> tuple[Polynomial, Polynomial]:
        """Return `polynomial` as a quotient in which the exponent of `atom` is below its modulus."""
        parts: dict[int, Polynomial] = {}
        for monomial, coefficient in polynomial.items():
            exponent = dict(monomial).get(atom, 0)
            times = floor(exponent / rule.modulus) if rule.modulus > 1 else floor(exponent)
            rest = poly.times(monomial, ((atom, -times * rule.modulus),)) if times else monomial
            parts[times] = poly.plus(parts.get(times, {}), {rest: coefficient})
        least, most = min(0, *parts), max(0, *parts)
        top: Polynomial = {}
        for times, part in parts.items():
            raised = poly.product(_raised(rule.value.top, times - least), _raised(rule.value.bottom, most - times))
            top = poly.plus(top, poly.product(part, raised))
        bottom = poly.product(_raised(rule.value.top, -least), _raised(rule.value.bottom, most))
        return top, bottom


def _raised(base: Polynomial, exponent: int) -> Polynomial:
    result = poly.constant(1)
    for _ in range(exponent):
        result = poly.product(result, base)
    return result


def _integer_exponents(*polynomials: Polynomial) -> bool:
    return all(isinstance(e, int) and e >= 0 for p in polynomials for monomial in p for _, e in monomial)
