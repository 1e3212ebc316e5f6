"""Infinite sums with a known value: geometric and exponential series, told by the ratio of their terms."""

from __future__ import annotations

from report.proof.domains import demands
from report.proof.expressions import ONE, Add, Big, Div, Expr, Fn, Mul, Sym, difference, is_infinite, negative, rebuild
from report.proof.facts import Facts
from report.proof.inequalities import below
from report.proof.normal.algebra import Algebra
from report.proof.signs import StuckError, integral, nonnegative
from report.proof.substitution import free_names, fresh_name, substitute


def without_series(expr: Expr, facts: Facts) -> Expr:
    """Return `expr` with every infinite sum replaced by its value.

    Raises
    ------
    StuckError
        If a series is not known, or not proved to converge.
    """
    expr = rebuild(expr, lambda part: without_series(part, facts))
    if isinstance(expr, Big) and is_infinite(expr.high):
        return _value(expr, facts)
    return expr


def has_series(expr: Expr) -> bool:
    """Whether `expr` itself is an infinite sum."""
    return isinstance(expr, Big) and is_infinite(expr.high)


def _value(expr: Big, facts: Facts) -> Expr:
    index = fresh_name(expr.index)
    algebra = Algebra(facts.within(index, expr.low, expr.high))
    if expr.op != "sum" or not integral(expr.low, algebra) or not nonnegative(expr.low, algebra):
        raise StuckError
    body = substitute(expr.body, {expr.index: Sym(index)})
    if demands(body, algebra):
        raise StuckError
    after = substitute(body, {index: Add((Sym(index), ONE))})
    ratio = algebra.expression(algebra.over(algebra.normal(after), algebra.normal(body)))
    first = substitute(expr.body, {expr.index: expr.low})
    if index not in free_names(ratio):
        if below(ratio, ONE, facts, strict=True) and below(negative(ONE), ratio, facts, strict=True):
            return Div(first, difference(ONE, ratio))
        raise StuckError
    rate = algebra.expression(algebra.normal(Mul((ratio, Add((Sym(index), ONE))))))
    if index in free_names(rate) or not algebra.is_zero(algebra.normal(expr.low)):
        raise StuckError
    return Mul((first, Fn("exp", (rate,))))
