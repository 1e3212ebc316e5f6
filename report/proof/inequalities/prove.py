"""The rules for ``left <= right`` and ``left < right``, in the order in which they are tried."""

from __future__ import annotations

from itertools import islice, product

from report.proof.cases import by_cases
from report.proof.deadline import within
from report.proof.derivatives import without_derivatives
from report.proof.domains import demands
from report.proof.expressions import ONE, ZERO, Big, Expr, Fn, Limit, Mul, Num, Pow, Sym, difference, walk
from report.proof.facts import Facts
from report.proof.inequalities.bounds import bounds
from report.proof.inequalities.calculus import by_derivative
from report.proof.inequalities.signs_of import sign_rule
from report.proof.inequalities.steps import by_exponentials, by_extremes, by_induction, by_order, by_squares
from report.proof.normal.algebra import Algebra
from report.proof.normal.polynomials import TooLargeError
from report.proof.signs import StuckError, nonnegative
from report.proof.substitution import substitute

_SECONDS = 2.0
_DEEPEST = 4
_INCREASING = ("exp", "log", "sqrt", "arctan", "sinh", "tanh", "arsinh", "artanh", "arcsin")


def below(left: Expr, right: Expr, facts: Facts, *, strict: bool, depth: int = _DEEPEST) -> str | None:
    """Return by what ``left <= right`` (``<``) is proved, or None."""
    if any(isinstance(part, Limit) for side in (left, right) for part in walk(side)):
        return None
    try:
        left, right = without_derivatives(left), without_derivatives(right)
    except StuckError:
        return None
    for rule in _RULES:
        try:
            found = rule(left, right, facts, strict, depth)
        except (StuckError, TooLargeError, RecursionError):
            found = None
        if found:
            return found
    return None


def _below(left: Expr, right: Expr, facts: Facts, strict: bool, depth: int) -> str | None:
    return below(left, right, facts, strict=strict, depth=depth)


def _extremes(left: Expr, right: Expr, facts: Facts, strict: bool, depth: int) -> str | None:
    return by_extremes(left, right, facts, strict, _below, depth)


def _exponentials(left: Expr, right: Expr, facts: Facts, strict: bool, depth: int) -> str | None:
    return by_exponentials(left, right, facts, strict, _below) if depth > 1 else None


def _induction(left: Expr, right: Expr, facts: Facts, strict: bool, depth: int) -> str | None:
    return by_induction(left, right, facts, strict) if depth > 1 else None


def _squares(left: Expr, right: Expr, facts: Facts, strict: bool, depth: int) -> str | None:
    return by_squares(left, right, facts, strict, _below) if depth > 1 else None


def _order(left: Expr, right: Expr, facts: Facts, strict: bool, depth: int) -> str | None:
    return by_order(left, right, facts, strict) if depth > 1 else None


def _cases(left: Expr, right: Expr, facts: Facts, strict: bool, depth: int) -> str | None:
    """Take the step apart at a corner of an absolute value or maximum."""
    if depth < _DEEPEST:
        return None
    return by_cases(left, right, facts, lambda one, other, known: _below(one, other, known, strict, depth - 1))


def _by_sign(left: Expr, right: Expr, facts: Facts, strict: bool, depth: int) -> str | None:
    del depth
    return sign_rule(difference(right, left), facts, strict=strict)


def _same_function(left: Expr, right: Expr, facts: Facts, strict: bool, depth: int) -> str | None:
    """Compare the arguments of a monotone function that stands on both sides."""
    if not depth:
        return None
    one, other = _as_function(left, right), _as_function(right, left)
    if one is None or other is None or one.name != other.name:
        return None
    rule = below(one.args[0], other.args[0], facts, strict=strict, depth=depth - 1)
    return f"{one.name} is increasing, and its arguments: {rule}" if rule else None


def _as_function(expr: Expr, other: Expr) -> Fn | None:
    """Return `expr` as a monotone function's value; 1 is exp(0), 0 is log(1), as the other side suggests."""
    if isinstance(expr, Fn) and expr.name in _INCREASING:
        return expr
    if isinstance(other, Fn) and isinstance(expr, Num):
        if other.name == "exp" and expr == ONE:
            return Fn("exp", (ZERO,))
        if other.name == "log" and expr == ZERO:
            return Fn("log", (ONE,))
        if other.name == "sqrt" and expr.value >= 0:
            return Fn("sqrt", (Num(expr.value**2),))
    return None


def _termwise(left: Expr, right: Expr, facts: Facts, strict: bool, depth: int) -> str | None:
    """Compare two sums over the same index term by term."""
    if not (isinstance(left, Big) and isinstance(right, Big) and depth):
        return None
    if left.op != right.op or (left.low, left.high) != (right.low, right.high):
        return None

    algebra = Algebra(facts)
    inner = facts.within(left.index, left.low, left.high)
    other = substitute(right.body, {right.index: Sym(left.index)})
    if left.op == "prod" and (strict or not nonnegative(left.body, Algebra(inner))):
        return None
    if strict and not nonnegative(difference(left.high, left.low), algebra):
        return None
    rule = below(left.body, other, inner, strict=strict, depth=depth - 1)
    return f"term by term: {rule}" if rule else None


def _cauchy_schwarz(left: Expr, right: Expr, facts: Facts, strict: bool, depth: int) -> str | None:
    """Recognise ``(sum u v)^2 <= (sum u^2)(sum v^2)``."""
    del depth
    sums = [part for part in walk(left) if isinstance(part, Big) and part.op == "sum"]
    if strict or not sums:
        return None
    algebra = Algebra(facts)
    for inner in sums:
        for one, other in _factor_pairs(inner.body):
            squares = [
                Big("sum", inner.index, inner.low, inner.high, Pow(part, Num(ONE.value * 2))) for part in (one, other)
            ]
            try:
                if _same_multiple(left, Mul((inner, inner)), right, Mul(tuple(squares)), algebra):
                    return "the Cauchy-Schwarz inequality"
                rooted = Mul(tuple(Fn("sqrt", (square,)) for square in squares))
                if (left in (inner, Fn("abs", (inner,)))) and algebra.equal(right, rooted):
                    return "the Cauchy-Schwarz inequality"
            except (StuckError, TooLargeError):
                continue
    return None


def _same_multiple(left: Expr, one: Expr, right: Expr, other: Expr, algebra: Algebra) -> bool:
    """Whether ``left = c one`` and ``right = c other`` with the same nonnegative c, free of the sums."""
    ratio = algebra.over(algebra.normal(left), algebra.normal(one))
    factor = algebra.expression(ratio)
    if any(isinstance(part, Big) for part in walk(factor)) or not nonnegative(factor, algebra):
        return False
    return algebra.is_zero(algebra.minus(algebra.normal(right), algebra.times(ratio, algebra.normal(other))))


def _factor_pairs(body: Expr) -> list[tuple[Expr, Expr]]:
    pairs: list[tuple[Expr, Expr]] = [(body, ONE)]
    if isinstance(body, Mul) and len(body.factors) >= 2:
        pairs += [(body.factors[0], Mul(body.factors[1:]) if len(body.factors) > 2 else body.factors[1])]
    return pairs


def _by_bounds(left: Expr, right: Expr, facts: Facts, strict: bool, depth: int) -> str | None:
    """Compare bounds of both sides, built from bounds of their parts."""
    del depth
    algebra = Algebra(facts)
    uppers, lowers = bounds(left, algebra, up=True), bounds(right, algebra, up=False)
    gaps = bounds(difference(right, left), algebra, up=False)
    pairs = [*((up, right) for up in uppers), *((left, low) for low in lowers), *product(uppers, lowers)]
    candidates = [difference(low, up) for up, low in pairs] + gaps[1:]
    with within(_SECONDS):
        for candidate in islice(dict.fromkeys(candidates), 150):
            if sign_rule(candidate, facts, strict=strict) and _asks_no_more(candidate, left, right, algebra):
                return "termwise bounds of monotone functions"
    return None


def _asks_no_more(candidate: Expr, left: Expr, right: Expr, algebra: Algebra) -> bool:
    """Whether `candidate` is real wherever both sides are: a bound that is not says nothing."""
    asked = {*demands(left, algebra), *demands(right, algebra)}
    return all(demand in asked for demand in demands(candidate, algebra))


def _by_calculus(left: Expr, right: Expr, facts: Facts, strict: bool, depth: int) -> str | None:
    if depth < 3:
        return None
    gap = difference(right, left)
    rule = by_derivative(gap, facts, strict=strict)
    return f"the difference of both sides: {rule}" if rule else None


_RULES = (
    _by_sign,
    _same_function,
    _termwise,
    _cauchy_schwarz,
    _extremes,
    _by_bounds,
    _exponentials,
    _squares,
    _order,
    _induction,
    _by_calculus,
    _cases,
)
