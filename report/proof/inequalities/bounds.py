"""Bounds of a formula from bounds of its parts.

Every bound is a formula that is at least (or at most) the given one wherever that is defined. The
rules: a larger argument makes a monotone function larger; a sum of larger terms is larger; an entry
lies between the least and the greatest entry; a sum of nonnegative terms is at least any of them,
so also at least the one in which the maximum is attained.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

from report.proof.expressions import (
    MINUS_ONE,
    ONE,
    TWO,
    ZERO,
    Add,
    Big,
    Div,
    Elem,
    Expr,
    Fn,
    Mul,
    Num,
    Pow,
    Sym,
    difference,
    is_infinite,
    negative,
    rebuild,
    walk,
)
from report.proof.normal.algebra import Algebra
from report.proof.signs import nonnegative, positive
from report.proof.substitution import free_names, substitute

_INCREASING = {
    "exp",
    "log",
    "sqrt",
    "arctan",
    "sinh",
    "tanh",
    "arsinh",
    "artanh",
    "arcsin",
    "relu",
    "floor",
    "ceil",
    "sign",
}
_RANGE: dict[str, tuple[Expr | None, Expr | None]] = {
    "sin": (MINUS_ONE, ONE), "cos": (MINUS_ONE, ONE), "tanh": (MINUS_ONE, ONE), "sign": (MINUS_ONE, ONE),
    "cosh": (ONE, None), "abs": (ZERO, None), "exp": (ZERO, None), "sqrt": (ZERO, None), "relu": (ZERO, None),
}  # fmt: skip
_MOST = 12


def bounds(expr: Expr, algebra: Algebra, *, up: bool, depth: int = 9) -> list[Expr]:
    """Return upper (or lower) bounds of `expr`, itself first."""
    found = [expr]
    if depth and not isinstance(expr, Num):
        for bound in islice(_bounds(expr, algebra, up=up, depth=depth), _MOST):
            if bound not in found:
                found.append(bound)
    return found


def _bounds(expr: Expr, algebra: Algebra, *, up: bool, depth: int) -> Iterator[Expr]:
    def of(part: Expr, upwards: bool = up) -> list[Expr]:
        return bounds(part, algebra, up=upwards, depth=depth - 1)

    match expr:
        case Elem(vector, (Sym(index),)):
            yield from _extreme_entry(vector, index, algebra, up=up)
        case Add(terms):
            for parts in islice(product(*map(of, terms)), _MOST):
                yield Add(parts)
        case Mul(factors):
            yield from _product(factors, algebra, up=up, depth=depth)
        case Div(top, bottom):
            yield from _quotient(top, bottom, algebra, up=up, depth=depth)
        case Pow(base, exponent):
            yield from _power(base, exponent, algebra, up=up, depth=depth)
        case Fn(name, args):
            yield from _function(name, args, algebra, up=up, depth=depth)
        case Big():
            yield from _big(expr, algebra, up=up, depth=depth)


def _extreme_entry(vector: str, index: str, algebra: Algebra, *, up: bool) -> Iterator[Expr]:
    """Yield the greatest (or least) entry, between which every entry lies."""
    for length in algebra.facts.vectors.get(vector, ()):
        if index in algebra.facts.ranges:
            yield Big("max" if up else "min", "@entry", ONE, length, Elem(vector, (Sym("@entry"),)))


def _product(factors: tuple[Expr, ...], algebra: Algebra, *, up: bool, depth: int) -> Iterator[Expr]:
    """Yield products of bounds: nonnegative factors grow together; a negative fixed factor turns the direction."""
    if len(factors) > 1 and all(nonnegative(factor, algebra) for factor in factors):
        choices = [bounds(factor, algebra, up=up, depth=depth - 1) for factor in factors]
        for parts in islice(product(*choices), _MOST):
            if all(nonnegative(part, algebra) for part in parts):
                yield Mul(parts)
        return
    for place, factor in enumerate(factors):
        rest = factors[:place] + factors[place + 1 :]
        if not rest:
            continue
        others = rest[0] if len(rest) == 1 else Mul(rest)
        if nonnegative(others, algebra):
            towards = up
        elif nonnegative(negative(others), algebra):
            towards = not up
        else:
            continue
        for bound in bounds(factor, algebra, up=towards, depth=depth - 1)[1:]:
            yield Mul((*factors[:place], bound, *factors[place + 1 :]))


def _quotient(top: Expr, bottom: Expr, algebra: Algebra, *, up: bool, depth: int) -> Iterator[Expr]:
    if not positive(bottom, algebra):
        return
    for bound in bounds(top, algebra, up=up, depth=depth - 1)[1:]:
        yield Div(bound, bottom)
    if nonnegative(top, algebra):
        tops = bounds(top, algebra, up=up, depth=depth - 1)
        for bound, below in product(tops, bounds(bottom, algebra, up=not up, depth=depth - 1)[1:]):
            if positive(below, algebra) and nonnegative(bound, algebra):
                yield Div(bound, below)


def _power(base: Expr, exponent: Expr, algebra: Algebra, *, up: bool, depth: int) -> Iterator[Expr]:
    if isinstance(exponent, Num) and exponent.value > 0:
        odd = exponent.value.denominator == 1 and exponent.value.numerator % 2 == 1
        for bound in bounds(base, algebra, up=up, depth=depth - 1)[1:]:
            if odd or (nonnegative(base, algebra) and nonnegative(bound, algebra)):
                yield Pow(bound, exponent)
        if not up and exponent.value.denominator == 1 and not odd:
            yield ZERO
        if up and exponent == TWO:
            for bound in bounds(Fn("abs", (base,)), algebra, up=True, depth=depth - 1)[1:]:
                yield Pow(bound, exponent)


def _function(name: str, args: tuple[Expr, ...], algebra: Algebra, *, up: bool, depth: int) -> Iterator[Expr]:
    first = args[0]
    if name in _INCREASING:
        for bound in bounds(first, algebra, up=up, depth=depth - 1)[1:]:
            if up or name not in ("log", "sqrt") or positive(bound, algebra):
                yield Fn(name, (bound,))
    if name == "abs":
        yield from _absolute(first, algebra, up=up, depth=depth)
    edge = _RANGE.get(name, (None, None))[1 if up else 0]
    if edge is not None:
        yield edge
    if name in ("max", "min"):
        if up == (name == "min"):
            yield from args
        for parts in islice(product(*(bounds(arg, algebra, up=up, depth=depth - 1) for arg in args)), _MOST):
            yield Fn(name, parts)
    if name in ("floor", "ceil"):
        yield first if up == (name == "floor") else Add((first, MINUS_ONE if name == "floor" else ONE))
    yield from _tangents(name, first, algebra, up=up)


def _absolute(part: Expr, algebra: Algebra, *, up: bool, depth: int) -> Iterator[Expr]:
    """Yield what the triangle inequality gives, for sums written out and over an index."""
    if not up:
        yield part
        yield negative(part)
        if isinstance(part, Add) and len(part.terms) == 2:
            one, other = (Fn("abs", (term,)) for term in part.terms)
            yield difference(one, other)
            yield difference(other, one)
        return
    if isinstance(part, Add):
        for parts in islice(
            product(*(bounds(Fn("abs", (term,)), algebra, up=True, depth=depth - 1) for term in part.terms)), _MOST
        ):
            yield Add(parts)
    if isinstance(part, Big) and part.op == "sum":
        yield Big("sum", part.index, part.low, part.high, Fn("abs", (part.body,)))
    if isinstance(part, Mul):
        sizes = [bounds(Fn("abs", (factor,)), algebra, up=True, depth=depth - 1) for factor in part.factors]
        for parts in islice(product(*sizes), _MOST):
            yield Mul(parts)
    if isinstance(part, Fn) and part.name in ("max", "min"):
        yield Add(tuple(Fn("abs", (arg,)) for arg in part.args))
    if isinstance(part, Fn) and part.name in ("sin", "cos", "tanh", "sign"):
        yield ONE
        if part.name in ("sin", "tanh"):
            yield Fn("abs", part.args)


def _tangents(name: str, part: Expr, algebra: Algebra, *, up: bool) -> Iterator[Expr]:
    """Convex functions lie above their tangents, concave ones below."""
    if name == "exp" and not up:
        yield Add((ONE, part))
    if name == "log" and up:
        yield difference(part, ONE)
    if name == "log" and not up and positive(part, algebra):
        yield difference(ONE, Div(ONE, part))
    if name == "cos" and not up:
        yield difference(ONE, Div(Pow(part, TWO), TWO))
    if name in ("sin", "tanh", "arctan") and nonnegative(part, algebra) and up:
        yield part
    if name == "sqrt" and up:
        yield Div(Add((ONE, part)), TWO)


def _big(expr: Big, algebra: Algebra, *, up: bool, depth: int) -> Iterator[Expr]:
    if is_infinite(expr.high):
        return
    op, index, low, high, body = expr.op, expr.index, expr.low, expr.high, expr.body
    inner = algebra.under(index, low, high)
    if op == "sum" and index in free_names(body) and nonnegative(difference(high, low), algebra):
        length = Add((difference(high, low), ONE))
        yield Mul((length, Big("max" if up else "min", index, low, high, body)))
    if not up and op == "sum" and nonnegative(body, inner):
        yield from _attained(expr, algebra)
    if op != "prod" or nonnegative(body, inner):
        for bound in bounds(body, inner, up=up, depth=depth - 1)[1:]:
            if op != "prod" or nonnegative(bound, inner):
                yield Big(op, index, low, high, bound)
    for name in algebra.facts.ranges:
        if up == (op == "min") and op in ("min", "max") and _covers(name, low, high, algebra):
            yield substitute(body, {index: Sym(name)})


def _covers(name: str, low: Expr, high: Expr, algebra: Algebra) -> bool:
    return (low, high) in algebra.facts.ranges[name] and not name.startswith("@")


def _attained(expr: Big, algebra: Algebra) -> Iterator[Expr]:
    """Yield single terms of a sum of nonnegative ones: where an entry is greatest, or least, or any other."""
    if not nonnegative(difference(expr.high, expr.low), algebra):
        return
    entries = {part for part in walk(expr.body) if isinstance(part, Elem) and expr.index in free_names(part)}
    if len(entries) == 1:
        (entry,) = entries
        if entry.indices == (Sym(expr.index),):
            for op in ("max", "min"):
                best = Big(op, "@entry", expr.low, expr.high, Elem(entry.vector, (Sym("@entry"),)))
                chosen = _with_entry(expr.body, entry, best)
                if expr.index not in free_names(chosen):
                    yield chosen
    for name in algebra.facts.ranges:
        if _covers(name, expr.low, expr.high, algebra):
            yield substitute(expr.body, {expr.index: Sym(name)})
    yield substitute(expr.body, {expr.index: expr.low})


def _with_entry(expr: Expr, entry: Elem, value: Expr) -> Expr:
    return value if expr == entry else rebuild(expr, lambda part: _with_entry(part, entry, value))
