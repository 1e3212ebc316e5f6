"""L'Hôpital's rule, at a point and, by 1/t, at infinity."""

from __future__ import annotations

from dataclasses import replace

from report.proof.derivatives import derivative, simplified
from report.proof.domains import demands
from report.proof.expressions import (
    INFINITY,
    ONE,
    ZERO,
    Add,
    Big,
    Div,
    Expr,
    Fn,
    Mul,
    Sym,
    is_infinite,
    rebuild,
    walk,
)
from report.proof.limits.approach import JUMPS, Approach, defined_around
from report.proof.limits.rewritten import growth
from report.proof.normal.algebra import Algebra
from report.proof.signs import nonzero
from report.proof.substitution import free_names, fresh_name, substitute


def hospital(expr: Expr, way: Approach, depth: int) -> Expr | None:
    """Differentiate top and bottom while both vanish at the target."""
    if is_infinite(way.target):
        return None
    top, bottom = _as_fraction(expr, way, depth)
    if bottom is None or top is None:
        return None
    algebra = Algebra(way.facts)
    for _ in range(4):
        ends = [substitute(part, {way.name: way.target}) for part in (top, bottom)]
        if any(demands(end, algebra) for end in ends) or not all(_smooth(part, way) for part in (top, bottom)):
            return None
        if not algebra.is_zero(algebra.normal(ends[1])):
            if not nonzero(ends[1], algebra):
                return None
            way.notes.setdefault("l'Hôpital's rule")
            return Div(*ends)
        if not algebra.is_zero(algebra.normal(ends[0])):
            return None
        top, bottom = (simplified(derivative(part, Sym(way.name))) for part in (top, bottom))
    return None


def _smooth(expr: Expr, way: Approach) -> bool:
    """Whether `expr` is smooth around the target: every demand holds strictly there, and there are no corners."""
    algebra = Algebra(way.facts)
    value = substitute(expr, {way.name: way.target})
    corners = {"abs", "max", "min", "relu", *JUMPS}
    if any(isinstance(part, Fn) and part.name in corners and way.name in free_names(part) for part in walk(expr)):
        return False
    return defined_around(expr, value, way, algebra) and not demands(
        substitute(simplified(derivative(expr, Sym(way.name))), {way.name: way.target}), algebra
    )


def _as_fraction(expr: Expr, way: Approach, depth: int) -> tuple[Expr | None, Expr | None]:
    """Return `expr` as one fraction, of whose parts both may vanish."""
    del depth
    match expr:
        case Div(top, bottom):
            return top, bottom
        case Mul(factors):
            tops = [factor.top if isinstance(factor, Div) else factor for factor in factors]
            bottoms = [factor.bottom for factor in factors if isinstance(factor, Div)]
            return Mul(tuple(tops)), Mul(tuple(bottoms)) if bottoms else None
        case Add(terms) if any(isinstance(term, Div) for term in terms):
            bottoms = [term.bottom for term in terms if isinstance(term, Div)]
            shared = Mul(tuple(bottoms)) if len(bottoms) > 1 else bottoms[0]
            tops = []
            for k, term in enumerate(terms):
                others = [other.bottom for j, other in enumerate(terms) if j != k and isinstance(other, Div)]
                tops.append(Mul((term.top if isinstance(term, Div) else term, *others)))
            return Add(tuple(tops)), shared
    del way
    return None, None


def inverted(expr: Expr, way: Approach, depth: int) -> Expr | None:
    """At infinity, put 1/t for the variable and let t fall to 0; or the other way round."""
    if way.target == ZERO and way.side == "+" and way.name in free_names(expr):
        name = fresh_name("t")
        far = replace(way, name=name, target=INFINITY, side="", facts=way.facts.assuming(name, "positive"))
        return growth(substitute(expr, {way.name: Div(ONE, Sym(name))}), far, depth)
    if way.target != INFINITY or depth < 3 or "integer" in way.facts.symbols.get(way.name, ""):
        real = way.facts.symbols.get(way.name, "") == "positive integer"
        if way.target != INFINITY or depth < 3 or not real or not _extends(expr, way.name):
            return None
    name = fresh_name("t")
    facts = way.facts.assuming(name, "positive")
    other = replace(way, name=name, target=ZERO, side="+", facts=facts)
    if isinstance(expr, Mul):
        bare = tuple(factor for factor in expr.factors if factor != Sym(way.name))
        if len(bare) == len(expr.factors) - 1:
            top = Mul(bare) if len(bare) > 1 else bare[0]
            moved = substitute(top, {way.name: Div(ONE, Sym(name))})
            algebra = other.algebra()
            return hospital(Div(_with_small(moved, name, algebra), Sym(name)), other, depth - 1)
    return None


def _with_small(expr: Expr, name: str, algebra: Algebra) -> Expr:
    """Return `expr` with the arguments of its functions simplified: a/(1/t) becomes a t."""

    def change(part: Expr) -> Expr:
        if isinstance(part, Fn):
            return Fn(part.name, tuple(algebra.expression(algebra.normal(arg)) for arg in part.args))
        return rebuild(part, change)

    del name
    return change(expr)


def _extends(expr: Expr, name: str) -> bool:
    """Whether a formula in an integer makes sense, smoothly, for a real number in its place."""
    rough = {"factorial", "binomial", "delta", "floor", "ceil"}
    return not any(
        (isinstance(part, Fn) and part.name in rough) or (isinstance(part, Big) and name in free_names(part))
        for part in walk(expr)
    )
