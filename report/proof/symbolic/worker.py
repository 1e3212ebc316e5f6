"""The process that holds sympy: one question a line, one answer a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

import sympy

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


def is_zero(question: dict[str, Any]) -> bool:
    """Return whether the expression of `question` simplifies to zero."""
    symbols = {name: sympy.Symbol(name, **_ASSUMPTIONS[assumption]) for name, assumption in question["symbols"].items()}
    expr = sympy.sympify(question["expression"], locals=symbols)
    return any(attempt(expr) == 0 for attempt in _ATTEMPTS)


def main() -> None:
    """Answer questions until there are no more."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        try:
            answer = is_zero(json.loads(line))
        except (ArithmeticError, AttributeError, NotImplementedError, TypeError, ValueError, RecursionError):
            answer = False  # what sympy cannot do decides nothing: the step stays unproved
        sys.stdout.write("true\n" if answer else "false\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
