"""A formula's value at a point, in high precision, straight from the tree."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from typing import Any

import mpmath
from mpmath import mp, mpf

from report.proof.deadline import is_past
from report.proof.expressions import (
    Add,
    Big,
    Cases,
    Condition,
    Const,
    Deriv,
    Div,
    Elem,
    Expr,
    Fn,
    Limit,
    Mul,
    Num,
    Pick,
    Pow,
    Sym,
    is_infinite,
)
from report.proof.numeric.faults import UnclearError, UndefinedError
from report.proof.numeric.functions import FUNCTIONS, MOST_TERMS, divisor, is_zero, power_of
from report.proof.numeric.limits import NoLimitError, derivative_of, limit_of, series
from report.proof.numeric.watch import see, see_argument, unwatched

DIGITS = 60


@dataclass
class Point:
    """Values of the free names: numbers for symbols and indices, entries (by index, from 1) for vectors."""

    symbols: dict[str, Any] = field(default_factory=dict)
    vectors: dict[str, dict[tuple[int, ...], Any]] = field(default_factory=dict)

    def having(self, name: str, value: Any) -> Point:
        """Return this point with one symbol changed."""
        return Point({**self.symbols, name: value}, self.vectors)

    def having_entry(self, vector: str, place: tuple[int, ...], value: Any) -> Point:
        """Return this point with one entry changed."""
        return Point(self.symbols, {**self.vectors, vector: {**self.vectors[vector], place: value}})


def evaluate(expr: Expr, point: Point) -> Any:
    """Return the real value of `expr` at `point` as an mpf, in the working precision.

    Raises
    ------
    PoleError
        If a divisor is zero.
    UndefinedError
        If it has no real value for another reason.
    UnclearError
        If it cannot be told.
    """
    value = _value(expr, point)
    see(value)
    return value


def _value(expr: Expr, point: Point) -> Any:  # noqa: PLR0912  (one case a kind of formula)
    if is_past():
        raise UnclearError
    match expr:
        case Num(value):
            return mpf(value.numerator) / value.denominator
        case Const("e"):
            return mp.e + 0
        case Const("pi"):
            return mp.pi + 0
        case Const(_):
            raise UndefinedError
        case Sym(name):
            value = point.symbols[name]
            return mpf(value.numerator) / value.denominator if hasattr(value, "denominator") else value
        case Elem(vector, indices):
            place = tuple(whole(index, point) for index in indices)
            if place not in point.vectors[vector]:
                raise UndefinedError
            value = point.vectors[vector][place]
            return mpf(value.numerator) / value.denominator if hasattr(value, "denominator") else value
        case Pick(entries, index):
            place_in_list = whole(index, point)
            if not 1 <= place_in_list <= len(entries):
                raise UndefinedError
            return evaluate(entries[place_in_list - 1], point)
        case Add(terms):
            return reduce(lambda total, term: total + evaluate(term, point), terms, mpf(0))
        case Mul(factors):
            return reduce(lambda total, factor: total * evaluate(factor, point), factors, mpf(1))
        case Div(top, bottom):
            above, below = evaluate(top, point), evaluate(bottom, point)
            return above / divisor(below)
        case Pow(base, exponent):
            return power_of(evaluate(base, point), evaluate(exponent, point))
        case Fn(name, args):
            values = [evaluate(arg, point) for arg in args]
            see_argument(name, values[0])
            return FUNCTIONS[name](*values)
        case Big():
            return _big(expr, point)
        case Deriv(body, variable, order, at):
            return _derivative(body, variable, order, evaluate(at, point), point)
        case Limit(body, variable, target, side):
            return _limit(body, variable, target, side, point)
        case Cases(branches):
            return _cases(branches, point)
    raise UnclearError


def whole(expr: Expr, point: Point) -> int:
    """Return the integer value of `expr`.

    Raises
    ------
    UndefinedError
        If it is no integer.
    """
    value = evaluate(expr, point)
    nearest = int(mpmath.nint(value))
    if not is_zero(value - nearest):
        raise UndefinedError
    return nearest


def _compare(left: Any, relation: str, right: Any) -> bool:
    equal = is_zero((left - right) / max(1, abs(left), abs(right)))
    if relation in ("=", "!="):
        return equal == (relation == "=")
    if equal:
        return relation in ("<=", ">=")
    return bool(left < right) == relation.startswith("<")


def _cases(branches: tuple[tuple[Expr, Condition | None], ...], point: Point) -> Any:
    for value, condition in branches:
        if condition is None or all(
            _compare(evaluate(left, point), relation, evaluate(right, point))
            for left, relation, right in condition.parts
        ):
            return evaluate(value, point)
    raise UndefinedError


def _big(expr: Big, point: Point) -> Any:
    low = whole(expr.low, point)
    if is_infinite(expr.high):
        return _series(expr, low, point)
    high = whole(expr.high, point)
    if high - low > MOST_TERMS:
        raise UnclearError
    values = (evaluate(expr.body, point.having(expr.index, mpf(k))) for k in range(low, high + 1))
    match expr.op:
        case "sum":
            return reduce(lambda total, value: total + value, values, mpf(0))
        case "prod":
            return reduce(lambda total, value: total * value, values, mpf(1))
    found = list(values)
    if not found:
        raise UndefinedError
    return max(found) if expr.op == "max" else min(found)


def _series(expr: Big, low: int, point: Point) -> Any:
    def term(k: int) -> Any:
        return evaluate(expr.body, point.having(expr.index, mpf(k)))

    if expr.op != "sum":
        raise UnclearError
    try:
        value = series(term, low)
    except OverflowError as error:
        raise UndefinedError from error
    if value is None:
        raise UnclearError
    return value


def _derivative(body: Expr, variable: Sym | Elem, order: int, at: Any, point: Point) -> Any:
    if isinstance(variable, Sym):

        def moved(value: Any) -> Any:
            return evaluate(body, point.having(variable.name, value))
    else:
        place = tuple(whole(index, point) for index in variable.indices)
        if place not in point.vectors[variable.vector]:
            raise UndefinedError

        def moved(value: Any) -> Any:
            return evaluate(body, point.having_entry(variable.vector, place, value))

    with unwatched():
        value = derivative_of(moved, at, order)
    if value is None:
        raise UndefinedError
    return value


def _limit(body: Expr, variable: str, target: Expr, side: str, point: Point) -> Any:
    sign = 0 if not is_infinite(target) else -1 if isinstance(target, Mul) else 1

    def at(value: Any) -> Any:
        return evaluate(body, point.having(variable, value))

    goal = mpf(0) if sign else evaluate(target, point)
    try:
        value = limit_of(at, goal, sign, side)
    except NoLimitError as error:
        raise UndefinedError from error
    if value is None:
        raise UnclearError
    return value
