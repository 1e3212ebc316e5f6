"""The normal form: a quotient of polynomials in atoms, the same for equal formulas wherever rules allow.

Two formulas are proved equal when the numerator of their difference is the zero polynomial. Atoms
are whatever no rule takes apart: symbols, entries, exponentials, logarithms, sums. Exponentials
multiply by adding exponents, positive atoms take rational exponents, squares of |u| and of the
imaginary unit are replaced by their values. Nothing is ever proved *different* by a normal form.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from report.proof.deadline import is_past
from report.proof.expressions import (
    Add,
    Const,
    Div,
    Expr,
    Fn,
    Mul,
    Num,
    Pow,
    Sym,
    number,
    walk,
)
from report.proof.facts import Facts
from report.proof.normal import polynomials as poly
from report.proof.normal.polynomials import Exponent, Monomial, Polynomial
from report.proof.signs import StuckError, nonnegative, positive

IMAGINARY = Const("I")


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


class Algebra:
    """Atoms of a step, and the arithmetic over them.

    Attributes
    ----------
    facts : Facts
    atoms : list of Expr
        By number.
    rules : dict of int to Rule
        Replacements for powers of atoms.
    notes : dict of str to None
        Names of the rules that were used, in order.
    judged : dict of (Expr, bool) to bool
        Formulas that were, or were not, proved positive (True) or nonnegative (False).
    """

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.atoms: list[Expr] = []
        self.numbers: dict[Expr, int] = {}
        self.rules: dict[int, Rule] = {}
        self.notes: dict[str, None] = {}
        self.judged: dict[tuple[Expr, bool], bool] = {}
        self._arguments: dict[tuple[str, int], list[tuple[tuple[Quotient, ...], int]]] = {}
        self._complex: set[int] = set()
        self._signs: dict[tuple[int, bool], bool] = {}
        self._known: dict[Expr, Quotient] = {}
        self._under: dict[tuple[str, Expr, Expr], Algebra] = {}

    def under(self, index: str, low: Expr, high: Expr) -> Algebra:
        """Return an algebra that knows besides that `index` runs from `low` to `high`."""
        key = (index, low, high)
        if key not in self._under:
            self._under[key] = Algebra(self.facts.within(*key))
        return self._under[key]

    def note(self, rule: str) -> None:
        """Remember that `rule` was used."""
        self.notes.setdefault(rule)

    def normal(self, expr: Expr) -> Quotient:
        """Return the normal form of `expr`.

        Raises
        ------
        StuckError
            If it holds a limit, cases, or something else without a normal form.
        TooLargeError
            If it has too many terms.
        """
        found = self._known.get(expr)
        if found is None:
            if is_past():
                raise StuckError
            from report.proof.normal.rewriting import rewrite

            found = self._known[expr] = rewrite(expr, self)
        return found

    def equal(self, left: Expr, right: Expr) -> bool:
        """Whether the normal forms agree."""
        return self.is_zero(self.minus(self.normal(left), self.normal(right)))

    def is_zero(self, value: Quotient) -> bool:
        """Whether `value` is zero."""
        return not value.top

    # arithmetic

    def number(self, value: int | Fraction) -> Quotient:
        """Return a number."""
        return Quotient(poly.constant(value), poly.constant(1))

    def plus(self, first: Quotient, second: Quotient) -> Quotient:
        """Return the sum."""
        if first.bottom == second.bottom:
            return self.tidy(poly.plus(first.top, second.top), first.bottom)
        factor = poly.exact_quotient(second.bottom, first.bottom)
        if factor is not None:
            return self._reduced(Quotient(poly.plus(poly.product(first.top, factor), second.top), second.bottom))
        factor = poly.exact_quotient(first.bottom, second.bottom)
        if factor is not None:
            return self._reduced(Quotient(poly.plus(first.top, poly.product(second.top, factor)), first.bottom))
        top = poly.plus(poly.product(first.top, second.bottom), poly.product(second.top, first.bottom))
        return self._reduced(Quotient(top, poly.product(first.bottom, second.bottom)))

    def minus(self, first: Quotient, second: Quotient) -> Quotient:
        """Return the difference."""
        return self.plus(first, Quotient(poly.scaled(second.top, Fraction(-1)), second.bottom))

    def times(self, first: Quotient, second: Quotient) -> Quotient:
        """Return the product."""
        return self._reduced(Quotient(poly.product(first.top, second.top), poly.product(first.bottom, second.bottom)))

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

    def _reduced(self, value: Quotient) -> Quotient:
        """Return `value` with powers of atoms replaced as their rules say."""
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

    # atoms

    def atom(self, expr: Expr, rule: Rule | None = None) -> int:
        """Return the number of the atom `expr`."""
        if expr not in self.numbers:
            self.numbers[expr] = len(self.atoms)
            self.atoms.append(expr)
            if IMAGINARY in walk(expr):
                self._complex.add(self.numbers[expr])
            if rule is not None:
                self.rules[self.numbers[expr]] = rule
        return self.numbers[expr]

    def as_atom(self, expr: Expr, exponent: Exponent = 1, rule: Rule | None = None) -> Quotient:
        """Return a power of the atom `expr`."""
        return self._reduced(Quotient(poly.generator(self.atom(expr, rule), exponent), poly.constant(1)))

    def applied(self, head: str, arguments: tuple[Quotient, ...], make: Callable[[tuple[Expr, ...]], Expr]) -> int:
        """Return the atom of `head` at `arguments`: the one that stands already if its arguments are equal."""
        known = self._arguments.setdefault((head, len(arguments)), [])
        for others, found in known:
            if all(self.is_zero(self.minus(one, other)) for one, other in zip(arguments, others, strict=True)):
                return found
        found = self.atom(make(tuple(map(self.expression, arguments))))
        known.append((arguments, found))
        return found

    def imaginary(self) -> Quotient:
        """Return the imaginary unit, which serves the addition theorems."""
        return self.as_atom(IMAGINARY, 1, Rule(2, self.number(-1)))

    def prime(self, value: int, exponent: Fraction) -> Quotient:
        """Return a rational power of a prime."""
        return self.as_atom(Fn("prime", (number(value),)), exponent, Rule(1, self.number(value)))

    def known_positive(self, atom: int) -> bool:
        """Whether the atom is proved positive."""
        return self._sign(atom, strict=True)

    def known_nonnegative(self, atom: int) -> bool:
        """Whether the atom is proved nonnegative."""
        return self._sign(atom, strict=False)

    def is_complex(self, atom: int) -> bool:
        """Whether the atom is no real number by itself."""
        return atom in self._complex

    def _sign(self, atom: int, *, strict: bool) -> bool:
        if atom in self._complex:
            return False
        key = (atom, strict)
        if key not in self._signs:
            self._signs[key] = False
            expr = self.atoms[atom]
            if isinstance(expr, Fn) and expr.name == "prime":
                self._signs[key] = True
            elif isinstance(expr, Sym) and " from " in expr.name:
                self._signs[key] = not strict
            else:
                self._signs[key] = (positive if strict else nonnegative)(expr, self)
        return self._signs[key]

    # back to formulas

    def expression(self, value: Quotient) -> Expr:
        """Return `value` as a formula in a fixed order of terms."""
        top = self.sum_expression(value.top)
        return top if value.bottom == poly.constant(1) else Div(top, self.sum_expression(value.bottom))

    def sum_expression(self, polynomial: Polynomial) -> Expr:
        """Return a polynomial as a formula."""
        terms = [self.monomial_expression(term, polynomial[term]) for term in sorted(polynomial, key=_order)]
        return Num(Fraction(0)) if not terms else terms[0] if len(terms) == 1 else Add(tuple(terms))

    def monomial_expression(self, monomial: Monomial, coefficient: Fraction = Fraction(1)) -> Expr:
        """Return a monomial as a formula."""
        factors: list[Expr] = [] if coefficient == 1 and monomial else [Num(coefficient)]
        for atom, exponent in monomial:
            base = self.atoms[atom]
            if isinstance(base, Fn) and base.name == "prime":
                base = base.args[0]
            factors.append(base if exponent == 1 else Pow(base, Num(Fraction(exponent))))
        return factors[0] if len(factors) == 1 else Mul(tuple(factors))


def _order(monomial: Monomial) -> tuple[tuple[int, Fraction], ...]:
    return tuple((atom, Fraction(exponent)) for atom, exponent in monomial)


def _raised(base: Polynomial, exponent: int) -> Polynomial:
    result = poly.constant(1)
    for _ in range(exponent):
        result = poly.product(result, base)
    return result


def _integer_exponents(*polynomials: Polynomial) -> bool:
    return all(isinstance(e, int) and e >= 0 for p in polynomials for monomial in p for _, e in monomial)
