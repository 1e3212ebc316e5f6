"""The normal form: a quotient of polynomials in atoms, the same for equal formulas wherever rules allow.

Two formulas are proved equal when the numerator of their difference is the zero polynomial. Atoms
are whatever no rule takes apart: symbols, entries, exponentials, logarithms, sums. Exponentials
multiply by adding exponents, positive atoms take rational exponents, squares of |u| and of the
imaginary unit are replaced by their values. Nothing is ever proved *different* by a normal form.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

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
from report.proof.normal.arithmetic import Arithmetic, Quotient, Rule
from report.proof.normal.polynomials import Exponent, Monomial, Polynomial
from report.proof.signs import StuckError, nonnegative, positive

IMAGINARY = Const("I")


class Algebra(Arithmetic):
    """Atoms of a step, and the arithmetic over them.

    Attributes
    ----------
    facts : Facts
    atoms : list of Expr
        By number.
    notes : dict of str to None
        Names of the rules that were used, in order.
    judged : dict of (Expr, bool) to bool
        Formulas that were, or were not, proved positive (True) or nonnegative (False).
    """

    def __init__(self, facts: Facts) -> None:
        super().__init__()
        self.facts = facts
        self.atoms: list[Expr] = []
        self.numbers: dict[Expr, int] = {}
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
        return self.reduced(Quotient(poly.generator(self.atom(expr, rule), exponent), poly.constant(1)))

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
