"""Where a formula is a real number, and whether two formulas are so at the same points."""

from __future__ import annotations

from dataclasses import dataclass

from report.proof.derivatives import without_derivatives
from report.proof.expressions import (
    ONE,
    Add,
    Big,
    Cases,
    Condition,
    Deriv,
    Div,
    Elem,
    Expr,
    Fn,
    Limit,
    Mul,
    Num,
    Pick,
    Pow,
    Sym,
    children,
    difference,
    is_infinite,
    negative,
    number,
)
from report.proof.facts import Facts
from report.proof.normal.algebra import Algebra
from report.proof.normal.polynomials import TooLargeError
from report.proof.signs import StuckError, integral, nonnegative, nonzero, positive
from report.proof.substitution import substitute


@dataclass(frozen=True)
class Demand:
    """What a formula asks of a part to be defined: that it be ``positive``, ``nonnegative`` or ``nonzero``."""

    kind: str
    part: Expr


def demands(expr: Expr, algebra: Algebra) -> list[Demand]:  # noqa: PLR0912  (one case a kind of formula)
    """Return the demands of `expr` that do not hold anyway.

    Raises
    ------
    StuckError
        If the demands cannot be told.
    """
    found: list[Demand] = []
    for part in children(expr) if not isinstance(expr, Big | Deriv | Limit | Cases) else ():
        found += demands(part, algebra)
    match expr:
        case Div(_, bottom):
            found += _nonzero(bottom, algebra)
        case Pow(base, exponent):
            found += _of_power(base, exponent, algebra)
        case Fn(name, args):
            found += _of_function(name, args, algebra)
        case Elem(vector, indices):
            for index, length in zip(indices, algebra.facts.vectors.get(vector, ()), strict=False):
                _check_range(index, ONE, length, algebra)
        case Pick(entries, index):
            _check_range(index, ONE, Num(ONE.value * len(entries)), algebra)
        case Big():
            found += _of_big(expr, algebra)
        case Deriv(body, _, _, at):
            found += demands(body, algebra) + demands(at, algebra) + demands(without_derivatives(expr), algebra)
        case Limit():
            raise StuckError
        case Cases(branches):
            for value, condition in branches:
                inside = [side for left, _, right in (condition.parts if condition else ()) for side in (left, right)]
                if any(demands(part, algebra) for part in (value, *inside)):
                    raise StuckError
            if not _covers_all(branches):
                raise StuckError
    return list(dict.fromkeys(found))


_OPPOSITE = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "=": "!=", "!=": "="}


def _covers_all(branches: tuple[tuple[Expr, Condition | None], ...]) -> bool:
    """Whether one branch applies at every point: the last says otherwise, or two say the opposite."""
    last = branches[-1][1]
    if last is None:
        return True
    earlier = [condition.parts[0] for _, condition in branches[:-1] if condition and len(condition.parts) == 1]
    left, relation, right = last.parts[0]
    return len(last.parts) == 1 and (left, _OPPOSITE[relation], right) in earlier


def _unless(holds: bool, kind: str, part: Expr) -> list[Demand]:
    return [] if holds else [Demand(kind, part)]


def _nonzero(part: Expr, algebra: Algebra) -> list[Demand]:
    """Return the factors of `part` that must not vanish."""
    match part:
        case _ if nonzero(part, algebra):
            return []
        case Mul(factors):
            return [demand for factor in factors for demand in _nonzero(factor, algebra)]
        case Pow(base, Num(value)) if value != 0:
            return _nonzero(base, algebra)
        case Div(top, _):
            return _nonzero(top, algebra)
        case Fn("abs", (inside,)):
            return _nonzero(inside, algebra)
    return [Demand("nonzero", part)]


def _positive(part: Expr, algebra: Algebra) -> list[Demand]:
    """Return what is left of the demand that `part` be positive when factors known to be so are taken out."""
    match part:
        case _ if positive(part, algebra):
            return []
        case Pow(base, Num(value)) if value.denominator == 1 and value.numerator % 2 == 0 and value > 0:
            return _positive(Fn("abs", (base,)), algebra)
        case Pow(base, Num(value)) if value > 0 and nonnegative(base, algebra):
            return _positive(base, algebra)
        case Mul(factors) if all(nonnegative(factor, algebra) for factor in factors):
            return [demand for factor in factors for demand in _positive(factor, algebra)]
        case Div(top, bottom) if positive(bottom, algebra):
            return _positive(top, algebra)
    return [Demand("positive", part)]


def _of_power(base: Expr, exponent: Expr, algebra: Algebra) -> list[Demand]:
    if isinstance(exponent, Num) and exponent.value.denominator == 1:
        return [] if exponent.value >= 0 else _nonzero(base, algebra)
    if integral(exponent, algebra):
        if nonnegative(exponent, algebra):
            return []
        return _nonzero(base, algebra)
    if isinstance(exponent, Num) and exponent.value > 0:
        return _unless(nonnegative(base, algebra), "nonnegative", base)
    return _unless(positive(base, algebra), "positive", base)


def _of_function(name: str, args: tuple[Expr, ...], algebra: Algebra) -> list[Demand]:  # noqa: PLR0912  (one case a function)
    first = args[0]
    match name:
        case "log":
            return _positive(first, algebra)
        case "sqrt":
            return _unless(nonnegative(first, algebra), "nonnegative", first)
        case "root":
            even = isinstance(args[1], Num) and args[1].value % 2 == 0
            return _unless(not even or nonnegative(first, algebra), "nonnegative", first)
        case "tan" | "sec":
            return _nonzero(Fn("cos", (first,)), algebra)
        case "cot" | "csc":
            return _nonzero(Fn("sin", (first,)), algebra)
        case "coth":
            return _unless(nonzero(first, algebra), "nonzero", first)
        case "arcsin" | "arccos":
            ends = (difference(ONE, first), Add((ONE, first)))
            return [Demand("nonnegative", end) for end in ends if not nonnegative(end, algebra)]
        case "artanh":
            ends = (difference(ONE, first), Add((ONE, first)))
            return [Demand("positive", end) for end in ends if not positive(end, algebra)]
        case "arcosh":
            end = difference(first, ONE)
            return _unless(nonnegative(end, algebra), "nonnegative", end)
        case "factorial":
            if not (integral(first, algebra) and nonnegative(first, algebra)):
                raise StuckError
        case "binomial":
            if not integral(args[1], algebra):
                raise StuckError
    return []


def _check_range(index: Expr, low: Expr, high: Expr, algebra: Algebra) -> None:
    if isinstance(index, Sym) and (low, high) in algebra.facts.ranges.get(index.name, ()):
        return
    if not (
        integral(index, algebra)
        and nonnegative(difference(index, low), algebra)
        and nonnegative(difference(high, index), algebra)
    ):
        raise StuckError


def _of_big(expr: Big, algebra: Algebra) -> list[Demand]:
    if is_infinite(expr.high):
        raise StuckError
    if isinstance(expr.low, Num) and isinstance(expr.high, Num) and expr.high.value - expr.low.value < 40:
        places = range(int(expr.low.value), int(expr.high.value) + 1)
        return [demand for k in places for demand in demands(substitute(expr.body, {expr.index: number(k)}), algebra)]
    found = demands(expr.low, algebra) + demands(expr.high, algebra)
    if not (integral(expr.low, algebra) and integral(expr.high, algebra)):
        raise StuckError
    if expr.op in ("max", "min") and not nonnegative(difference(expr.high, expr.low), algebra):
        raise StuckError
    for demand in demands(expr.body, algebra.under(expr.index, expr.low, expr.high)):
        op = "prod" if demand.kind == "nonzero" else "min"
        found.append(Demand(demand.kind, Big(op, expr.index, expr.low, expr.high, demand.part)))
    return found


def conditions(left: Expr, right: Expr, algebra: Algebra) -> list[Expr] | None:
    """Return the divisors that must not vanish for both sides to be real at the same points, or None if that is open.

    Only a divisor of one side alone counts; any other demand must hold anyway or be made by both.
    """
    try:
        first, second = demands(left, algebra), demands(right, algebra)
    except (StuckError, TooLargeError):
        return None
    loose: list[Expr] = []
    for own, others in ((first, second), (second, first)):
        wiser = _wiser(others, algebra)
        for demand in own:
            if any(_same(demand, other, algebra) for other in others) or _granted(demand, wiser):
                continue
            if demand.kind != "nonzero":
                return None
            if demand.part not in loose:
                loose.append(demand.part)
    return loose


def _same(one: Demand, other: Demand, algebra: Algebra) -> bool:
    if one.kind != other.kind and not (one.kind != "positive" and other.kind == "positive"):
        return False
    try:
        if algebra.equal(one.part, other.part):
            return True
        return one.kind == "nonzero" == other.kind and algebra.equal(negative(one.part), other.part)
    except (StuckError, TooLargeError):
        return one.part == other.part


def _wiser(known: list[Demand], algebra: Algebra) -> Algebra:
    """Return an algebra that takes the demands on single symbols for granted."""
    facts: Facts = algebra.facts
    for demand in known:
        if isinstance(demand.part, Sym) and facts.symbols.get(demand.part.name) in ("real", "nonnegative", "nonzero"):
            facts = facts.assuming(demand.part.name, demand.kind)
    return Algebra(facts) if facts is not algebra.facts else algebra


def _granted(demand: Demand, algebra: Algebra) -> bool:
    prove = {"positive": positive, "nonnegative": nonnegative, "nonzero": nonzero}[demand.kind]
    return prove(demand.part, algebra)
