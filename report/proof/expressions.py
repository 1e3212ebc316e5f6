"""The formulas that are checked: a small frozen tree.

Calls of declared functions are already written out; what remains are numbers, names, arithmetic,
a fixed set of named functions, sums over an index, derivatives, limits and cases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Expr:
    """Anything that has a real value once its letters have theirs."""


@dataclass(frozen=True)
class Num(Expr):
    """A rational number; decimals are read exactly."""

    value: Fraction


@dataclass(frozen=True)
class Const(Expr):
    """One of ``e``, ``pi``, ``oo`` and, inside the normal form only, ``I``."""

    name: str


@dataclass(frozen=True)
class Sym(Expr):
    """A declared symbol or an index, by its LaTeX name."""

    name: str


@dataclass(frozen=True)
class Elem(Expr):
    """An entry of a declared vector (one index) or matrix (two); indices count from 1."""

    vector: str
    indices: tuple[Expr, ...]


@dataclass(frozen=True)
class Pick(Expr):
    """The entry at `index` of a vector that was written out."""

    entries: tuple[Expr, ...]
    index: Expr


@dataclass(frozen=True)
class Add(Expr):
    """A sum of terms."""

    terms: tuple[Expr, ...]


@dataclass(frozen=True)
class Mul(Expr):
    """A product of factors."""

    factors: tuple[Expr, ...]


@dataclass(frozen=True)
class Div(Expr):
    """A quotient."""

    top: Expr
    bottom: Expr


@dataclass(frozen=True)
class Pow(Expr):
    """A power; a negative base takes integer exponents only."""

    base: Expr
    exponent: Expr


@dataclass(frozen=True)
class Fn(Expr):
    """A named function: exp, log, sqrt, root (degree second), abs, sin, ..., max, min, delta, binomial, factorial."""

    name: str
    args: tuple[Expr, ...]


@dataclass(frozen=True)
class Big(Expr):
    """``sum``, ``prod``, ``max`` or ``min`` of `body` over an integer index from `low` to `high`."""

    op: str
    index: str
    low: Expr
    high: Expr
    body: Expr


@dataclass(frozen=True)
class Deriv(Expr):
    """The derivative of `body` by `variable` of the given order, taken at `variable` = `at`."""

    body: Expr
    variable: Sym | Elem
    order: int
    at: Expr


@dataclass(frozen=True)
class Limit(Expr):
    """The limit of `body` as `variable` tends to `target`, from ``+``, ``-`` or both sides (empty)."""

    body: Expr
    variable: str
    target: Expr
    side: str = ""


@dataclass(frozen=True)
class Condition:
    """A chain of comparisons, each ``(left, relation, right)``, all of which must hold."""

    parts: tuple[tuple[Expr, str, Expr], ...]


@dataclass(frozen=True)
class Cases(Expr):
    """The value of the first branch whose condition holds; ``None`` is otherwise."""

    branches: tuple[tuple[Expr, Condition | None], ...]


ZERO = Num(Fraction(0))
ONE = Num(Fraction(1))
MINUS_ONE = Num(Fraction(-1))
TWO = Num(Fraction(2))
INFINITY = Const("oo")


def number(value: int | Fraction) -> Num:
    """Return `value` as an expression."""
    return Num(Fraction(value))


def negative(expr: Expr) -> Expr:
    """Return minus `expr`."""
    if isinstance(expr, Num):
        return Num(-expr.value)
    return Mul((MINUS_ONE, expr))


def difference(left: Expr, right: Expr) -> Expr:
    """Return `left` minus `right`."""
    return Add((left, negative(right)))


def is_infinite(expr: Expr) -> bool:
    """Whether `expr` is plus or minus infinity as written."""
    return expr == INFINITY or (isinstance(expr, Mul) and expr.factors[-1] == INFINITY)


def children(expr: Expr) -> Iterator[Expr]:
    """Yield the direct parts of `expr`, bounds and conditions included."""
    match expr:
        case Elem(_, indices):
            yield from indices
        case Pick(entries, index):
            yield from (*entries, index)
        case Add(parts) | Mul(parts):
            yield from parts
        case Div(first, second) | Pow(first, second):
            yield from (first, second)
        case Fn(_, args):
            yield from args
        case Big(_, _, low, high, body):
            yield from (low, high, body)
        case Deriv(body, variable, _, at):
            yield from (body, variable, at)
        case Limit(body, _, target, _):
            yield from (body, target)
        case Cases(branches):
            for value, condition in branches:
                yield value
                if condition:
                    for left, _, right in condition.parts:
                        yield from (left, right)


def walk(expr: Expr) -> Iterator[Expr]:
    """Yield `expr` and everything inside it."""
    yield expr
    for child in children(expr):
        yield from walk(child)


def rebuild(expr: Expr, change: Callable[[Expr], Expr]) -> Expr:
    """Return `expr` with `change` applied to each direct part; bound names are left alone."""
    match expr:
        case Elem(vector, indices):
            return Elem(vector, tuple(map(change, indices)))
        case Pick(entries, index):
            return Pick(tuple(map(change, entries)), change(index))
        case Add(parts):
            return Add(tuple(map(change, parts)))
        case Mul(parts):
            return Mul(tuple(map(change, parts)))
        case Div(first, second):
            return Div(change(first), change(second))
        case Pow(first, second):
            return Pow(change(first), change(second))
        case Fn(name, args):
            return Fn(name, tuple(map(change, args)))
        case Big(op, index, low, high, body):
            return Big(op, index, change(low), change(high), change(body))
        case Deriv(body, variable, order, at):
            return Deriv(change(body), variable, order, change(at))
        case Limit(body, variable, target, side):
            return Limit(change(body), variable, change(target), side)
        case Cases(branches):
            return Cases(
                tuple((change(value), condition and _change(condition, change)) for value, condition in branches)
            )
    return expr


def _change(condition: Condition, change: Callable[[Expr], Expr]) -> Condition:
    return Condition(tuple((change(left), relation, change(right)) for left, relation, right in condition.parts))
