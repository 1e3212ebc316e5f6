"""A formula's value at a point, in high precision, straight from the tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
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
from report.proof.numeric_limits import NoLimitError, derivative_of, limit_of, series

DIGITS = 60
_MOST_TERMS = 4000


class UndefinedError(ArithmeticError):
    """A formula has no real value at a point."""


class PoleError(UndefinedError):
    """The value is missing because a divisor is zero."""


class UnclearError(ArithmeticError):
    """The value cannot be computed safely here; nothing follows."""


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


def evaluate(expr: Expr, point: Point) -> Any:  # noqa: PLR0912  (one case a kind of formula)
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
            return above / _divisor(below)
        case Pow(base, exponent):
            return _power(evaluate(base, point), evaluate(exponent, point))
        case Fn(name, args):
            return _FUNCTIONS[name](*(evaluate(arg, point) for arg in args))
        case Big():
            return _big(expr, point)
        case Deriv(body, variable, order, at):
            return _derivative(body, variable, order, evaluate(at, point), point)
        case Limit(body, variable, target, side):
            return _limit(body, variable, target, side, point)
        case Cases(branches):
            return _cases(branches, point)
    raise UnclearError


def is_zero(value: Any) -> bool:
    """Whether `value` is zero as far as the working precision can tell."""
    return bool(abs(value) < mpf(10) ** (12 - mp.dps))


def _divisor(value: Any) -> Any:
    if is_zero(value):
        if value == 0:
            raise PoleError
        raise UnclearError
    return value


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


def _power(base: Any, exponent: Any) -> Any:
    nearest = mpmath.nint(exponent)
    if is_zero(exponent - nearest) and abs(nearest) < 10**6:
        if nearest < 0:
            return 1 / _divisor(base) ** int(-nearest)
        return mpf(1) if nearest == 0 else base ** int(nearest)
    if base == 0:
        if exponent < 0:
            raise PoleError
        return mpf(0)
    if base < 0:
        raise UnclearError if is_zero(base) else UndefinedError
    return base**exponent


def _log(value: Any) -> Any:
    return mpmath.log(_above_zero(value))


def _above_zero(value: Any) -> Any:
    if value <= 0:
        raise UnclearError if value and is_zero(value) else UndefinedError
    return value


def _root(value: Any, degree: Any) -> Any:
    n = int(degree)
    if value < 0:
        if n % 2 == 0:
            raise UnclearError if is_zero(value) else UndefinedError
        return -mpmath.root(-value, n)
    return mpmath.root(value, n)


def _exp(value: Any) -> Any:
    if abs(value) > mpf(10) ** 40:
        raise UnclearError
    return mpmath.exp(value)


def _within_one(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def checked(value: Any) -> Any:
        if abs(value) > 1:
            raise UnclearError if is_zero(abs(value) - 1) else UndefinedError
        return function(value)

    return checked


def _artanh(value: Any) -> Any:
    if abs(value) >= 1:
        raise UndefinedError
    return mpmath.atanh(value)


def _arcosh(value: Any) -> Any:
    if value < 1:
        raise UndefinedError
    return mpmath.acosh(value)


def _factorial(value: Any) -> Any:
    nearest = int(mpmath.nint(value))
    if not is_zero(value - nearest) or nearest < 0:
        raise UndefinedError
    if nearest > _MOST_TERMS:
        raise UnclearError
    return mpmath.factorial(nearest)


def _binomial(above: Any, below: Any) -> Any:
    k = int(mpmath.nint(below))
    if not is_zero(below - k):
        raise UndefinedError
    if k > _MOST_TERMS:
        raise UnclearError
    return reduce(lambda total, j: total * (above - j) / (j + 1), range(k), mpf(1)) if k >= 0 else mpf(0)


def _rounded(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def checked(value: Any) -> Any:
        nearest = mpmath.nint(value)
        return nearest if is_zero(value - nearest) else function(value)

    return checked


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
    if high - low > _MOST_TERMS:
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


def extremum(choose: Callable[[Iterable[Any]], Any]) -> Callable[..., Any]:
    """Return the function of any number of arguments that picks by `choose`."""
    return lambda *values: choose(values)


_FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "exp": _exp, "log": _log, "sqrt": lambda value: _root(value, 2), "root": _root, "abs": abs,
    "sin": mpmath.sin, "cos": mpmath.cos,
    "tan": lambda value: mpmath.sin(value) / _divisor(mpmath.cos(value)),
    "cot": lambda value: mpmath.cos(value) / _divisor(mpmath.sin(value)),
    "sec": lambda value: 1 / _divisor(mpmath.cos(value)), "csc": lambda value: 1 / _divisor(mpmath.sin(value)),
    "arcsin": _within_one(mpmath.asin), "arccos": _within_one(mpmath.acos), "arctan": mpmath.atan,
    "sinh": mpmath.sinh, "cosh": mpmath.cosh, "tanh": mpmath.tanh,
    "coth": lambda value: mpmath.cosh(value) / _divisor(mpmath.sinh(value)),
    "arsinh": mpmath.asinh, "arcosh": _arcosh, "artanh": _artanh,
    "sign": mpmath.sign, "relu": lambda value: max(value, mpf(0)),
    "floor": _rounded(mpmath.floor), "ceil": _rounded(mpmath.ceil),
    "factorial": _factorial, "binomial": _binomial, "max": extremum(max), "min": extremum(min),
    "delta": lambda first, second: mpf(1 if is_zero(first - second) else 0),
}  # fmt: skip
