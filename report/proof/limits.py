"""Limits by rule: continuity, algebra of limits, order of growth, l'Hopital's rule, squeeze.

Each rule either returns the limit as a formula, with its own name noted, or gives up. A computer
algebra system's limit is never asked.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from report.proof.derivatives import derivative, simplified
from report.proof.domains import demands
from report.proof.expressions import (
    INFINITY,
    MINUS_ONE,
    ONE,
    ZERO,
    Add,
    Big,
    Cases,
    Const,
    Deriv,
    Div,
    Expr,
    Fn,
    Limit,
    Mul,
    Num,
    Pow,
    Sym,
    is_infinite,
    negative,
    number,
    rebuild,
    walk,
)
from report.proof.facts import Facts
from report.proof.growth import leading_limit
from report.proof.inequalities.bounds import bounds
from report.proof.normal_form import Algebra
from report.proof.polynomials import Polynomial, TooLargeError, plus
from report.proof.signs import StuckError, nonzero, positive
from report.proof.substitution import free_names, fresh_name, substitute

_JUMPS = {"floor", "ceil", "sign", "delta", "binomial", "factorial"}
_DEEPEST = 5
_SQUEEZES = 6
_MINUS_INFINITY = Mul((MINUS_ONE, INFINITY))


@dataclass
class Approach:
    """A variable on its way: to a finite target from one or both sides, or to infinity."""

    name: str
    target: Expr
    side: str
    facts: Facts
    notes: dict[str, None] = field(default_factory=dict)
    squeezes: int = 0
    whole: Expr = ZERO

    def algebra(self) -> Algebra:
        """Return an algebra that knows the variable to be where it ends up: positive on its way to infinity."""
        facts = self.facts
        known = facts.symbols.get(self.name, "real")
        if self.target == INFINITY and "integer" not in known:
            facts = facts.assuming(self.name, "positive")
        if self.target == INFINITY and known == "integer":
            facts = facts.assuming(self.name, "positive integer")
        if self.target == ZERO and self.side == "+":
            facts = facts.assuming(self.name, "positive")
        if self.target == ZERO and not self.side and known == "real":
            facts = facts.assuming(self.name, "nonzero")
        return Algebra(facts)


def without_limits(expr: Expr, facts: Facts, notes: dict[str, None]) -> Expr:
    """Return `expr` with every limit replaced by its value.

    Raises
    ------
    StuckError
        If a limit is not found.
    """
    if isinstance(expr, Limit):
        body = without_limits(expr.body, facts, notes)
        value = limit(Limit(body, expr.variable, expr.target, expr.side), facts, notes)
        if value is None or is_infinite(value):
            raise StuckError
        return value
    return rebuild(expr, lambda part: without_limits(part, facts, notes))


def limit(expr: Limit, facts: Facts, notes: dict[str, None]) -> Expr | None:
    """Return the value of a limit, or None if no rule finds it."""
    known = facts.symbols.get(expr.variable, "real")
    side = "+" if known in ("positive", "nonnegative") and expr.target == ZERO else expr.side
    name = fresh_name(expr.variable)
    facts = facts.assuming(name, known)
    body = substitute(expr.body, {expr.variable: Sym(name)})
    target = expr.target
    if isinstance(expr.target, Mul) and is_infinite(expr.target):
        body, target = substitute(body, {name: negative(Sym(name))}), INFINITY
        facts = facts.assuming(name, "positive")
    if any(isinstance(part, Cases | Deriv) for part in walk(body)):
        return None
    way = Approach(name, target, side, facts, notes)
    for squeezes in (0, 1, _SQUEEZES):
        way.squeezes, way.whole = squeezes, body
        try:
            value = tends(body, way)
        except (StuckError, TooLargeError, RecursionError):
            value = None
        if value is not None:
            return value
    return None


def tends(expr: Expr, way: Approach, depth: int = _DEEPEST) -> Expr | None:
    """Return what `expr` tends to: a formula without the variable, infinity, minus infinity, or None."""
    if way.name not in free_names(expr):
        return expr
    if depth == 0:
        return None
    for rule in _RULES:
        before = dict(way.notes)
        try:
            value = rule(expr, way, depth)
        except (StuckError, TooLargeError):
            value = None
        if value is not None:
            return value
        way.notes.clear()
        way.notes.update(before)
    return None


def _bounded_factor(expr: Expr, way: Approach, depth: int) -> Expr | None:
    """Return zero for a product of a factor that tends to zero and factors that stay between numbers."""
    if not isinstance(expr, Mul) or not _is_defined_off(expr, way):
        return None
    algebra = way.algebra()
    vanishing = False
    for factor in expr.factors:
        sides = [bounds(factor, algebra, up=up) for up in (True, False)]
        if all(any(not free_names(bound) for bound in side) for side in sides):
            continue
        value = tends(factor, way, depth - 1)
        if value is None or is_infinite(value):
            return None
        vanishing = vanishing or algebra.is_zero(algebra.normal(value))
    if not vanishing:
        return None
    way.notes.setdefault("a bounded factor and one that vanishes")
    return ZERO


def _is_defined_off(expr: Expr, way: Approach) -> bool:
    """Whether `expr` is real close to the target, if divisors are nothing but the variable."""
    algebra = way.algebra()
    return all(demand.kind == "nonzero" and demand.part == Sym(way.name) for demand in demands(expr, algebra))


def _is_defined(expr: Expr, way: Approach) -> bool:
    """Whether `expr` is real close to the target, off it: its demands hold, or fail at isolated points only."""
    algebra = way.algebra()
    for demand in demands(expr, algebra):
        if demand.kind != "nonzero":
            return False
        value = algebra.normal(demand.part).top
        own = algebra.atom(Sym(way.name))
        powers: dict[object, Polynomial] = {}
        for monomial, coefficient in value.items():
            inside = tuple(pair for pair in monomial if way.name in free_names(algebra.atoms[pair[0]]))
            if any(atom != own for atom, _ in inside):
                return False
            rest = tuple(pair for pair in monomial if pair not in inside)
            powers[inside] = plus(powers.get(inside, {}), {rest: coefficient})
        if not any(nonzero(algebra.sum_expression(part), algebra) for part in powers.values()):
            return False
    return True


def _continuity(expr: Expr, way: Approach, depth: int) -> Expr | None:
    """Return the value at the target, if the formula is continuous and defined around it."""
    del depth
    if is_infinite(way.target):
        return None
    if any(isinstance(part, Fn) and part.name in _JUMPS and way.name in free_names(part) for part in walk(expr)):
        return None
    if any(isinstance(part, Big) and way.name in free_names(part.low) | free_names(part.high) for part in walk(expr)):
        return None
    value = substitute(expr, {way.name: way.target})
    algebra = Algebra(way.facts)
    if not _defined_around(expr, value, way, algebra):
        return None
    way.notes.setdefault("continuity")
    return value


def _defined_around(expr: Expr, value: Expr, way: Approach, algebra: Algebra) -> bool:
    """Whether every demand holds strictly at the target, hence around it."""
    if demands(value, algebra):
        return False
    for part in walk(expr):
        if way.name not in free_names(part):
            continue
        root = isinstance(part, Fn) and part.name in ("sqrt", "root", "arcsin", "arccos", "arcosh")
        power = isinstance(part, Pow) and not (isinstance(part.exponent, Num) and part.exponent.value.denominator == 1)
        if root:
            assert isinstance(part, Fn)
            inside = substitute(part.args[0], {way.name: way.target})
            if part.name not in ("sqrt", "root") or not (positive(inside, algebra) or not demands(expr, way.algebra())):
                return False
        if power:
            assert isinstance(part, Pow)
            if not positive(substitute(part.base, {way.name: way.target}), algebra):
                return False
    return True


def _by_parts(expr: Expr, way: Approach, depth: int) -> Expr | None:
    """Return the limit of a sum, product, quotient or function from the limits of its parts."""
    match expr:
        case Sym(name) if name == way.name:
            return way.target if is_infinite(way.target) else None
        case Add(terms):
            return _sum([tends(term, way, depth) for term in terms])
        case Mul(factors):
            return _product([tends(factor, way, depth) for factor in factors], way)
        case Div(top, bottom):
            return _quotient(tends(top, way, depth), tends(bottom, way, depth), bottom, way)
        case Pow(base, Num(value)):
            inside = tends(base, way, depth)
            return _power(inside, Num(value), way)
        case Pow(base, exponent) if _ends_positive(base, way, depth):
            return tends(Fn("exp", (Mul((exponent, Fn("log", (base,)))),)), way, depth - 1)
        case Fn(name, (part,)):
            return _function(name, part, way, depth)
    return None


def _ends_positive(base: Expr, way: Approach, depth: int) -> bool:
    """Whether `base` is positive all along, or tends to something positive and so is in the end."""
    if positive(base, way.algebra()):
        return True
    end = tends(base, way, depth - 1)
    return end is not None and (end == INFINITY or (not is_infinite(end) and positive(end, Algebra(way.facts))))


def _sum(parts: list[Expr | None]) -> Expr | None:
    if None in parts:
        return None
    infinite = {part for part in parts if part is not None and is_infinite(part)}
    if len(infinite) > 1:
        return None
    return infinite.pop() if infinite else Add(tuple(part for part in parts if part is not None))


def _product(parts: list[Expr | None], way: Approach) -> Expr | None:
    if None in parts:
        return None
    known = [part for part in parts if part is not None]
    infinite = [part for part in known if is_infinite(part)]
    finite = [part for part in known if not is_infinite(part)]
    if not infinite:
        way.notes.setdefault("algebra of limits")
        return Mul(tuple(finite)) if len(finite) > 1 else finite[0]
    sign = (-1) ** sum(isinstance(part, Mul) for part in infinite)
    algebra = Algebra(way.facts)
    for part in finite:
        if positive(part, algebra):
            continue
        if positive(negative(part), algebra):
            sign = -sign
        else:
            return None
    return INFINITY if sign > 0 else _MINUS_INFINITY


def _quotient(top: Expr | None, bottom: Expr | None, divisor: Expr, way: Approach) -> Expr | None:
    if top is None or bottom is None:
        return None
    algebra = Algebra(way.facts)
    if is_infinite(bottom):
        if is_infinite(top):
            return None
        way.notes.setdefault("algebra of limits")
        return ZERO
    if not is_infinite(top):
        if nonzero(bottom, algebra):
            way.notes.setdefault("algebra of limits")
            return Div(top, bottom)
        return None
    if positive(bottom, algebra):
        return top
    vanishes = algebra.is_zero(algebra.normal(bottom))
    return top if vanishes and positive(divisor, way.algebra()) else None


def _power(inside: Expr | None, exponent: Num, way: Approach) -> Expr | None:
    if inside is None:
        return None
    if is_infinite(inside):
        if exponent.value < 0:
            return ZERO
        if isinstance(inside, Mul):
            whole = exponent.value.denominator == 1
            return None if not whole else INFINITY if exponent.value.numerator % 2 == 0 else _MINUS_INFINITY
        return INFINITY
    algebra = Algebra(way.facts)
    whole = exponent.value.denominator == 1
    if (whole and exponent.value > 0) or positive(inside, algebra) or (whole and nonzero(inside, algebra)):
        return Pow(inside, exponent)
    return None


_AT_INFINITY: dict[str, tuple[Expr | None, Expr | None]] = {
    "exp": (INFINITY, ZERO), "log": (INFINITY, None), "sqrt": (INFINITY, None),
    "abs": (INFINITY, INFINITY), "cosh": (INFINITY, INFINITY), "sinh": (INFINITY, _MINUS_INFINITY),
    "arctan": (Div(Const("pi"), number(2)), Div(negative(Const("pi")), number(2))),
    "tanh": (ONE, MINUS_ONE), "coth": (ONE, MINUS_ONE), "arsinh": (INFINITY, _MINUS_INFINITY),
    "relu": (INFINITY, ZERO), "arcosh": (INFINITY, None),
}  # fmt: skip
_CONTINUOUS = {"exp", "sin", "cos", "sinh", "cosh", "tanh", "arctan", "arsinh", "abs", "relu"}


def _function(name: str, part: Expr, way: Approach, depth: int) -> Expr | None:
    inside = tends(part, way, depth)
    if inside is None:
        return None
    if is_infinite(inside):
        way.notes.setdefault("behaviour at infinity")
        return _AT_INFINITY.get(name, (None, None))[1 if isinstance(inside, Mul) else 0]
    algebra = Algebra(way.facts)
    if name in _CONTINUOUS or (name in ("log", "sqrt") and positive(inside, algebra)):
        way.notes.setdefault("continuity")
        return Fn(name, (inside,))
    if name in ("log", "sqrt") and algebra.is_zero(algebra.normal(inside)) and positive(part, way.algebra()):
        return _MINUS_INFINITY if name == "log" else ZERO
    return None


def _growth(expr: Expr, way: Approach, depth: int) -> Expr | None:
    """Compare orders of growth: exponentials over powers over logarithms."""
    del depth
    if way.target != INFINITY or any(
        isinstance(part, Fn) and part.name in ("sin", "cos", "tan") for part in walk(expr)
    ):
        return None
    if not _is_defined(expr, way):
        return None
    value = leading_limit(expr, way.name, way.algebra(), Algebra(way.facts))
    if value is not None:
        way.notes.setdefault("order of growth")
    return value


def _cancelled(expr: Expr, way: Approach, depth: int) -> Expr | None:
    """Cancel what numerator and denominator share; near the target, off it, nothing changes."""
    if not any(isinstance(part, Div) for part in walk(expr)):
        return None
    if any(isinstance(part, Fn) and part.name in ("sin", "cos", "tan", "cot", "sec", "csc") for part in walk(expr)):
        return None
    algebra = way.algebra()
    plain = algebra.expression(algebra.normal(expr))
    if plain == expr or not _is_defined(expr, way):
        return None
    value = _continuity(plain, way, depth) if not is_infinite(way.target) else _by_parts(plain, way, depth - 1)
    if value is not None:
        way.notes.setdefault("cancelling")
    return value


def _conjugate(expr: Expr, way: Approach, depth: int) -> Expr | None:
    """Write a difference a + b with roots as (a^2 - b^2) / (a - b), where a - b grows beyond all bounds."""
    if not isinstance(expr, Add) or way.target != INFINITY or not _is_defined(expr, way):
        return None
    if not any(isinstance(part, Fn) and part.name == "sqrt" for part in walk(expr)):
        return None
    one, other = expr.terms[0], Add(expr.terms[1:]) if len(expr.terms) > 2 else expr.terms[1]
    apart = Add((one, negative(other)))
    end = tends(apart, way, depth - 1)
    if end is None or not is_infinite(end):
        return None
    algebra = way.algebra()
    top = algebra.expression(algebra.normal(Add((Mul((one, one)), negative(Mul((other, other)))))))
    value = leading_limit(Div(top, apart), way.name, algebra, Algebra(way.facts))
    if value is not None:
        way.notes.setdefault("conjugate of a difference of roots")
    return value


def _hospital(expr: Expr, way: Approach, depth: int) -> Expr | None:
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
    corners = {"abs", "max", "min", "relu", *_JUMPS}
    if any(isinstance(part, Fn) and part.name in corners and way.name in free_names(part) for part in walk(expr)):
        return False
    return _defined_around(expr, value, way, algebra) and not demands(
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


def _squeeze(expr: Expr, way: Approach, depth: int) -> Expr | None:
    """Between an upper and a lower bound of the same limit there is no room."""
    inner = 1 < way.squeezes <= _SQUEEZES
    if not (way.squeezes == 1 and depth == _DEEPEST and expr == way.whole) and not inner:
        return None
    way.squeezes -= inner
    if not _is_defined(expr, way):
        return None
    algebra = way.algebra()
    uppers = [bound for bound in bounds(expr, algebra, up=True)[1:] if bound != expr][:8]
    lowers = [bound for bound in bounds(expr, algebra, up=False)[1:] if bound != expr][:8]
    tops = _limits(uppers, way, depth)
    if not tops:
        return None
    judge = Algebra(way.facts)
    for low in _limits(lowers, way, depth):
        for top in tops:
            if not is_infinite(low) and not is_infinite(top) and judge.equal(low, top):
                way.notes.setdefault("squeeze between termwise bounds")
                return low
    return None


def _limits(candidates: list[Expr], way: Approach, depth: int) -> list[Expr]:
    found = []
    quiet = Approach(way.name, way.target, way.side, way.facts)
    for candidate in candidates:
        algebra = quiet.algebra()
        try:
            if demands(candidate, algebra):
                continue
            plain = algebra.expression(algebra.normal(candidate))
        except (StuckError, TooLargeError):
            continue
        value = tends(plain, quiet, min(depth - 1, 2))
        if value is not None:
            found.append(value)
    return found


def _inverted(expr: Expr, way: Approach, depth: int) -> Expr | None:
    """At infinity, put 1/t for the variable and let t fall to 0; or the other way round."""
    if way.target == ZERO and way.side == "+" and way.name in free_names(expr):
        name = fresh_name("t")
        far = Approach(name, INFINITY, "", way.facts.assuming(name, "positive"), way.notes)
        return _growth(substitute(expr, {way.name: Div(ONE, Sym(name))}), far, depth)
    if way.target != INFINITY or depth < 3 or "integer" in way.facts.symbols.get(way.name, ""):
        real = way.facts.symbols.get(way.name, "") == "positive integer"
        if way.target != INFINITY or depth < 3 or not real or not _extends(expr, way.name):
            return None
    name = fresh_name("t")
    facts = way.facts.assuming(name, "positive")
    other = Approach(name, ZERO, "+", facts, way.notes)
    if isinstance(expr, Mul):
        bare = tuple(factor for factor in expr.factors if factor != Sym(way.name))
        if len(bare) == len(expr.factors) - 1:
            top = Mul(bare) if len(bare) > 1 else bare[0]
            moved = substitute(top, {way.name: Div(ONE, Sym(name))})
            algebra = other.algebra()
            return _hospital(Div(_with_small(moved, name, algebra), Sym(name)), other, depth - 1)
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


_RULES = (
    _continuity,
    _by_parts,
    _growth,
    _cancelled,
    _bounded_factor,
    _conjugate,
    _hospital,
    _squeeze,
    _inverted,
)
