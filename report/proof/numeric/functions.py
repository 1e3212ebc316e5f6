"""The named functions as numbers, each refusing what is outside its real domain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from typing import Any

import mpmath
from mpmath import mp, mpf

from report.proof.numeric.faults import PoleError, UnclearError, UndefinedError

MOST_TERMS = 4000

MOST_BITS = 40_000
"""Binary places of the largest argument: of e to the e to the 10, and not of what would take minutes."""


def is_zero(value: Any) -> bool:
    """Whether `value` is zero as far as the working precision can tell."""
    return bool(abs(value) < mpf(10) ** (12 - mp.dps))


def divisor(value: Any) -> Any:
    """Return `value` unless it is zero.

    Raises
    ------
    PoleError
        If it is.
    UnclearError
        If it is too small to tell.
    """
    if is_zero(value):
        if value == 0:
            raise PoleError
        raise UnclearError
    return value


def moderate(value: Any) -> Any:
    """Return `value` unless a function of it would take as many digits as it has itself.

    Raises
    ------
    UnclearError
        If it is too large.
    """
    if value and mpmath.mag(value) > MOST_BITS:
        raise UnclearError
    return value


def power_of(base: Any, exponent: Any) -> Any:
    """Return a real power; whole exponents take any base, 0 to the 0 is 1."""
    nearest = mpmath.nint(exponent)
    if is_zero(exponent - nearest) and abs(nearest) < 10**6:
        if nearest < 0:
            return 1 / divisor(base) ** int(-nearest)
        return mpf(1) if nearest == 0 else base ** int(nearest)
    if base == 0:
        if exponent < 0:
            raise PoleError
        return mpf(0)
    if base < 0:
        raise UnclearError if is_zero(base) else UndefinedError
    moderate(exponent * mpmath.log(base))
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


def _of_moderate(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: function(moderate(value))


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
    if nearest > MOST_TERMS:
        raise UnclearError
    return mpmath.factorial(nearest)


def _binomial(above: Any, below: Any) -> Any:
    k = int(mpmath.nint(below))
    if not is_zero(below - k):
        raise UndefinedError
    if k > MOST_TERMS:
        raise UnclearError
    return reduce(lambda total, j: total * (above - j) / (j + 1), range(k), mpf(1)) if k >= 0 else mpf(0)


def _rounded(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def checked(value: Any) -> Any:
        nearest = mpmath.nint(value)
        return nearest if is_zero(value - nearest) else function(value)

    return checked


def extremum(choose: Callable[[Iterable[Any]], Any]) -> Callable[..., Any]:
    """Return the function of any number of arguments that picks by `choose`."""
    return lambda *values: choose(values)


_sin, _cos, _sinh, _cosh = map(_of_moderate, (mpmath.sin, mpmath.cos, mpmath.sinh, mpmath.cosh))

FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "exp": _exp, "log": _log, "sqrt": lambda value: _root(value, 2), "root": _root, "abs": abs,
    "sin": _sin, "cos": _cos,
    "tan": lambda value: _sin(value) / divisor(_cos(value)), "cot": lambda value: _cos(value) / divisor(_sin(value)),
    "sec": lambda value: 1 / divisor(_cos(value)), "csc": lambda value: 1 / divisor(_sin(value)),
    "arcsin": _within_one(mpmath.asin), "arccos": _within_one(mpmath.acos), "arctan": mpmath.atan,
    "sinh": _sinh, "cosh": _cosh, "tanh": _of_moderate(mpmath.tanh),
    "coth": lambda value: _cosh(value) / divisor(_sinh(value)),
    "arsinh": mpmath.asinh, "arcosh": _arcosh, "artanh": _artanh,
    "sign": mpmath.sign, "relu": lambda value: max(value, mpf(0)),
    "floor": _rounded(mpmath.floor), "ceil": _rounded(mpmath.ceil),
    "factorial": _factorial, "binomial": _binomial, "max": extremum(max), "min": extremum(min),
    "delta": lambda first, second: mpf(1 if is_zero(first - second) else 0),
}  # fmt: skip
