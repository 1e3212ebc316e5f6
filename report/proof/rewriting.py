"""The rules that take a formula to its normal form, each sound on its own."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce
from math import ceil, floor

from report.proof import polynomials as poly
from report.proof.elementary import exponential, logarithm, magnitude, rational_power, trigonometric
from report.proof.expressions import (
    ONE,
    TWO,
    Add,
    Big,
    Const,
    Deriv,
    Div,
    Elem,
    Expr,
    Fn,
    Mul,
    Num,
    Pick,
    Pow,
    Sym,
    difference,
    is_infinite,
    negative,
    number,
)
from report.proof.normal_form import ONE_QUOTIENT, ZERO_QUOTIENT, Algebra, Quotient, Rule
from report.proof.signs import StuckError, integral, nonnegative, positive
from report.proof.summation import big

_HALF = number(Fraction(1, 2))


def rewrite(expr: Expr, algebra: Algebra) -> Quotient:  # noqa: PLR0912  (one case a kind of formula)
    """Return the normal form of `expr`; its parts come from ``algebra.normal``."""
    normal = algebra.normal
    match expr:
        case Num(value):
            return algebra.number(value)
        case Const("e"):
            return exponential(ONE_QUOTIENT, algebra)
        case Const("oo"):
            raise StuckError
        case Const("I"):
            return algebra.imaginary()
        case Sym() | Const():
            return algebra.as_atom(expr)
        case Elem(vector, indices):
            places = tuple(algebra.expression(normal(index)) for index in indices)
            return algebra.as_atom(Elem(vector, places))
        case Pick(entries, index):
            return _pick(entries, index, algebra)
        case Add(terms):
            return reduce(algebra.plus, map(normal, terms), ZERO_QUOTIENT)
        case Mul(factors):
            return reduce(algebra.times, map(normal, factors), ONE_QUOTIENT)
        case Div(top, bottom):
            return algebra.over(normal(top), normal(bottom))
        case Pow(base, exponent):
            return power(base, exponent, algebra)
        case Fn("exp", (part,)):
            return exponential(normal(part), algebra)
        case Fn("log", (part,)):
            return logarithm(part, algebra)
        case Fn(name, args):
            return _function(name, args, algebra)
        case Big() if not is_infinite(expr.high):
            return big(expr, algebra)
        case Deriv():
            raise StuckError
    raise StuckError


def _pick(entries: tuple[Expr, ...], index: Expr, algebra: Algebra) -> Quotient:
    place = algebra.normal(index)
    for k, entry in enumerate(entries, start=1):
        if algebra.is_zero(algebra.minus(place, algebra.number(k))):
            return algebra.normal(entry)
    raise StuckError


def power(base: Expr, exponent: Expr, algebra: Algebra) -> Quotient:
    """Return the normal form of ``base ** exponent``."""
    exponents = algebra.normal(exponent)
    if exponents.bottom == poly.constant(1) and set(exponents.top) <= {poly.UNIT}:
        value = exponents.top.get(poly.UNIT, Fraction(0))
        if value.denominator == 1:
            if abs(value) > 200:
                raise poly.TooLargeError
            return algebra.power(algebra.normal(base), int(value))
        return rational_power(base, value, algebra)
    if positive(base, algebra):
        algebra.note("powers as exponentials")
        return exponential(algebra.times(exponents, logarithm(base, algebra)), algebra)
    if integral(exponent, algebra):
        return _whole_power(base, exponents, nonnegative(exponent, algebra), algebra)
    raise StuckError


def _whole_power(base: Expr, exponents: Quotient, safe: bool, algebra: Algebra) -> Quotient:
    """Return a power with a symbolic integer exponent: split over the exponent's terms and the base's factors."""
    value = algebra.normal(base)
    if not value.top:
        raise StuckError
    if exponents.bottom != poly.constant(1) or any(c.denominator != 1 for c in exponents.top.values()):
        raise StuckError
    if len(value.top) > 1 or len(value.bottom) > 1:
        parts = [(algebra.expression(value), Fraction(1))]
        sign = Fraction(1)
    else:
        (above, coefficient), (below, _) = next(iter(value.top.items())), next(iter(value.bottom.items()))
        monomial = poly.times(above, poly.inverse(below))
        if any(isinstance(exponent, Fraction) for _, exponent in monomial):
            raise StuckError
        sign = Fraction(-1 if coefficient < 0 else 1)
        parts = [(algebra.atoms[atom], Fraction(exponent)) for atom, exponent in monomial]
        if abs(coefficient) != 1:
            parts.append((Num(abs(coefficient)), Fraction(1)))
    if sign < 0:
        parts.append((number(-1), Fraction(1)))
    if not safe and not all(positive(part, algebra) or part == number(-1) for part, _ in parts):
        raise StuckError
    result = ONE_QUOTIENT
    for term, times in exponents.top.items():
        for part, repeated in parts:
            result = algebra.times(result, _single_power(part, term, int(times * repeated), algebra))
    return result


def _single_power(base: Expr, term: poly.Monomial, times: int, algebra: Algebra) -> Quotient:
    if term == poly.UNIT:
        return algebra.power(algebra.normal(base), times)
    if positive(base, algebra):
        exponent = Quotient({term: Fraction(times)}, poly.constant(1))
        return exponential(algebra.times(exponent, logarithm(base, algebra)), algebra)
    exponent_expr = algebra.monomial_expression(term)
    rule = Rule(2, ONE_QUOTIENT) if base == number(-1) else None
    return algebra.as_atom(Pow(base, exponent_expr), times, rule)


def _function(name: str, args: tuple[Expr, ...], algebra: Algebra) -> Quotient:  # noqa: PLR0912  (one case a function)
    normal = algebra.normal
    match name, args:
        case "sqrt", (part,):
            return rational_power(part, Fraction(1, 2), algebra)
        case "root", (part, Num(degree)):
            if nonnegative(part, algebra) or int(degree) % 2 == 0:
                return rational_power(part, 1 / degree, algebra)
            return _odd_root(normal(part), int(degree), algebra)
        case "prime", (part,):
            return normal(part)
        case "abs", (part,):
            return magnitude(part, algebra)
        case "sin" | "cos" | "tan" | "cot" | "sec" | "csc", (part,):
            return trigonometric(name, normal(part), algebra)
        case "sinh" | "cosh" | "tanh" | "coth", (part,):
            algebra.note("hyperbolic functions as exponentials")
            return _hyperbolic(name, normal(part), algebra)
        case "floor" | "ceil", (part,):
            return _floor(name, part, algebra)
        case "sign", (part,) if positive(part, algebra):
            return ONE_QUOTIENT
        case "sign", (part,) if positive(negative(part), algebra):
            return algebra.number(-1)
        case "sign", (Num(),):
            return ZERO_QUOTIENT
        case "max" | "min", _:
            return _extreme(name, args, algebra)
        case "relu", (part,):
            algebra.note("max(a, b) = (a + b + |a - b|) / 2")
            return normal(Mul((_HALF, Add((part, Fn("abs", (part,)))))))
        case "delta", (first, second):
            return _delta(first, second, algebra)
        case "factorial", (part,):
            return _factorial(part, algebra)
        case "binomial", (above, below):
            return _binomial(above, below, algebra)
        case "artanh", (part,):
            return normal(Mul((_HALF, difference(Fn("log", (Add((ONE, part)),)), Fn("log", (difference(ONE, part),))))))
        case "arsinh", (part,):
            return normal(Fn("log", (Add((part, Fn("sqrt", (Add((Pow(part, TWO), ONE)),)))),)))
        case "arccos", (part,):
            return normal(difference(Div(Const("pi"), TWO), Fn("arcsin", (part,))))
    return algebra.as_atom(
        algebra.atoms[algebra.applied(name, tuple(map(normal, args)), lambda parts: Fn(name, parts))]
    )


def _odd_root(value: Quotient, degree: int, algebra: Algebra) -> Quotient:
    """Return a root of odd degree, which every real number has: factors that are powers come out."""
    if len(value.top) == 1 and len(value.bottom) == 1:
        (above, size), (below, _) = next(iter(value.top.items())), next(iter(value.bottom.items()))
        monomial = poly.times(above, poly.inverse(below))
        root = Fraction(round(abs(size.numerator) ** (1 / degree)), round(size.denominator ** (1 / degree)))
        root = -root if size < 0 else root
        if root**degree == size and all(exponent % degree == 0 for _, exponent in monomial):
            taken = tuple((atom, int(exponent) // degree) for atom, exponent in monomial)
            return algebra.times(algebra.number(root), Quotient({taken: Fraction(1)}, poly.constant(1)))
    found = algebra.applied(f"root {degree}", (value,), lambda parts: Fn("root", (*parts, number(degree))))
    algebra.rules.setdefault(found, Rule(degree, value))
    return algebra.as_atom(algebra.atoms[found])


def _floor(name: str, part: Expr, algebra: Algebra) -> Quotient:
    """Return floor or ceiling, whole terms taken out."""
    value = algebra.normal(part)
    whole: poly.Polynomial = {}
    if value.bottom == poly.constant(1):
        whole = {
            monomial: coefficient
            for monomial, coefficient in value.top.items()
            if integral(algebra.monomial_expression(monomial, coefficient), algebra)
        }
    rest = Quotient(poly.plus(value.top, whole, -1), value.bottom)
    outside = Quotient(whole, poly.constant(1)) if whole else ZERO_QUOTIENT
    constant = rest.top.get(poly.UNIT, Fraction(0)) if rest.bottom == poly.constant(1) else None
    if constant is not None and set(rest.top) <= {poly.UNIT}:
        return algebra.plus(outside, algebra.number(floor(constant) if name == "floor" else ceil(constant)))
    found = algebra.applied(name, (rest,), lambda parts: Fn(name, parts))
    return algebra.plus(outside, algebra.as_atom(algebra.atoms[found]))


def _hyperbolic(name: str, value: Quotient, algebra: Algebra) -> Quotient:
    up = exponential(value, algebra)
    down = exponential(algebra.minus(ZERO_QUOTIENT, value), algebra)
    sine, cosine = algebra.minus(up, down), algebra.plus(up, down)
    match name:
        case "sinh":
            return algebra.over(sine, algebra.number(2))
        case "cosh":
            return algebra.over(cosine, algebra.number(2))
        case "tanh":
            return algebra.over(sine, cosine)
    return algebra.over(cosine, sine)


def _extreme(name: str, args: tuple[Expr, ...], algebra: Algebra) -> Quotient:
    """Return max or min of several by ``(a + b + |a - b|) / 2``."""
    if len(args) == 1:
        return algebra.normal(args[0])
    algebra.note("max(a, b) = (a + b + |a - b|) / 2")
    first, second = args[0], args[1] if len(args) == 2 else Fn(name, args[1:])
    gap = Fn("abs", (difference(first, second),))
    half = Div(Add((first, second, gap if name == "max" else negative(gap))), TWO)
    return algebra.normal(half)


def _delta(first: Expr, second: Expr, algebra: Algebra) -> Quotient:
    gap = algebra.minus(algebra.normal(first), algebra.normal(second))
    if not gap.top:
        return ONE_QUOTIENT
    if set(gap.top) == {poly.UNIT} and gap.bottom == poly.constant(1):
        return ZERO_QUOTIENT
    algebra.note("Kronecker delta")
    flipped = algebra.minus(ZERO_QUOTIENT, gap)
    both = sorted(
        ((algebra.expression(gap), gap), (algebra.expression(flipped), flipped)), key=lambda pair: str(pair[0])
    )
    found = algebra.applied("delta", (both[0][1],), lambda parts: Fn("delta", (parts[0], number(0))))
    atom = algebra.as_atom(algebra.atoms[found])
    algebra.rules.setdefault(found, Rule(2, atom))
    return atom


def _factorial(part: Expr, algebra: Algebra) -> Quotient:
    value = algebra.normal(part)
    if value.bottom != poly.constant(1):
        raise StuckError
    shift = value.top.get(poly.UNIT, Fraction(0))
    rest = {monomial: c for monomial, c in value.top.items() if monomial != poly.UNIT}
    if shift.denominator != 1 or abs(shift) > 30:
        raise StuckError
    if not rest:
        if shift < 0:
            raise StuckError
        return algebra.number(reduce(lambda total, k: total * k, range(1, int(shift) + 1), 1))
    base = algebra.sum_expression(rest)
    if not nonnegative(base, algebra) or not integral(base, algebra):
        raise StuckError
    result = algebra.as_atom(Fn("factorial", (base,)))
    for k in range(1, int(shift) + 1):
        result = algebra.times(result, algebra.normal(Add((base, number(k)))))
    for k in range(int(-shift)):
        result = algebra.over(result, algebra.normal(Add((base, number(-k)))))
    algebra.note("(n+1)! = (n+1) n!")
    return result


def _binomial(above: Expr, below: Expr, algebra: Algebra) -> Quotient:
    value = algebra.normal(below)
    if value.bottom == poly.constant(1) and set(value.top) <= {poly.UNIT}:
        k = value.top.get(poly.UNIT, Fraction(0))
        if k.denominator == 1 and 0 <= k <= 20:
            algebra.note("binomial coefficient written out")
            factors = [Div(Add((above, number(-j))), number(j + 1)) for j in range(int(k))]
            return algebra.normal(Mul(tuple(factors))) if factors else ONE_QUOTIENT
    gap = difference(above, below)
    if all(integral(part, algebra) and nonnegative(part, algebra) for part in (above, below, gap)):
        algebra.note("binomial coefficient by factorials")
        return algebra.normal(
            Div(Fn("factorial", (above,)), Mul((Fn("factorial", (below,)), Fn("factorial", (_flat(gap, algebra),)))))
        )
    found = algebra.applied("binomial", (algebra.normal(above), value), lambda parts: Fn("binomial", parts))
    return algebra.as_atom(algebra.atoms[found])


def _flat(expr: Expr, algebra: Algebra) -> Expr:
    return algebra.expression(algebra.normal(expr))
