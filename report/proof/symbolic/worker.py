"""The process that holds sympy: one question a line, one answer a line."""

from __future__ import annotations

import json
import sys
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


def is_zero(question: dict[str, Any]) -> bool:
    """Return whether the expression of `question` simplifies to zero."""
    symbols = {name: sympy.Symbol(name, **_ASSUMPTIONS[assumption]) for name, assumption in question["symbols"].items()}
    expr = sympy.sympify(question["expression"], locals=symbols)
    attempts = (
        lambda: sympy.simplify(expr),
        lambda: sympy.simplify(expr.rewrite(sympy.exp)),
        lambda: sympy.expand_log(sympy.expand(expr)),
        lambda: sympy.radsimp(sympy.sqrtdenest(expr)),
    )
    return any(attempt() == 0 for attempt in attempts)


def main() -> None:
    """Answer questions until there are no more."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        try:
            answer = is_zero(json.loads(line))
        except (ArithmeticError, AttributeError, NotImplementedError, TypeError, ValueError, RecursionError):
            answer = False
        sys.stdout.write("true\n" if answer else "false\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
