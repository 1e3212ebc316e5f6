"""Numbers without letters, enclosed in intervals: what proves an approximation or a comparison of constants."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Any

import mpmath
from mpmath import iv

from report.proof.expressions import Add, Big, Const, Div, Expr, Fn, Mul, Num, Pow, difference
from report.proof.numeric.functions import MOST_BITS
from report.proof.signs import StuckError
from report.proof.substitution import free_names, substitute

_DIGITS = 60
_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "exp": iv.exp, "log": iv.log, "sqrt": iv.sqrt, "sin": iv.sin, "cos": iv.cos, "abs": abs,
    "tan": lambda value: iv.sin(value) / iv.cos(value),
    "sinh": lambda value: (iv.exp(value) - iv.exp(-value)) / 2,
    "cosh": lambda value: (iv.exp(value) + iv.exp(-value)) / 2,
    "tanh": lambda value: 1 - 2 / (iv.exp(2 * value) + 1),
}  # fmt: skip


def enclosure(expr: Expr) -> tuple[Any, Any]:
    """Return numbers between which the value of the constant `expr` lies.

    Raises
    ------
    StuckError
        If `expr` holds letters or a function without an interval rule, or is not real.
    """
    if free_names(expr):
        raise StuckError
    before = iv.dps
    iv.dps = _DIGITS
    try:
        value = _interval(expr)
        return value.a, value.b
    except ArithmeticError as error:  # the bounds grew beyond all numbers
        raise StuckError from error
    finally:
        iv.dps = before


def _interval(expr: Expr) -> Any:
    match expr:
        case Num(value):
            return iv.mpf(value.numerator) / value.denominator
        case Const("e"):
            return iv.exp(iv.mpf(1))
        case Const("pi"):
            return iv.pi + 0
        case Add(terms):
            return reduce(lambda total, term: total + _interval(term), terms, iv.mpf(0))
        case Mul(factors):
            return reduce(lambda total, factor: total * _interval(factor), factors, iv.mpf(1))
        case Div(top, bottom):
            return _interval(top) / _away_from_zero(_interval(bottom))
        case Pow(base, Num(exponent)) if exponent.denominator == 1 and abs(exponent) < 1000:
            whole = int(exponent)
            inside = _interval(base)
            return inside**whole if whole >= 0 else 1 / _away_from_zero(inside) ** -whole
        case Pow(base, exponent):
            return iv.exp(_moderate(_interval(exponent) * iv.log(_positive(_interval(base)))))
        case Fn("log" | "sqrt" as name, (part,)):
            return _FUNCTIONS[name](_positive(_interval(part)))
        case Fn(name, (part,)) if name in _FUNCTIONS:
            return _FUNCTIONS[name](_moderate(_interval(part)))
        case Big("sum", index, Num(low), Num(high), body) if high - low < 200:
            places = range(int(low), int(high) + 1)
            parts = [_interval(substitute(body, {index: Num(low + k)})) for k, _ in enumerate(places)]
            return reduce(lambda total, part: total + part, parts, iv.mpf(0))
    raise StuckError


def _moderate(value: Any) -> Any:
    """Return `value` unless a function of it would take as many digits as it has itself."""
    if any(edge != 0 and mpmath.mag(edge) > MOST_BITS for edge in (mpmath.mpf(value.a), mpmath.mpf(value.b))):
        raise StuckError
    return value


def _positive(value: Any) -> Any:
    if not value.a > 0:
        raise StuckError
    return value


def _away_from_zero(value: Any) -> Any:
    if not (value.a > 0 or value.b < 0):
        raise StuckError
    return value


def lies_within(left: Expr, right: Expr, digits: int) -> bool:
    """Whether two constants are proved to differ by at most half a unit of the last of `digits` decimals."""
    try:
        low, high = enclosure(difference(left, right))
    except StuckError:
        return False
    half = iv.mpf(1) / (2 * iv.mpf(10) ** digits)
    return bool(-half.a <= low and high <= half.a)


def is_below(left: Expr, right: Expr) -> bool:
    """Whether the constant `left` is proved to be less than the constant `right`."""
    try:
        return bool(enclosure(left)[1] < enclosure(right)[0])
    except StuckError:
        return False
