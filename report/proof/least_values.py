"""Integers counted from their least value, or down from their greatest, so that each count is nonnegative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.proof.expressions import (
    ONE,
    Add,
    Expr,
    Num,
    Sym,
    difference,
)
from report.proof.substitution import free_names, substitute

if TYPE_CHECKING:
    from report.proof.facts import Facts


def counted_down(expr: Expr, facts: Facts) -> Expr:
    """Return `expr` with indices counted down from their upper bounds."""
    values: dict[str, Expr] = {}
    for name in free_names(expr) & facts.ranges.keys():
        for _, high in facts.ranges[name]:
            if not free_names(high) & facts.ranges.keys():
                values[name] = difference(high, Sym(f"{name} from the end"))
    return shifted(substitute(expr, values), facts) if values else expr


def shifted(expr: Expr, facts: Facts) -> Expr:
    """Return `expr` with integers counted from their least value, so that each is nonnegative."""
    names = free_names(expr)
    values: dict[str, Expr] = {}
    for name in names & facts.ranges.keys():
        for low, high in facts.ranges[name]:
            if isinstance(high, Sym) and isinstance(low, Num) and high.name not in facts.ranges:
                rest = Sym(f"{high.name} from {name}")
                values.setdefault(high.name, Add((rest, low, Sym(f"{name} from 0"))))
            if isinstance(low, Num):
                values.setdefault(name, Add((low, Sym(f"{name} from 0"))))
    for name in names - values.keys():
        if facts.symbols.get(name) == "positive integer" and name not in facts.ranges:
            values[name] = Add((ONE, Sym(f"{name} from 0")))
    return substitute(expr, values) if values else expr
