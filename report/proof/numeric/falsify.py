"""The search for a point at which a step fails."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import mpmath
from mpmath import mp, mpf, workdps

from report.proof.deadline import is_past, within
from report.proof.expressions import Big, Expr, Limit, is_infinite, walk
from report.proof.numeric.evaluation import DIGITS, Point, evaluate
from report.proof.numeric.faults import PoleError, UnclearError, UndefinedError
from report.proof.numeric.limits import COARSE, LOOSE
from report.proof.numeric.points import points
from report.proof.numeric.watch import Watch, watched
from report.proof.reading.base import Scope
from report.proof.substitution import free_names

SECONDS = 2.5
_FLOAT_ERRORS = (UnclearError, OverflowError, ZeroDivisionError, ValueError, RecursionError)


def counterexample(left: Expr, relation: str, right: Expr, scope: Scope, digits: int | None = None) -> str | None:
    """Return a point at which ``left relation right`` fails, in words, or None if none was found.

    Parameters
    ----------
    digits : int, optional
        For ``~``: the decimals that the right-hand side states.
    """
    with within(SECONDS):
        return _search(left, relation, right, scope, digits)


def _search(left: Expr, relation: str, right: Expr, scope: Scope, digits: int | None) -> str | None:
    parts = [part for side in (left, right) for part in walk(side)]
    loose = None
    if any(map(_is_loose, parts)):
        loose = COARSE if any(map(_is_coarse, parts)) else LOOSE * 10
    for point in points((left, right), scope, most=60 if loose is None else 16):
        failure = _fails(left, relation, right, point, loose, digits)
        if failure:
            return failure
        if is_past():
            break
    return None


def _is_loose(expr: Expr) -> bool:
    return isinstance(expr, Limit) or (isinstance(expr, Big) and is_infinite(expr.high))


def _is_coarse(expr: Expr) -> bool:
    """Whether `expr` is a limit of sums whose length tends to infinity: seen from a few thousand terms only."""
    return isinstance(expr, Limit) and any(
        isinstance(part, Big) and expr.variable in free_names(part.low) | free_names(part.high) for part in walk(expr)
    )


def _fails(left: Expr, relation: str, right: Expr, point: Point, loose: Any, digits: int | None) -> str | None:
    try:
        with workdps(DIGITS), watched() as watch:
            first, second = _value(left, point), _value(right, point)
            if first is None and second is None:
                return None
            if "pole" in (first, second):
                return None
            if first is None or second is None:
                return None if loose is None and watch.is_extreme else _words(point, first, second)
            gap = first - second
            if _holds(gap, relation, _size(first, second, loose), digits):
                return None
        if loose is None and digits is None and not _stands(left, relation, right, point, gap, watch):
            return None
    except _FLOAT_ERRORS:
        return None
    return _words(point, first, second)


def _value(expr: Expr, point: Point) -> Any:
    """Return the value, ``"pole"`` where a divisor is zero, None where it is not real."""
    try:
        return evaluate(expr, point)
    except PoleError:
        return "pole"
    except UndefinedError:
        return None


def _size(first: Any, second: Any, loose: Any) -> Any:
    """Return the difference below which two values count as equal."""
    scale = max(mpf(1), abs(first), abs(second))
    return scale * (loose if loose is not None else mpf(10) ** (20 - DIGITS))


def _holds(gap: Any, relation: str, tolerance: Any, digits: int | None) -> bool:
    match relation:
        case "=":
            return bool(abs(gap) <= tolerance)
        case "~":
            return bool(abs(gap) <= mpf(10) ** -(digits or 0) / 2 + tolerance)
        case "<=":
            return bool(gap <= tolerance)
        case ">=":
            return bool(gap >= -tolerance)
        case "<":
            return bool(gap < 0)
    return bool(gap > 0)


def _stands(left: Expr, relation: str, right: Expr, point: Point, gap: Any, watch: Watch) -> bool:
    """Whether the failure is the same in twice and four times the digits."""
    gaps = []
    for factor in (2, 4):
        with workdps(DIGITS * factor):
            first, second = evaluate(left, point), evaluate(right, point)
            gaps.append(first - second)
            size = max(mpf(1), abs(first), abs(second))
            if relation in ("<", ">") and abs(gaps[-1]) <= size * mpf(10) ** (20 - mp.dps):
                if watch.is_extreme or not _is_small(point):
                    return False
                continue
            if _holds(gaps[-1], relation, size * mpf(10) ** (20 - mp.dps), None):
                return False
    if relation in ("<", ">"):
        return True
    return bool(abs(gaps[0] - gap) <= abs(gap) / 1000 and abs(gaps[1] - gap) <= abs(gap) / 1000)


def _is_small(point: Point) -> bool:
    """Whether equality in many digits can be believed: no number large enough to hide a gap beyond them."""
    values = [*point.symbols.values(), *(value for entries in point.vectors.values() for value in entries.values())]
    return all(abs(value) <= 3 for value in values)


def _words(point: Point, first: Any, second: Any) -> str:
    where = ", ".join(_where(point))
    sides = f"left {_shown(first)}, right {_shown(second)}"
    return f"{where}: {sides}" if where else sides


def _where(point: Point) -> Iterator[str]:
    for name, value in sorted(point.symbols.items()):
        yield f"{name} = {_fraction(value)}"
    for name, entries in sorted(point.vectors.items()):
        yield f"{name} = ({', '.join(_fraction(value) for _, value in sorted(entries.items()))})"


def _fraction(value: Any) -> str:
    return str(Fraction(value)) if isinstance(value, Fraction) else mpmath.nstr(value, 8)


def _shown(value: Any) -> str:
    if value is None:
        return "not a real number"
    nearest = mpmath.nint(value)
    if abs(value - nearest) < mpf(10) ** -30 and abs(nearest) < 10**12:
        return str(int(nearest))
    return str(mpmath.nstr(value, 10))
