"""Proving that a formula is positive, nonnegative or nonzero, from its parts."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from report.proof.deadline import is_past
from report.proof.expressions import (
    ONE,
    ZERO,
    Add,
    Big,
    Cases,
    Const,
    Div,
    Elem,
    Expr,
    Fn,
    Mul,
    Num,
    Pow,
    Sym,
    children,
    difference,
    negative,
)
from report.proof.normal.polynomials import Monomial, Polynomial, TooLargeError
from report.proof.squares import is_sum_of_squares
from report.proof.substitution import free_names

if TYPE_CHECKING:
    from report.proof.facts import Facts
    from report.proof.normal.algebra import Algebra
from report.proof.least_values import counted_down, shifted


class StuckError(ArithmeticError):
    """A normal form does not reach this far."""


def positive(expr: Expr, algebra: Algebra) -> bool:
    """Whether `expr` is proved to be greater than zero wherever it is defined."""
    return _known(expr, algebra, strict=True)


def nonnegative(expr: Expr, algebra: Algebra) -> bool:
    """Whether `expr` is proved to be at least zero wherever it is defined."""
    return _known(expr, algebra, strict=False)


@cache
def is_real(expr: Expr) -> bool:
    """Whether `expr` is free of the imaginary unit, which has no sign, nor have its exponentials."""
    return expr != Const("I") and all(map(is_real, children(expr)))


def _known(expr: Expr, algebra: Algebra, *, strict: bool) -> bool:
    found = algebra.judged.get((expr, strict))
    if found is None and not is_real(expr):
        found = algebra.judged[(expr, strict)] = False
    if found is None:
        found = _by_structure(expr, algebra, strict=strict) or _by_terms(expr, algebra, strict=strict)
        if found or not is_past():
            algebra.judged[(expr, strict)] = found
    return found


def nonzero(expr: Expr, algebra: Algebra) -> bool:
    """Whether `expr` is proved to differ from zero wherever it is defined."""
    match expr:
        case Num(value):
            return value != 0
        case Sym(name) if algebra.facts.symbols.get(name) == "nonzero":
            return True
        case Mul(factors):
            return all(nonzero(factor, algebra) for factor in factors)
        case Div(top, _):
            return nonzero(top, algebra)
        case Pow(base, _) if nonzero(base, algebra):
            return True
        case Fn("factorial" | "exp" | "cosh", _):
            return True
        case Fn("abs" | "sqrt" | "root" | "sinh" | "tanh" | "arctan" | "arsinh", args):
            return nonzero(args[0], algebra)
    return positive(expr, algebra) or positive(negative(expr), algebra)


def integral(expr: Expr, algebra: Algebra) -> bool:
    """Whether `expr` is proved to take integer values only."""
    match expr:
        case Num(value):
            return value.denominator == 1
        case Sym(name):
            return algebra.facts.is_integer(name)
        case Add(parts) | Mul(parts):
            return all(integral(part, algebra) for part in parts)
        case Pow(base, exponent):
            return integral(base, algebra) and integral(exponent, algebra) and nonnegative(exponent, algebra)
        case Fn("floor" | "ceil" | "factorial" | "sign" | "delta", _):
            return True
        case Fn("abs" | "max" | "min", args):
            return all(integral(arg, algebra) for arg in args)
    return False


def _even(expr: Expr) -> bool:
    return isinstance(expr, Num) and expr.value.denominator == 1 and expr.value.numerator % 2 == 0


def _by_structure(expr: Expr, algebra: Algebra, *, strict: bool) -> bool:  # noqa: PLR0912  (one case a kind of formula)
    def holds(part: Expr, more: bool = strict) -> bool:
        return positive(part, algebra) if more else nonnegative(part, algebra)

    match expr:
        case Num(value):
            return value > 0 or (not strict and value == 0)
        case Const(name):
            return name in ("e", "pi")
        case Sym(name):
            return _symbol(name, algebra.facts, algebra, strict=strict)
        case Fn("exp" | "cosh" | "factorial", _):
            return True
        case Fn("abs", (part,)):
            return not strict or nonzero(part, algebra)
        case Fn("sqrt" | "relu", (part,)):
            return not strict or positive(part, algebra)
        case Fn("root" | "sinh" | "tanh" | "arctan" | "arsinh" | "artanh" | "arcsin" | "sign", args):
            return holds(args[0])
        case Fn("log", (part,)):
            return holds(difference(part, ONE))
        case Fn("arcosh" | "arccos" | "delta", _):
            return not strict
        case Fn("max", args):
            return any(map(holds, args))
        case Fn("min", args):
            return all(map(holds, args))
        case Add(terms):
            if all(holds(term, False) for term in terms) and (not strict or any(map(holds, terms))):
                return True
            return _root_outweighs(terms, algebra, strict=strict)
        case Mul(factors):
            return _product(factors, algebra, strict=strict)
        case Div(top, bottom):
            return _product((top, bottom), algebra, strict=strict)
        case Pow(base, exponent):
            if _even(exponent):
                return not strict or nonzero(base, algebra) or exponent == ZERO
            return holds(base)
        case Big(op, index, low, high, body):
            inner = algebra.under(index, low, high)
            whole = positive(body, inner) if strict else nonnegative(body, inner)
            filled = op != "sum" or not strict or nonnegative(difference(high, low), algebra)
            return whole and filled
        case Cases(branches):
            return all(holds(value) for value, _ in branches)
    return False


def _root_outweighs(terms: tuple[Expr, ...], algebra: Algebra, *, strict: bool) -> bool:
    """Whether a square root among the terms exceeds the size of all others: sqrt(u) > |r| if u > r^2."""
    for place, term in enumerate(terms):
        if isinstance(term, Fn) and term.name == "sqrt" and len(terms) > 1:
            rest = Add(terms[:place] + terms[place + 1 :])
            return _by_terms(difference(term.args[0], Mul((rest, rest))), algebra, strict=strict)
    return False


def _symbol(name: str, facts: Facts, algebra: Algebra, *, strict: bool) -> bool:
    if facts.symbols.get(name) in ("positive", "positive integer"):
        return True
    if facts.symbols.get(name) == "nonnegative":
        return not strict
    for low, _ in facts.ranges.get(name, ()):
        if name not in free_names(low) and (positive(low, algebra) if strict else nonnegative(low, algebra)):
            return True
    return False


def _product(factors: tuple[Expr, ...], algebra: Algebra, *, strict: bool) -> bool:
    """Whether the factors' signs, each known, make a positive product."""
    flips = False
    for factor in factors:
        if positive(factor, algebra) if strict else nonnegative(factor, algebra):
            continue
        if _by_terms(negative(factor), algebra, strict=strict):
            flips = not flips
            continue
        return False
    return not flips


def _by_terms(expr: Expr, algebra: Algebra, *, strict: bool) -> bool:
    """Whether every term of the normal form has the right sign, counting integers from their least value."""
    if isinstance(expr, Const | Sym | Elem):
        return False
    return any(
        _terms_agree(form, algebra, strict=strict)
        for form in dict.fromkeys((shifted(expr, algebra.facts), counted_down(expr, algebra.facts)))
    )


def _terms_agree(expr: Expr, algebra: Algebra, *, strict: bool) -> bool:
    try:
        quotient = algebra.normal(expr)
    except (StuckError, TooLargeError):
        return False
    if not quotient.top:
        return not strict
    top, bottom = (_sign(polynomial, algebra) for polynomial in (quotient.top, quotient.bottom))
    if bottom is None:
        return False
    if top is None:
        return bottom[0] > 0 and is_sum_of_squares(quotient.top, algebra, strict=strict)
    return top[0] * bottom[0] > 0 and not (strict and top[1])


def _sign(polynomial: Polynomial, algebra: Algebra) -> tuple[int, bool] | None:
    """Return the common sign of all terms, and whether all may vanish at once; None if there is none."""
    sign = 0
    weak = True
    for monomial, coefficient in polynomial.items():
        kind = _monomial_sign(monomial, algebra)
        if kind is None:
            return None
        this = (1 if coefficient > 0 else -1) * kind[0]
        if sign and this != sign:
            return None
        sign = this
        weak = weak and kind[1]
    return sign, weak


def _monomial_sign(monomial: Monomial, algebra: Algebra) -> tuple[int, bool] | None:
    weak = False
    for number, exponent in monomial:
        atom = algebra.atoms[number]
        if algebra.is_complex(number):
            return None
        if _counts_from_zero(atom) or (not isinstance(atom, Num | Const) and algebra.known_nonnegative(number)):
            weak = weak or not algebra.known_positive(number)
        elif algebra.known_positive(number):
            continue
        elif exponent % 2 == 0:
            weak = weak or not nonzero(atom, algebra)
        else:
            return None
    return 1, weak


def _counts_from_zero(atom: Expr) -> bool:
    return isinstance(atom, Sym) and " from " in atom.name
