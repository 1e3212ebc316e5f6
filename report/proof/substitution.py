"""Free names of a formula, and putting expressions in their place without capture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from itertools import count

from report.proof.expressions import Big, Deriv, Elem, Expr, Limit, Sym, children, rebuild

_fresh = count()


@cache
def free_names(expr: Expr) -> frozenset[str]:
    """Return the names of symbols, indices and vectors that occur free in `expr`."""
    match expr:
        case Sym(name):
            return frozenset({name})
        case Elem(vector, indices):
            return frozenset({vector}).union(*map(free_names, indices))
        case Big(_, index, low, high, body):
            return free_names(low) | free_names(high) | (free_names(body) - {index})
        case Limit(body, variable, target, _):
            return (free_names(body) - {variable}) | free_names(target)
        case Deriv(body, Sym(name), _, at):
            return (free_names(body) - {name}) | free_names(at)
        case Deriv(body, variable, _, at):
            return free_names(body) | free_names(variable) | free_names(at)
    names: frozenset[str] = frozenset()
    return names.union(*map(free_names, children(expr)))


def fresh_name(hint: str = "") -> str:
    """Return a name that no author can write."""
    return f"@{hint.lstrip('@').rstrip('0123456789')}{next(_fresh)}"


def written(name: str) -> str:
    """Return `name` for a reader: a fresh one as the letter it was made for."""
    return (name.strip("@0123456789") or "t") if name.startswith("@") else name


def substitute(expr: Expr, values: Mapping[str, Expr]) -> Expr:
    """Return `expr` with free symbols replaced by expressions."""
    return substitute_all(expr, values, {})


def substitute_all(
    expr: Expr, values: Mapping[str, Expr], vectors: Mapping[str, Callable[[tuple[Expr, ...]], Expr]]
) -> Expr:
    """Return `expr` with free symbols replaced by `values` and entries of vectors by what `vectors` make of the index.

    A derivative by an entry of a replaced vector is only defined if the replacement is itself an entry.

    Raises
    ------
    ValueError
        If a derivative would be taken by something that is no variable.
    """
    if not free_names(expr) & (values.keys() | vectors.keys()):
        return expr

    taken = frozenset(values).union(*map(free_names, values.values()))

    def again(part: Expr) -> Expr:
        return substitute_all(part, values, vectors)

    def rebind(name: str, body: Expr) -> tuple[str, Expr]:
        if not vectors and name not in taken:
            return name, body
        fresh = fresh_name(name)
        return fresh, substitute(body, {name: Sym(fresh)})

    match expr:
        case Sym(name):
            return values.get(name, expr)
        case Elem(vector, indices) if vector in vectors:
            return vectors[vector](tuple(map(again, indices)))
        case Big(op, index, low, high, body):
            name, inner = rebind(index, body)
            return Big(op, name, again(low), again(high), again(inner))
        case Limit(body, variable, target, side):
            name, inner = rebind(variable, body)
            return Limit(again(inner), name, again(target), side)
        case Deriv(body, Sym(variable), order, at):
            name, inner = rebind(variable, body)
            return Deriv(again(inner), Sym(name), order, again(at))
        case Deriv(body, variable, order, at):
            changed = again(variable)
            if not isinstance(changed, Elem):
                raise ValueError(variable)  # noqa: TRY004  (the value is at fault: no variable stands there)
            return Deriv(again(body), changed, order, again(at))
    return rebuild(expr, again)
