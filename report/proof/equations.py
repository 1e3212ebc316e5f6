"""Deciding an equation by normal forms, after what stands in their way has been taken out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from report.proof.cases import by_cases
from report.proof.derivatives import without_derivatives
from report.proof.domains import demands
from report.proof.expressions import ONE, ZERO, Add, Deriv, Expr, Fn, Limit, Mul, Num, Sym, difference, rebuild, walk
from report.proof.facts import Facts
from report.proof.normal.algebra import Algebra
from report.proof.normal.polynomials import TooLargeError
from report.proof.signs import StuckError, nonzero
from report.proof.substitution import free_names, substitute

Rule = Callable[[Expr, Expr, Facts], str | None]


def equal(left: Expr, right: Expr, facts: Facts) -> str | None:
    """Return by what ``left = right`` is proved, or None."""
    if any(isinstance(part, Limit) for side in (left, right) for part in walk(side)):
        return None
    first = ""
    if any(isinstance(part, Deriv) for side in (left, right) for part in walk(side)):
        try:
            left, right = without_derivatives(left), without_derivatives(right)
        except StuckError:
            return None
        first = "derivative rules, then "
    for rule in _RULES:
        try:
            found = rule(left, right, facts)
        except (StuckError, TooLargeError, RecursionError):
            found = None
        if found:
            return first + found
    return None


def _identity(left: Expr, right: Expr, facts: Facts) -> str | None:
    algebra = Algebra(facts)
    if left == right:
        return "both sides are the same"
    if not algebra.equal(left, right):
        return None
    return _named(algebra)


def _named(algebra: Algebra) -> str:
    """Return the rules that a normal form used, in words."""
    exponentials = sorted(
        (str(part) for part in {_shown(atom) for atom in algebra.atoms if isinstance(atom, Fn) and atom.name == "exp"}),
        key=len,
    )
    names = list(algebra.notes)
    if not algebra.atoms:
        return "arithmetic with fractions"
    kind = "polynomial identity"
    if exponentials and exponentials[0]:
        kind += f" in {exponentials[0]}"
    return ", then ".join([", ".join(names), kind]) if names else kind


def _shown(atom: Fn) -> str:
    inside = atom.args[0]
    return f"e^{inside.name}" if isinstance(inside, Sym) and not inside.name.startswith(("#", "@")) else ""


def _delta_cases(left: Expr, right: Expr, facts: Facts) -> str | None:
    """Prove apart what holds for equal and for unequal indices of a Kronecker delta."""
    pairs = {
        part.args for side in (left, right) for part in walk(side) if isinstance(part, Fn) and part.name == "delta"
    }
    free = free_names(left) | free_names(right)
    pair = next((pair for pair in sorted(pairs, key=str) if _splits(pair, free, facts)), None)
    if pair is None:
        return None
    one, other = pair
    if not isinstance(one, Sym):
        one, other = other, one
    if not isinstance(one, Sym):
        return None
    same = equal(substitute(left, {one.name: other}), substitute(right, {one.name: other}), facts)
    if not same:
        return None
    differ: dict[tuple[Expr, ...], Expr] = {pair: ZERO, (pair[1], pair[0]): ZERO}
    apart = equal(_without_delta(left, differ), _without_delta(right, differ), facts)
    return f"case distinction on equal indices, then {apart}" if apart else None


def _splits(pair: tuple[Expr, ...], free: frozenset[str], facts: Facts) -> bool:
    """Whether both indices are free here, and one of them is a name of its own."""
    names = [part.name for part in pair if isinstance(part, Sym)]
    return (
        len(names) > 0
        and all(isinstance(part, Sym | Num) for part in pair)
        and all(name in free and facts.is_integer(name) for name in names)
    )


def _without_delta(expr: Expr, values: dict[tuple[Expr, ...], Expr]) -> Expr:
    if isinstance(expr, Fn) and expr.name == "delta" and expr.args in values:
        return values[expr.args]
    return rebuild(expr, lambda part: _without_delta(part, values))


def _exponentiated(left: Expr, right: Expr, facts: Facts) -> str | None:
    """Prove an equation of logarithms by that of their exponentials."""
    if not any(
        isinstance(part, Fn) and part.name in ("log", "arsinh", "artanh")
        for side in (left, right)
        for part in walk(side)
    ):
        return None
    algebra = Algebra(facts)
    gap = algebra.minus(algebra.normal(left), algebra.normal(right))
    if algebra.equal(Fn("exp", (algebra.expression(gap),)), ONE):
        return "exponential of both sides"
    return None


def _induction(left: Expr, right: Expr, facts: Facts) -> str | None:
    """Prove the equation at 1, and that the difference of its sides stays the same from one integer to the next."""
    for name in counting_names(left, right, facts):
        gap = difference(left, right)
        if not _zero(substitute(gap, {name: ONE}), facts):
            continue
        after = {name: Add((Sym(name), ONE))}
        if _zero(difference(substitute(gap, after), gap), facts):
            return f"induction over {name}"
        crossed = difference(Mul((substitute(left, after), right)), Mul((substitute(right, after), left)))
        if nonzero(right, Algebra(facts)) and _zero(crossed, facts):
            return f"induction over {name}"
    return None


def counting_names(left: Expr, right: Expr, facts: Facts) -> list[str]:
    """Return the names over which an induction may run.

    They take all positive integers, whatever the other names are, and both sides are real at each.
    """
    names = free_names(left) | free_names(right)
    tied: set[str] = set()
    for name in names & facts.ranges.keys():
        tied |= {name}.union(*(free_names(bound) for pair in facts.ranges[name] for bound in pair))
    for name in names & facts.vectors.keys():
        tied |= set[str]().union(*map(free_names, facts.vectors[name]))
    found = [name for name in sorted(names - tied) if facts.symbols.get(name) == "positive integer"]
    if found:
        for demand in demands(difference(left, right), Algebra(facts)):
            found = [name for name in found if name not in free_names(demand.part)]
    return found


def _zero(expr: Expr, facts: Facts) -> bool:
    algebra = Algebra(facts)
    try:
        return algebra.is_zero(algebra.normal(expr))
    except (StuckError, TooLargeError):
        return False


def rules() -> Iterator[Rule]:
    """Yield the rules for equations in the order in which they are tried."""
    yield from _RULES


def _corner_cases(left: Expr, right: Expr, facts: Facts) -> str | None:
    return by_cases(left, right, facts, _identity)


_RULES: tuple[Rule, ...] = (_identity, _delta_cases, _exponentiated, _induction, _corner_cases)
