"""Normal forms of sums, products and extremes over an index."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce
from itertools import count

from report.proof import polynomials as poly
from report.proof.expressions import (
    INFINITY,
    ONE,
    ZERO,
    Add,
    Big,
    Div,
    Elem,
    Expr,
    Fn,
    Mul,
    Num,
    Pow,
    Sym,
    difference,
    number,
    walk,
)
from report.proof.normal_form import ONE_QUOTIENT, ZERO_QUOTIENT, Algebra, Quotient
from report.proof.polynomials import Monomial, Polynomial
from report.proof.signs import StuckError, integral, nonnegative, positive
from report.proof.substitution import free_names, substitute

_LONGEST = 40
_names = count()


def big(expr: Big, algebra: Algebra) -> Quotient:
    """Return the normal form of a sum, product or extreme over an index."""
    low, high = algebra.normal(expr.low), algebra.normal(expr.high)
    first, last = _whole(low), _whole(high)
    if first is not None and last is not None:
        return _written_out(expr, first, last, algebra)
    if not integral(expr.low, algebra) or not integral(expr.high, algebra):
        raise StuckError
    index = f"@{next(_names)}"
    algebra.facts = algebra.facts.within(index, expr.low, expr.high)
    body = algebra.normal(substitute(expr.body, {expr.index: Sym(index)}))
    match expr.op:
        case "sum":
            return _sum(index, expr.low, expr.high, body, algebra)
        case "prod":
            return _product(index, expr.low, expr.high, body, algebra)
    return _extreme(expr.op, index, expr.low, expr.high, body, algebra)


def _whole(value: Quotient) -> int | None:
    if value.bottom != poly.constant(1) or not set(value.top) <= {poly.UNIT}:
        return None
    constant = value.top.get(poly.UNIT, Fraction(0))
    return int(constant) if constant.denominator == 1 else None


def _written_out(expr: Big, first: int, last: int, algebra: Algebra) -> Quotient:
    if last - first > _LONGEST:
        raise poly.TooLargeError
    parts = tuple(substitute(expr.body, {expr.index: number(k)}) for k in range(first, last + 1))
    match expr.op:
        case "sum":
            return algebra.normal(Add(parts)) if parts else ZERO_QUOTIENT
        case "prod":
            return algebra.normal(Mul(parts)) if parts else ONE_QUOTIENT
    if not parts:
        raise StuckError
    return algebra.normal(Fn(expr.op, parts))


def _depends(atom: int, index: str, algebra: Algebra) -> bool:
    return index in free_names(algebra.atoms[atom])


def _split(monomial: Monomial, index: str, algebra: Algebra) -> tuple[Monomial, Monomial]:
    """Return the factors without the index, and those with it."""
    with_index = tuple(pair for pair in monomial if _depends(pair[0], index, algebra))
    return tuple(pair for pair in monomial if pair not in with_index), with_index


def _sum(index: str, low: Expr, high: Expr, body: Quotient, algebra: Algebra) -> Quotient:
    fixed_bottom = not any(_depends(atom, index, algebra) for monomial in body.bottom for atom, _ in monomial)
    if not fixed_bottom and len(body.bottom) == 1:
        below = next(iter(body.bottom))
        outside, inside = _split(below, index, algebra)
        body = Quotient(poly.scaled(body.top, Fraction(1), poly.inverse(inside)), {outside: body.bottom[below]})
        fixed_bottom = True
    total = ZERO_QUOTIENT
    for monomial, coefficient in body.top.items():
        outside, inside = _split(monomial, index, algebra)
        factor = Quotient({outside: coefficient}, body.bottom if fixed_bottom else poly.constant(1))
        summand = _sum_of(index, low, high, inside, None if fixed_bottom else body.bottom, algebra)
        total = algebra.plus(total, algebra.times(factor, summand))
    return total


def _sum_of(
    index: str, low: Expr, high: Expr, inside: Monomial, bottom: Polynomial | None, algebra: Algebra
) -> Quotient:
    if inside == poly.UNIT and bottom is None:
        if not nonnegative(Add((difference(high, low), ONE)), algebra):
            raise StuckError
        algebra.note("a sum of equal terms")
        return algebra.normal(Add((difference(high, low), ONE)))
    summand = algebra.monomial_expression(inside)
    if bottom is not None:
        summand = Div(summand, algebra.sum_expression(bottom))
    resolved = _resolve_delta(index, low, high, inside, bottom, algebra)
    if resolved is not None:
        return resolved
    shifted = _shifted_bounds(index, low, high, summand, algebra)
    if shifted is not None:
        return shifted
    return _atom("sum", index, low, high, summand, algebra)


def _resolve_delta(
    index: str, low: Expr, high: Expr, inside: Monomial, bottom: Polynomial | None, algebra: Algebra
) -> Quotient | None:
    """Return the one summand that a Kronecker delta leaves, if its place is proved to lie between the bounds."""
    for atom, exponent in inside:
        delta = algebra.atoms[atom]
        if not isinstance(delta, Fn) or delta.name != "delta":
            continue
        place = _solve(delta.args[0], index, algebra)
        if place is None or not integral(place, algebra):
            continue
        if not (nonnegative(difference(place, low), algebra) and nonnegative(difference(high, place), algebra)):
            continue
        rest = algebra.monomial_expression(poly.times(inside, ((atom, -exponent),)))
        if bottom is not None:
            rest = Div(rest, algebra.sum_expression(bottom))
        algebra.note("Kronecker delta picks one term")
        return algebra.normal(substitute(rest, {index: place}))
    return None


def _solve(gap: Expr, index: str, algebra: Algebra) -> Expr | None:
    """Return what the index must be for `gap` to vanish, if `gap` is plus or minus the index and a rest."""
    value = algebra.normal(gap)
    own = ((algebra.atom(Sym(index)), 1),)
    slope = value.top.get(own)
    if slope not in (1, -1) or value.bottom != poly.constant(1):
        return None
    rest = algebra.sum_expression(poly.scaled({m: c for m, c in value.top.items() if m != own}, -1 / slope))
    return None if index in free_names(rest) else rest


def _shifted_bounds(index: str, low: Expr, high: Expr, summand: Expr, algebra: Algebra) -> Quotient | None:
    """Return the sum with its bounds brought to a standard place: numbers below, no number added above."""
    upper = algebra.normal(high)
    shift = upper.top.get(poly.UNIT, Fraction(0))
    if upper.bottom != poly.constant(1) or shift == 0 or abs(shift) > 12 or set(upper.top) == {poly.UNIT}:
        return None
    if not isinstance(low, Num) or not isinstance(algebra.normal(low).top.get(poly.UNIT, Fraction(0)), Fraction):
        return None
    base = algebra.expression(algebra.minus(upper, algebra.number(shift)))
    nearest = difference(base, low) if shift > 0 else difference(high, low)
    if not nonnegative(Add((nearest, ONE)), algebra):
        return None
    sign = 1 if shift > 0 else -1
    steps = range(1, int(shift) + 1) if shift > 0 else range(0, int(shift), -1)
    ends = [algebra.normal(substitute(summand, {index: Add((base, number(k)))})) for k in steps]
    total = _sum(index, low, base, algebra.normal(summand), algebra)
    extra = reduce(algebra.plus, ends, ZERO_QUOTIENT)
    return algebra.plus(total, extra) if sign > 0 else algebra.minus(total, extra)


def _atom(op: str, index: str, low: Expr, high: Expr, summand: Expr, algebra: Algebra) -> Quotient:
    """Return the atom of a sum that no rule takes apart: counted from 0, its index named by its height."""
    start = algebra.normal(low)
    height = 1 + max((int(name.lstrip("#")) for name in _names_in(summand) if name.startswith("#")), default=-1)
    own = Sym(f"#{height}")
    if own.name not in algebra.facts.ranges:
        algebra.facts = algebra.facts.within(own.name, ZERO, INFINITY)
    lowest = algebra.expression(start)
    if isinstance(low, Num) and low.value < 0 and _keeps_its_start(summand, index):
        raise StuckError
    begin = low if isinstance(low, Num) and _keeps_its_start(summand, index) else ZERO
    swapped = _swapped(op, own.name, low, high, index, summand)
    if swapped is not None:
        return algebra.normal(swapped)
    shift = difference(lowest, begin)
    moved = own if begin == low else Add((own, shift))
    body = algebra.normal(substitute(summand, {index: moved}))
    last = algebra.normal(high if begin == low else difference(high, shift))
    key = (algebra.normal(begin), last, body)

    def make(parts: tuple[Expr, ...]) -> Expr:
        return Big(op, own.name, *parts)

    found = algebra.applied(f"{op} {own.name}", key, make)
    return algebra.as_atom(algebra.atoms[found])


def _swapped(op: str, own: str, low: Expr, high: Expr, index: str, summand: Expr) -> Expr | None:
    """Return a double sum over a rectangle in the other order, if that is the standard one."""
    if not isinstance(summand, Big) or summand.op != op or index in free_names(summand.low) | free_names(summand.high):
        return None
    here = Big(op, own, low, high, substitute(summand, {index: Sym(own)}))
    outer = "@outer"
    inner = substitute(summand.body, {summand.index: Sym(outer), index: Sym(summand.index)})
    there = Big(
        op, own, summand.low, summand.high, Big(op, summand.index, low, high, substitute(inner, {outer: Sym(own)}))
    )
    return there if str(there) < str(here) else None


def _keeps_its_start(summand: Expr, index: str) -> bool:
    """Whether the index picks entries: then its own numbering is the standard one."""
    return any(isinstance(part, Elem) and index in free_names(part) for part in walk(summand))


def _names_in(expr: Expr) -> set[str]:
    return {part.index for part in walk(expr) if isinstance(part, Big)} | set(free_names(expr))


def _product(index: str, low: Expr, high: Expr, body: Quotient, algebra: Algebra) -> Quotient:
    length = Add((difference(high, low), ONE))
    if not nonnegative(length, algebra):
        raise StuckError
    peeled = _peeled_product(index, low, high, body, algebra)
    if peeled is not None:
        return peeled
    if len(body.top) > 1 or len(body.bottom) > 1 or not body.top:
        return _atom("prod", index, low, high, algebra.expression(body), algebra)
    (above, coefficient), (below, _) = next(iter(body.top.items())), next(iter(body.bottom.items()))
    result = algebra.normal(Pow(Num(coefficient), length)) if coefficient != 1 else ONE_QUOTIENT
    for atom, exponent in poly.times(above, poly.inverse(below)):
        factor = algebra.atoms[atom]
        if index not in free_names(factor):
            part = algebra.normal(Pow(factor, Mul((Num(Fraction(exponent)), length))))
        elif isinstance(factor, Fn) and factor.name == "exp":
            algebra.note("a product of exponentials is the exponential of the sum")
            inside = Mul((Num(Fraction(exponent)), factor.args[0]))
            part = algebra.normal(Fn("exp", (Big("sum", index, low, high, inside),)))
        elif isinstance(exponent, int):
            part = algebra.power(_atom("prod", index, low, high, factor, algebra), exponent)
        else:
            raise StuckError
        result = algebra.times(result, part)
    return result


def _peeled_product(index: str, low: Expr, high: Expr, body: Quotient, algebra: Algebra) -> Quotient | None:
    """Return the product with the last factors apart, where a number is added to its upper bound."""
    upper = algebra.normal(high)
    shift = upper.top.get(poly.UNIT, Fraction(0))
    if upper.bottom != poly.constant(1) or not 0 < shift <= 12 or set(upper.top) == {poly.UNIT}:
        return None
    base = algebra.expression(algebra.minus(upper, algebra.number(shift)))
    if not nonnegative(Add((difference(base, low), ONE)), algebra):
        return None
    factor = algebra.expression(body)
    result = _product(index, low, base, body, algebra)
    for k in range(1, int(shift) + 1):
        result = algebra.times(result, algebra.normal(substitute(factor, {index: Add((base, number(k)))})))
    return result


def _extreme(op: str, index: str, low: Expr, high: Expr, body: Quotient, algebra: Algebra) -> Quotient:
    """Return a maximum or minimum over an index, constants pulled out."""
    if any(_depends(atom, index, algebra) for monomial in body.bottom for atom, _ in monomial):
        return _atom(op, index, low, high, algebra.expression(body), algebra)
    fixed = {m: c for m, c in body.top.items() if not any(_depends(atom, index, algebra) for atom, _ in m)}
    moving = poly.plus(body.top, fixed, -1)
    constant = algebra.tidy(fixed, body.bottom)
    if not moving:
        if not nonnegative(difference(high, low), algebra):
            raise StuckError
        return constant
    shared = tuple(pair for pair in poly.common((moving,)) if not _depends(pair[0], index, algebra))
    factor = Quotient({shared: poly.content(moving)}, body.bottom)
    core = poly.scaled(moving, 1 / poly.content(moving), poly.inverse(shared))
    scale = algebra.expression(factor)
    if core[min(core)] < 0:
        core, scale_is = poly.scaled(core, Fraction(-1)), -1
    else:
        scale_is = 1
    if positive(scale, algebra) or nonnegative(scale, algebra):
        algebra.note("a positive factor passes the maximum")
    else:
        opposite = algebra.expression(algebra.minus(ZERO_QUOTIENT, factor))
        if not nonnegative(opposite, algebra):
            return _atom(op, index, low, high, algebra.expression(body), algebra)
        scale_is = -scale_is
    name = op if scale_is > 0 else {"max": "min", "min": "max"}[op]
    inner = _atom(name, index, low, high, algebra.sum_expression(core), algebra)
    signed = (
        factor
        if core == poly.scaled(moving, 1 / poly.content(moving), poly.inverse(shared))
        else algebra.minus(ZERO_QUOTIENT, factor)
    )
    return algebra.plus(constant, algebra.times(signed, inner))
