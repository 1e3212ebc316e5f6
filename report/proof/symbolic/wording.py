"""Formulas in the words of sympy."""

from __future__ import annotations

from collections.abc import Callable

from report.proof.expressions import Add, Const, Div, Elem, Expr, Fn, Mul, Num, Pow, Sym
from report.proof.facts import Facts
from report.proof.signs import StuckError

_FUNCTIONS = {
    "exp": "exp", "log": "log", "sqrt": "sqrt", "abs": "Abs", "sin": "sin", "cos": "cos", "tan": "tan", "cot": "cot",
    "sec": "sec", "csc": "csc", "arcsin": "asin", "arccos": "acos", "arctan": "atan", "sinh": "sinh", "cosh": "cosh",
    "tanh": "tanh", "coth": "coth", "arsinh": "asinh", "arcosh": "acosh", "artanh": "atanh", "sign": "sign",
    "factorial": "factorial", "binomial": "binomial", "max": "Max", "min": "Min",
}  # fmt: skip


def wording(expr: Expr, facts: Facts) -> tuple[str, dict[str, str]]:
    """Return `expr` as sympy reads it, and its symbols with their assumptions.

    Raises
    ------
    StuckError
        If `expr` holds a sum over an index, a limit or anything else beyond functions of letters.
    """
    names: dict[Expr, str] = {}
    symbols: dict[str, str] = {}

    def name(part: Sym | Elem) -> str:
        if part not in names:
            names[part] = f"v{len(names)}"
            assumption = facts.symbols.get(part.name, "real") if isinstance(part, Sym) else "real"
            is_index = isinstance(part, Sym) and part.name in facts.ranges
            symbols[names[part]] = "positive integer" if is_index else assumption
        return names[part]

    return _worded(expr, name), symbols


def _worded(expr: Expr, name: Callable[[Sym | Elem], str]) -> str:
    def of(part: Expr) -> str:
        return _worded(part, name)

    match expr:
        case Num(value):
            return f"Rational({value.numerator},{value.denominator})"
        case Const("e"):
            return "E"
        case Const("pi"):
            return "pi"
        case Sym() | Elem():
            return name(expr)
        case Add(terms):
            return "(" + "+".join(map(of, terms)) + ")"
        case Mul(factors):
            return "(" + "*".join(map(of, factors)) + ")"
        case Div(top, bottom):
            return f"({of(top)}/{of(bottom)})"
        case Pow(base, exponent):
            return f"({of(base)}**{of(exponent)})"
        case Fn(function, args) if function in _FUNCTIONS:
            return f"{_FUNCTIONS[function]}({','.join(map(of, args))})"
    raise StuckError
