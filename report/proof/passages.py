"""Equations between limits."""

from __future__ import annotations

from report.proof.expressions import Expr, Limit, Mul, is_infinite, walk
from report.proof.facts import Facts
from report.proof.limits import limit, without_limits
from report.proof.signs import StuckError


def has_limits(*sides: Expr) -> bool:
    """Whether one of `sides` holds a limit."""
    return any(isinstance(part, Limit) for side in sides for part in walk(side))


def diverges(left: Expr, right: Expr, facts: Facts) -> str | None:
    """Return by what a limit is proved to be the infinity on the right, or None."""
    if not isinstance(left, Limit) or not is_infinite(right):
        return None
    notes: dict[str, None] = {}
    value = limit(left, facts, notes)
    same = value is not None and is_infinite(value) and isinstance(value, Mul) == isinstance(right, Mul)
    return f"limit by {', '.join(notes)}" if same else None


def resolved(left: Expr, right: Expr, facts: Facts) -> tuple[Expr, Expr, str] | None:
    """Return both sides with their limits carried out, and the rules that did it, or None."""
    notes: dict[str, None] = {}
    try:
        first, second = without_limits(left, facts, notes), without_limits(right, facts, notes)
    except StuckError:
        return None
    return first, second, ", ".join(notes) or "a constant tends to itself"
