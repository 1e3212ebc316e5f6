"""Derivatives, limits and series as numbers: good enough to refute by, never to prove by."""

from __future__ import annotations

from collections.abc import Callable
from math import comb
from typing import Any

from mpmath import mp, mpf, workdps

Function = Callable[[Any], Any]

LOOSE = mpf(10) ** -6
"""Relative accuracy that a limit or series is trusted to."""

COARSE = mpf(10) ** -2
"""The same for a limit that is seen from a few thousand steps only."""


class NoLimitError(ArithmeticError):
    """The one-sided limits differ."""


def derivative_of(function: Function, at: Any, order: int) -> Any:
    """Return the derivative of `function`, or None where the two sides disagree.

    One-sided difference quotients at a step far below the working precision, one from each side;
    where they agree they are averaged, which cancels their leading error.
    """
    digits = mp.dps
    with workdps(digits * (order + 2)):
        step = mpf(10) ** -(digits * 3 // 4)
        right = _quotient(function, at, step, order)
        left = _quotient(function, at, -step, order)
        scale = max(mpf(1), abs(left), abs(right))
        if abs(left - right) > scale * mpf(10) ** -(digits // 2):
            return None
        value = (left + right) / 2
    return +value


def _quotient(function: Function, at: Any, step: Any, order: int) -> Any:
    total = mpf(0)
    for k in range(order + 1):
        total += (-1) ** (order - k) * comb(order, k) * function(at + k * step)
    return total / step**order


def limit_of(function: Function, target: Any, sign: int, side: str) -> Any:
    """Return the limit of `function`, or None if the values do not settle.

    `sign` is 1 or -1 for plus or minus infinity, 0 for the finite `target`.

    Raises
    ------
    NoLimitError
        If the values settle at different places on the two sides.
    """
    values = []
    for direction in _directions(sign, side):
        value = _settles(function, [_position(target, sign or direction, sign != 0, power) for power in (8, 14, 20)])
        if value is None and sign:
            value = _settles(function, [sign * mpf(k) for k in (1000, 2000, 4000)], LOOSE * 1000)
        if value is None:
            return None
        values.append(value)
    if max(values) - min(values) > LOOSE * 1000 * max(1, *map(abs, values)):
        raise NoLimitError
    return values[0]


def _directions(sign: int, side: str) -> tuple[int, ...]:
    if sign or side:
        return (sign or (1 if side == "+" else -1),)
    return (1, -1)


def _position(target: Any, direction: int, infinite: bool, power: int) -> Any:
    return direction * mpf(10) ** power if infinite else target + direction * mpf(10) ** -power


def _settles(function: Function, positions: list[Any], tolerance: Any = LOOSE) -> Any:
    try:
        with workdps(mp.dps + 60):
            values = [function(position) for position in positions]
    except ArithmeticError:
        return None
    first, second, third = values
    scale = max(1, abs(third))
    if abs(third - second) > tolerance * scale or abs(third - second) > abs(second - first):
        return None
    return third if tolerance == LOOSE else 2 * third - second


def series(term: Callable[[int], Any], low: int) -> Any:
    """Return the sum of `term` from `low` on, or None if it is not clear.

    Raises
    ------
    OverflowError
        If the terms do not tend to zero.
    """
    total = mpf(0)
    small = 0
    for k in range(low, low + 800):
        value = term(k)
        total += value
        small = small + 1 if abs(value) < mpf(10) ** -mp.dps else 0
        if small > 12:
            return total
    if abs(value) > 1:
        raise OverflowError
    return None
