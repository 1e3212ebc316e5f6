"""Derivatives by rule, with what the rules ask for."""

from __future__ import annotations

from collections.abc import Callable

from report.proof.expressions import (
    MINUS_ONE,
    ONE,
    TWO,
    ZERO,
    Add,
    Big,
    Deriv,
    Div,
    Elem,
    Expr,
    Fn,
    Mul,
    Num,
    Pow,
    Sym,
    difference,
    negative,
    rebuild,
)
from report.proof.signs import StuckError
from report.proof.substitution import free_names, fresh_name, substitute


def without_derivatives(expr: Expr) -> Expr:
    """Return `expr` with every derivative carried out.

    Raises
    ------
    StuckError
        If a rule is missing.
    """
    if isinstance(expr, Deriv):
        body = without_derivatives(expr.body)
        for _ in range(expr.order):
            body = simplified(derivative(body, expr.variable))
        at = without_derivatives(expr.at)
        if at == expr.variable:
            return body
        if isinstance(expr.variable, Elem):
            raise StuckError
        return substitute(body, {expr.variable.name: at})
    return rebuild(expr, without_derivatives)


def derivative(expr: Expr, variable: Sym | Elem) -> Expr:
    """Return the derivative of `expr` by `variable`.

    Raises
    ------
    StuckError
        If `expr` holds something without a rule that depends on `variable`.
    """
    name = variable.name if isinstance(variable, Sym) else variable.vector
    if name not in free_names(expr):
        return ZERO

    def d(part: Expr) -> Expr:
        return derivative(part, variable)

    match expr:
        case Sym():
            return ONE
        case Elem(_, indices):
            return _entry(indices, variable)
        case Add(terms):
            return Add(tuple(d(term) for term in terms))
        case Mul(factors):
            return Add(tuple(Mul((*factors[:k], d(factor), *factors[k + 1 :])) for k, factor in enumerate(factors)))
        case Div(top, bottom):
            if name not in free_names(bottom):
                return Div(d(top), bottom)
            return Div(difference(Mul((d(top), bottom)), Mul((top, d(bottom)))), Pow(bottom, TWO))
        case Pow(base, exponent):
            return _power(base, exponent, name, d)
        case Fn(function, args):
            return _chain(function, args, d)
        case Big("sum", index, low, high, body) if name not in free_names(low) | free_names(high):
            return _under_sum(expr, variable) if index in _names(variable) else Big("sum", index, low, high, d(body))
        case Big("prod", index, low, high, body) if name not in free_names(low) | free_names(high):
            return _under_product(expr, variable)
    raise StuckError


def _names(variable: Sym | Elem) -> frozenset[str]:
    return frozenset[str]().union(*map(free_names, variable.indices)) if isinstance(variable, Elem) else frozenset()


def _under_sum(expr: Big, variable: Sym | Elem) -> Expr:
    fresh = fresh_name(expr.index)
    body = substitute(expr.body, {expr.index: Sym(fresh)})
    return Big(expr.op, fresh, expr.low, expr.high, derivative(body, variable))


def _under_product(expr: Big, variable: Sym | Elem) -> Expr:
    """Return product times the sum of logarithmic derivatives."""
    if expr.index in _names(variable):
        raise StuckError
    relative = Div(derivative(expr.body, variable), expr.body)
    return Mul((expr, Big("sum", expr.index, expr.low, expr.high, relative)))


def _entry(indices: tuple[Expr, ...], variable: Sym | Elem) -> Expr:
    if not isinstance(variable, Elem):
        return ZERO
    deltas = tuple(Fn("delta", pair) for pair in zip(indices, variable.indices, strict=True))
    return deltas[0] if len(deltas) == 1 else Mul(deltas)


def _power(base: Expr, exponent: Expr, name: str, d: Callable[[Expr], Expr]) -> Expr:
    if name not in free_names(exponent):
        if exponent == ZERO:
            return ZERO
        lowered = ONE if exponent == ONE else Pow(base, _minus_one(exponent))
        return Mul((exponent, lowered, d(base)))
    if name not in free_names(base):
        return Mul((Pow(base, exponent), Fn("log", (base,)), d(exponent)))
    rate = Add((Mul((d(exponent), Fn("log", (base,)))), Div(Mul((exponent, d(base))), base)))
    return Mul((Pow(base, exponent), rate))


def _minus_one(exponent: Expr) -> Expr:
    return Num(exponent.value - 1) if isinstance(exponent, Num) else difference(exponent, ONE)


def _chain(function: str, args: tuple[Expr, ...], d: Callable[[Expr], Expr]) -> Expr:
    if function == "root":
        return Div(d(args[0]), Mul((args[1], Pow(Fn("root", args), _minus_one(args[1])))))
    if function in ("max", "min") and len(args) >= 2:
        first, second = args[0], args[1] if len(args) == 2 else Fn(function, args[1:])
        gap = Fn("abs", (difference(first, second),))
        return d(Div(Add((first, second, gap if function == "max" else negative(gap))), TWO))
    if function == "relu":
        return d(Div(Add((args[0], Fn("abs", args))), TWO))
    outer = _OUTER.get(function)
    if outer is None or len(args) != 1:
        raise StuckError
    return Mul((outer(args[0]), d(args[0])))


def _square(expr: Expr) -> Expr:
    return Pow(expr, TWO)


_OUTER: dict[str, Callable[[Expr], Expr]] = {
    "exp": lambda u: Fn("exp", (u,)),
    "log": lambda u: Div(ONE, u),
    "sqrt": lambda u: Div(ONE, Mul((TWO, Fn("sqrt", (u,))))),
    "abs": lambda u: Div(u, Fn("abs", (u,))),
    "sin": lambda u: Fn("cos", (u,)),
    "cos": lambda u: negative(Fn("sin", (u,))),
    "tan": lambda u: Div(ONE, _square(Fn("cos", (u,)))),
    "cot": lambda u: Div(MINUS_ONE, _square(Fn("sin", (u,)))),
    "sec": lambda u: Div(Fn("sin", (u,)), _square(Fn("cos", (u,)))),
    "csc": lambda u: Div(negative(Fn("cos", (u,))), _square(Fn("sin", (u,)))),
    "arcsin": lambda u: Div(ONE, Fn("sqrt", (difference(ONE, _square(u)),))),
    "arccos": lambda u: Div(MINUS_ONE, Fn("sqrt", (difference(ONE, _square(u)),))),
    "arctan": lambda u: Div(ONE, Add((ONE, _square(u)))),
    "sinh": lambda u: Fn("cosh", (u,)),
    "cosh": lambda u: Fn("sinh", (u,)),
    "tanh": lambda u: Div(ONE, _square(Fn("cosh", (u,)))),
    "coth": lambda u: Div(MINUS_ONE, _square(Fn("sinh", (u,)))),
    "arsinh": lambda u: Div(ONE, Fn("sqrt", (Add((_square(u), ONE)),))),
    "arcosh": lambda u: Div(ONE, Fn("sqrt", (difference(_square(u), ONE),))),
    "artanh": lambda u: Div(ONE, difference(ONE, _square(u))),
}


def simplified(expr: Expr) -> Expr:
    """Return `expr` without products by 0 and 1 and sums with 0, so that repeated derivatives stay small."""
    expr = rebuild(expr, simplified)
    match expr:
        case Mul(factors):
            if ZERO in factors:
                return ZERO
            kept = tuple(factor for factor in factors if factor != ONE)
            return Mul(kept) if len(kept) > 1 else kept[0] if kept else ONE
        case Add(terms):
            kept = tuple(term for term in terms if term != ZERO)
            return Add(kept) if len(kept) > 1 else kept[0] if kept else ZERO
        case Div(top, _) if top == ZERO:
            return ZERO
        case Pow(base, exponent) if exponent == ONE:
            return base
    return expr
