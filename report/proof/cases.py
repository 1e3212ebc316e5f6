"""Case distinctions: an absolute value, a maximum or a definition by cases, taken apart at its corner."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from report.proof.expressions import (
    ZERO,
    Add,
    Cases,
    Condition,
    Expr,
    Fn,
    Sym,
    difference,
    rebuild,
    walk,
)
from report.proof.facts import Facts
from report.proof.normal import polynomials as poly
from report.proof.normal.algebra import Algebra
from report.proof.normal.polynomials import TooLargeError
from report.proof.signs import StuckError, nonnegative, positive
from report.proof.substitution import free_names, fresh_name, substitute

Prove = Callable[[Expr, Expr, Facts], str | None]
_DEEPEST = 3


def by_cases(left: Expr, right: Expr, facts: Facts, prove: Prove, depth: int = _DEEPEST) -> str | None:
    """Return by what `prove` settles the step above, at and below a corner of it, or None."""
    before = left, right
    left, right = settled(left, facts), settled(right, facts)
    corner = next(_corners(left, right, facts), None)
    if corner is None:
        return prove(left, right, facts) if depth < _DEEPEST or before != (left, right) else None
    if depth == 0:
        return None
    name, place = corner
    step = fresh_name("t")
    wider = facts.assuming(step, "positive")
    found = []
    for value in (Add((place, Sym(step))), place, difference(place, Sym(step))):
        rule = by_cases(substitute(left, {name: value}), substitute(right, {name: value}), wider, prove, depth - 1)
        if rule is None:
            return None
        found.append(rule)
    return f"case distinction on {name}, then {max(found, key=len)}"


def _corners(left: Expr, right: Expr, facts: Facts) -> Iterator[tuple[str, Expr]]:
    """Yield a real symbol and the value at which a part of the step has a corner."""
    algebra = Algebra(facts)
    for side in (left, right):
        for part in walk(side):
            for gap in _gaps(part):
                try:
                    found = _solved(algebra.normal(gap), facts, algebra)
                except (StuckError, TooLargeError):
                    continue
                if found is not None:
                    yield found


def _gaps(part: Expr) -> Iterator[Expr]:
    """Yield the differences whose sign decides what `part` is."""
    match part:
        case Fn("abs" | "sign" | "relu", (inside,)):
            yield inside
        case Fn("max" | "min", args):
            yield from (difference(one, other) for k, one in enumerate(args) for other in args[k + 1 :])
        case Cases(branches):
            for _, condition in branches:
                for one, _, other in condition.parts if condition else ():
                    yield difference(one, other)


def _solved(gap: object, facts: Facts, algebra: Algebra) -> tuple[str, Expr] | None:
    top, bottom = gap.top, gap.bottom  # type: ignore[attr-defined]
    if bottom != poly.constant(1):
        return None
    for monomial, coefficient in top.items():
        if len(monomial) != 1 or monomial[0][1] != 1:
            continue
        symbol = algebra.atoms[monomial[0][0]]
        if not isinstance(symbol, Sym) or facts.symbols.get(symbol.name) != "real" or symbol.name in facts.ranges:
            continue
        rest = poly.scaled({m: c for m, c in top.items() if m != monomial}, Fraction(-1) / coefficient)
        place = algebra.sum_expression(rest)
        if symbol.name not in free_names(place):
            return symbol.name, place
    return None


def settled(expr: Expr, facts: Facts) -> Expr:
    """Return `expr` with every corner of known side taken out."""
    expr = rebuild(expr, lambda part: settled(part, facts))
    algebra = Algebra(facts)
    match expr:
        case Cases(branches):
            return _branch(branches, algebra) or expr
        case Fn("max" | "min", (one, other)):
            gap = difference(one, other) if expr.name == "max" else difference(other, one)
            if nonnegative(gap, algebra):
                return one
            if nonnegative(difference(other, one) if expr.name == "max" else difference(one, other), algebra):
                return other
    return expr


def _branch(branches: tuple[tuple[Expr, Condition | None], ...], algebra: Algebra) -> Expr | None:
    for value, condition in branches:
        verdicts = [_decided(*part, algebra) for part in condition.parts] if condition else [True]
        if all(verdict is True for verdict in verdicts):
            return value
        if not any(verdict is False for verdict in verdicts):
            return None
    return None


def _decided(left: Expr, relation: str, right: Expr, algebra: Algebra) -> bool | None:
    """Return whether a comparison holds, or None if that is not proved."""
    gap = difference(right, left) if relation in ("<", "<=") else difference(left, right)
    try:
        equal = algebra.is_zero(algebra.normal(gap))
    except (StuckError, TooLargeError):
        equal = False
    above, below = positive(gap, algebra), positive(difference(ZERO, gap), algebra)
    if relation in ("=", "!="):
        return (relation == "=") if equal else (relation == "!=") if above or below else None
    if equal:
        return relation in ("<=", ">=")
    return True if above else False if below else None
