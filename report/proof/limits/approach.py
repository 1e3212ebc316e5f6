"""A variable on its way to a target, and where formulas are real close to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from report.proof.domains import demands
from report.proof.expressions import (
    INFINITY,
    MINUS_ONE,
    ZERO,
    Expr,
    Fn,
    Mul,
    Num,
    Pow,
    Sym,
    walk,
)
from report.proof.facts import Facts
from report.proof.normal.algebra import Algebra
from report.proof.normal.polynomials import Polynomial, plus
from report.proof.signs import nonzero, positive
from report.proof.substitution import free_names, substitute

DEEPEST = 5
SQUEEZES = 6
JUMPS = {"floor", "ceil", "sign", "delta", "binomial", "factorial"}
MINUS_INFINITY = Mul((MINUS_ONE, INFINITY))


@dataclass
class Approach:
    """A variable on its way: to a finite target from one or both sides, or to infinity."""

    name: str
    target: Expr
    side: str
    facts: Facts
    notes: dict[str, None] = field(default_factory=dict)
    squeezes: int = 0
    whole: Expr = ZERO
    search: Callable[[Expr, Approach, int], Expr | None] = lambda expr, way, depth: None

    def tends(self, expr: Expr, depth: int) -> Expr | None:
        """Return what `expr` tends to on this way, as far as rules of this depth find it."""
        return self.search(expr, self, depth)

    def algebra(self) -> Algebra:
        """Return an algebra that knows the variable to be where it ends up: positive on its way to infinity."""
        facts = self.facts
        known = facts.symbols.get(self.name, "real")
        if self.target == INFINITY and "integer" not in known:
            facts = facts.assuming(self.name, "positive")
        if self.target == INFINITY and known == "integer":
            facts = facts.assuming(self.name, "positive integer")
        if self.target == ZERO and self.side == "+":
            facts = facts.assuming(self.name, "positive")
        if self.target == ZERO and not self.side and known == "real":
            facts = facts.assuming(self.name, "nonzero")
        return Algebra(facts)


def is_defined_off(expr: Expr, way: Approach) -> bool:
    """Whether `expr` is real close to the target, if divisors are nothing but the variable."""
    algebra = way.algebra()
    return all(demand.kind == "nonzero" and demand.part == Sym(way.name) for demand in demands(expr, algebra))


def is_defined(expr: Expr, way: Approach) -> bool:
    """Whether `expr` is real close to the target, off it: its demands hold, or fail at isolated points only."""
    algebra = way.algebra()
    for demand in demands(expr, algebra):
        if demand.kind != "nonzero":
            return False
        value = algebra.normal(demand.part).top
        own = algebra.atom(Sym(way.name))
        powers: dict[object, Polynomial] = {}
        for monomial, coefficient in value.items():
            inside = tuple(pair for pair in monomial if way.name in free_names(algebra.atoms[pair[0]]))
            if any(atom != own for atom, _ in inside):
                return False
            rest = tuple(pair for pair in monomial if pair not in inside)
            powers[inside] = plus(powers.get(inside, {}), {rest: coefficient})
        if not any(nonzero(algebra.sum_expression(part), algebra) for part in powers.values()):
            return False
    return True


def defined_around(expr: Expr, value: Expr, way: Approach, algebra: Algebra) -> bool:
    """Whether every demand holds strictly at the target, hence around it."""
    if demands(value, algebra):
        return False
    for part in walk(expr):
        if way.name not in free_names(part):
            continue
        root = isinstance(part, Fn) and part.name in ("sqrt", "root", "arcsin", "arccos", "arcosh")
        power = isinstance(part, Pow) and not (isinstance(part.exponent, Num) and part.exponent.value.denominator == 1)
        if root:
            assert isinstance(part, Fn)
            inside = substitute(part.args[0], {way.name: way.target})
            if part.name not in ("sqrt", "root") or not (positive(inside, algebra) or not demands(expr, way.algebra())):
                return False
        if power:
            assert isinstance(part, Pow)
            if not positive(substitute(part.base, {way.name: way.target}), algebra):
                return False
    return True
