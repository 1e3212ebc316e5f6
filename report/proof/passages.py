"""Equations between limits."""

from __future__ import annotations

from report.proof.expressions import Expr, Limit, walk
from report.proof.facts import Facts
from report.proof.limits import without_limits
from report.proof.signs import StuckError


def has_limits(*sides: Expr) -> bool:
    """Whether one of `sides` holds a limit."""
    return any(isinstance(part, Limit) for side in sides for part in walk(side))


def resolved(left: Expr, right: Expr, facts: Facts) -> tuple[Expr, Expr, str] | None:
    """Return both sides with their limits carried out, and the rules that did it, or None."""
    notes: dict[str, None] = {}
    try:
        first, second = without_limits(left, facts, notes), without_limits(right, facts, notes)
    except StuckError:
        return None
    return first, second, ", ".join(notes) or "a constant tends to itself"
