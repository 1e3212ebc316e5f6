"""The process that holds sympy: one question a line, one answer a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

import sympy
from sympy.polys.polyerrors import BasePolynomialError

_ASSUMPTIONS: dict[str, dict[str, bool]] = {
    "real": {"real": True},
    "positive": {"positive": True},
    "nonnegative": {"nonnegative": True},
    "nonzero": {"real": True, "nonzero": True},
    "integer": {"integer": True},
    "positive integer": {"integer": True, "positive": True},
}


_ATTEMPTS: tuple[Callable[[Any], Any], ...] = (
    sympy.simplify,
    lambda expr: sympy.simplify(expr.rewrite(sympy.exp)),
    lambda expr: sympy.expand_log(sympy.expand(expr)),
    lambda expr: sympy.radsimp(sympy.sqrtdenest(expr)),
)


_UNSETTLED = (ArithmeticError, NotImplementedError, RecursionError, ValueError, BasePolynomialError)
"""What sympy raises where a value has no answer; it decides nothing."""

_UNABLE = (*_UNSETTLED, AssertionError, AttributeError, LookupError, TypeError)
"""What sympy raises besides, from inside its own work, where it can do no more."""


def is_zero(question: dict[str, Any]) -> bool:
    """Return whether the expression of `question` simplifies to zero.

    Raises
    ------
    SympifyError, AttributeError, TypeError
        If the expression cannot be read: a bug of ours.
    """
    symbols = {name: sympy.Symbol(name, **_ASSUMPTIONS[assumption]) for name, assumption in question["symbols"].items()}
    try:
        expr = sympy.sympify(question["expression"], locals=symbols)
    except sympy.SympifyError:
        raise
    except _UNSETTLED:
        return False
    return any(_simplifies(attempt, expr) for attempt in _ATTEMPTS)


def _simplifies(attempt: Callable[[Any], Any], expr: Any) -> bool:
    try:
        return bool(attempt(expr) == 0)
    except _UNABLE:
        return False


def main() -> None:
    """Answer questions until there are no more."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        sys.stdout.write("true\n" if is_zero(json.loads(line)) else "false\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
