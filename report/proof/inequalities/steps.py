"""Inequalities by induction, by exponentials, and by what a maximum is made of."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import combinations

from report.proof.equations import counting_names
from report.proof.expressions import ONE, Add, Big, Expr, Fn, Mul, Sym, difference, number, walk
from report.proof.facts import Facts
from report.proof.inequalities.signs_of import sign_rule
from report.proof.normal.algebra import Algebra
from report.proof.signs import nonnegative
from report.proof.substitution import free_names, fresh_name, substitute

Below = Callable[[Expr, Expr, Facts, bool, int], str | None]
_FACTORS = (1, 2, 3, Fraction(1, 2), 4)


def by_induction(left: Expr, right: Expr, facts: Facts, strict: bool) -> str | None:
    """Prove the step for 1, and that the gap at n + 1 is at least a positive multiple of the gap at n."""
    gap = difference(right, left)
    for name in counting_names(left, right, facts):
        if sign_rule(substitute(gap, {name: ONE}), facts, strict=strict) is None:
            continue
        following = substitute(gap, {name: Add((Sym(name), ONE))})
        for factor in _FACTORS:
            if sign_rule(difference(following, Mul((number(factor), gap))), facts, strict=False):
                return f"induction over {name}"
    return None


def by_exponentials(left: Expr, right: Expr, facts: Facts, strict: bool, below: Below) -> str | None:
    """Compare the exponentials of both sides where there are logarithms."""
    if not any(isinstance(part, Fn) and part.name == "log" for side in (left, right) for part in walk(side)):
        return None
    gap = difference(right, left)
    one, other = Fn("exp", (left,)), Fn("exp", (right,))
    rule = sign_rule(difference(other, one), facts, strict=strict)
    rule = rule or sign_rule(difference(Fn("exp", (gap,)), ONE), facts, strict=strict)
    rule = rule or _flattened(one, other, facts, strict, below)
    return f"exponential of both sides: {rule}" if rule else None


def _flattened(one: Expr, other: Expr, facts: Facts, strict: bool, below: Below) -> str | None:
    algebra = Algebra(facts)
    small, large = (algebra.expression(algebra.normal(side)) for side in (one, other))
    return below(small, large, facts, strict, 1)


def by_extremes(left: Expr, right: Expr, facts: Facts, strict: bool, below: Below, depth: int) -> str | None:
    """Take apart ``max(a, b) <= c`` and ``c <= min(a, b)``."""
    if not depth:
        return None
    if isinstance(left, Big) and left.op == "max":
        return _each_entry(left, right, facts, strict, below, depth, reverse=False)
    if isinstance(right, Big) and right.op == "min":
        return _each_entry(right, left, facts, strict, below, depth, reverse=True)
    if isinstance(left, Fn) and left.name == "max":
        rules = [below(arg, right, facts, strict, depth - 1) for arg in left.args]
    elif isinstance(right, Fn) and right.name == "min":
        rules = [below(left, arg, facts, strict, depth - 1) for arg in right.args]
    else:
        return None
    found = [rule for rule in rules if rule]
    return f"each argument: {max(found, key=len)}" if len(found) == len(rules) else None


def _each_entry(
    extreme: Big, other: Expr, facts: Facts, strict: bool, below: Below, depth: int, *, reverse: bool
) -> str | None:
    """Compare every entry of a maximum or minimum over an index."""
    name = f"{extreme.index}'"
    inner = facts.within(name, extreme.low, extreme.high)
    entry = substitute(extreme.body, {extreme.index: Sym(name)})
    rule = below(other, entry, inner, strict, depth - 1) if reverse else below(entry, other, inner, strict, depth - 1)
    return f"each entry: {rule}" if rule else None


def by_squares(left: Expr, right: Expr, facts: Facts, strict: bool, below: Below) -> str | None:
    """Compare the squares of both sides where there is a root, the larger side being nonnegative."""
    roots = [part for side in (left, right) for part in walk(side) if isinstance(part, Fn) and part.name == "sqrt"]
    if not roots or not nonnegative(right, Algebra(facts)):
        return None
    algebra = Algebra(facts)
    one, other = (algebra.expression(algebra.normal(Mul((side, side)))) for side in (left, right))
    rule = below(one, other, facts, strict, 1)
    return f"squares of both sides: {rule}" if rule else None


def by_order(left: Expr, right: Expr, facts: Facts, strict: bool) -> str | None:
    """Prove the step for either order of two positive letters, the larger written as the smaller and a rest."""
    names = [
        name
        for name in sorted(free_names(left) | free_names(right))
        if facts.symbols.get(name) in ("positive", "nonnegative") and name not in facts.ranges
    ]
    gap = difference(right, left)
    for one, other in combinations(names[:4], 2):
        rest = fresh_name("t")
        wider = facts.assuming(rest, "nonnegative")
        sides = [substitute(gap, {big: Add((Sym(small), Sym(rest)))}) for big, small in ((one, other), (other, one))]
        if all(sign_rule(side, wider, strict=strict) for side in sides):
            return f"case distinction on the order of {one} and {other}"
    return None
