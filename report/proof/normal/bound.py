"""Sums and the like that no rule takes apart, in a standard place and order."""

from __future__ import annotations

from report.proof.expressions import (
    INFINITY,
    ZERO,
    Add,
    Big,
    Elem,
    Expr,
    Num,
    Sym,
    difference,
    walk,
)
from report.proof.normal.algebra import Algebra
from report.proof.normal.arithmetic import Quotient
from report.proof.signs import StuckError
from report.proof.substitution import free_names, substitute


def standing(op: str, index: str, low: Expr, high: Expr, summand: Expr, algebra: Algebra) -> Quotient:
    """Return the atom of a sum that no rule takes apart: counted from 0, its index named by its height."""
    start = algebra.normal(low)
    height = 1 + max((int(name.lstrip("#")) for name in _names_in(summand) if name.startswith("#")), default=-1)
    own = Sym(f"#{height}")
    if own.name not in algebra.facts.ranges:
        algebra.facts = algebra.facts.within(own.name, ZERO, INFINITY)
    lowest = algebra.expression(start)
    if isinstance(low, Num) and low.value < 0 and _keeps_its_start(summand, index):
        raise StuckError
    begin = low if isinstance(low, Num) and _keeps_its_start(summand, index) else ZERO
    swapped = _swapped(op, own.name, low, high, index, summand)
    if swapped is not None:
        return algebra.normal(swapped)
    shift = difference(lowest, begin)
    moved = own if begin == low else Add((own, shift))
    body = algebra.normal(substitute(summand, {index: moved}))
    last = algebra.normal(high if begin == low else difference(high, shift))
    key = (algebra.normal(begin), last, body)

    def make(parts: tuple[Expr, ...]) -> Expr:
        return Big(op, own.name, *parts)

    found = algebra.applied(f"{op} {own.name}", key, make)
    return algebra.as_atom(algebra.atoms[found])


def _swapped(op: str, own: str, low: Expr, high: Expr, index: str, summand: Expr) -> Expr | None:
    """Return a double sum over a rectangle in the other order, if that is the standard one."""
    if not isinstance(summand, Big) or summand.op != op or index in free_names(summand.low) | free_names(summand.high):
        return None
    here = Big(op, own, low, high, substitute(summand, {index: Sym(own)}))
    outer = "@outer"
    inner = substitute(summand.body, {summand.index: Sym(outer), index: Sym(summand.index)})
    there = Big(
        op, own, summand.low, summand.high, Big(op, summand.index, low, high, substitute(inner, {outer: Sym(own)}))
    )
    return there if str(there) < str(here) else None


def _keeps_its_start(summand: Expr, index: str) -> bool:
    """Whether the index picks entries: then its own numbering is the standard one."""
    return any(isinstance(part, Elem) and index in free_names(part) for part in walk(summand))


def _names_in(expr: Expr) -> set[str]:
    return {part.index for part in walk(expr) if isinstance(part, Big)} | set(free_names(expr))
