"""The rules that take a formula to its normal form, each sound on its own."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce

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
)
from report.proof.normal.algebra import Algebra
from report.proof.normal.arithmetic import ONE_QUOTIENT, ZERO_QUOTIENT, Quotient
from report.proof.normal.big import big
from report.proof.normal.counting import binomial, delta, factorial
from report.proof.normal.exponentials import exponential, trigonometric
from report.proof.normal.logarithms import logarithm
from report.proof.normal.magnitudes import magnitude
from report.proof.normal.named import HALF, extreme, hyperbolic, rounding
from report.proof.normal.powers import odd_root, power
from report.proof.normal.roots import rational_power
from report.proof.signs import StuckError, nonnegative, positive


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


def _function(name: str, args: tuple[Expr, ...], algebra: Algebra) -> Quotient:  # noqa: PLR0912  (one case a function)
    normal = algebra.normal
    match name, args:
        case "sqrt", (part,):
            return rational_power(part, Fraction(1, 2), algebra)
        case "root", (part, Num(degree)):
            if nonnegative(part, algebra) or int(degree) % 2 == 0:
                return rational_power(part, 1 / degree, algebra)
            return odd_root(normal(part), int(degree), algebra)
        case "prime", (part,):
            return normal(part)
        case "abs", (part,):
            return magnitude(part, algebra)
        case "sin" | "cos" | "tan" | "cot" | "sec" | "csc", (part,):
            return trigonometric(name, normal(part), algebra)
        case "sinh" | "cosh" | "tanh" | "coth", (part,):
            algebra.note("hyperbolic functions as exponentials")
            return hyperbolic(name, normal(part), algebra)
        case "floor" | "ceil", (part,):
            return rounding(name, part, algebra)
        case "sign", (part,) if positive(part, algebra):
            return ONE_QUOTIENT
        case "sign", (part,) if positive(negative(part), algebra):
            return algebra.number(-1)
        case "sign", (Num(),):
            return ZERO_QUOTIENT
        case "max" | "min", _:
            return extreme(name, args, algebra)
        case "relu", (part,):
            algebra.note("max(a, b) = (a + b + |a - b|) / 2")
            return normal(Mul((HALF, Add((part, Fn("abs", (part,)))))))
        case "delta", (first, second):
            return delta(first, second, algebra)
        case "factorial", (part,):
            return factorial(part, algebra)
        case "binomial", (above, below):
            return binomial(above, below, algebra)
        case "artanh", (part,):
            return normal(Mul((HALF, difference(Fn("log", (Add((ONE, part)),)), Fn("log", (difference(ONE, part),))))))
        case "arsinh", (part,):
            return normal(Fn("log", (Add((part, Fn("sqrt", (Add((Pow(part, TWO), ONE)),)))),)))
        case "arccos", (part,):
            return normal(difference(Div(Const("pi"), TWO), Fn("arcsin", (part,))))
    return algebra.as_atom(
        algebra.atoms[algebra.applied(name, tuple(map(normal, args)), lambda parts: Fn(name, parts))]
    )
