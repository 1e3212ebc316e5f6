"""Formulas back to LaTeX: for the conditions that a proof carries."""

from __future__ import annotations

from fractions import Fraction

from report.proof.expressions import (
    Add,
    Big,
    Const,
    Div,
    Elem,
    Expr,
    Fn,
    Mul,
    Num,
    Pow,
    Sym,
    number,
)

_NAMES = {"log": "\\log", "abs": "|", "arsinh": "\\operatorname{arsinh}", "sign": "\\operatorname{sgn}"}


def latex(expr: Expr) -> str:  # noqa: PLR0912  (one case a kind of formula)
    """Return `expr` in LaTeX, with brackets wherever the order of operations asks for them."""
    match expr:
        case Num(value):
            return _fraction(value)
        case Const(name):
            return {"e": "e", "pi": "\\pi", "oo": "\\infty"}.get(name, name)
        case Sym(name):
            return name.lstrip("@#")
        case Elem(vector, indices):
            return f"{vector}_{{{','.join(map(latex, indices))}}}"
        case Add(terms):
            return _sum(terms)
        case Mul(factors):
            return _product(factors)
        case Div(top, bottom):
            return f"\\frac{{{latex(top)}}}{{{latex(bottom)}}}"
        case Pow(base, exponent):
            return f"{_bracketed(base, (Sym, Elem))}^{{{latex(exponent)}}}"
        case Fn("exp", (part,)):
            return f"e^{{{latex(part)}}}"
        case Fn("sqrt", (part,)):
            return f"\\sqrt{{{latex(part)}}}"
        case Fn("abs", (part,)):
            return f"\\left|{latex(part)}\\right|"
        case Fn(name, args):
            return f"{_NAMES.get(name, chr(92) + name)}({', '.join(map(latex, args))})"
        case Big(op, index, low, high, body):
            bounds = f"_{{{latex(Sym(index))}={latex(low)}}}^{{{latex(high)}}}"
            return f"\\{op}{bounds} {_bracketed(body, (Sym, Elem, Fn, Pow))}"
    return str(expr)


def _fraction(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    sign = "-" if value < 0 else ""
    return f"{sign}\\frac{{{abs(value.numerator)}}}{{{value.denominator}}}"


def _bracketed(expr: Expr, bare: tuple[type, ...]) -> str:
    plain = isinstance(expr, bare) or (isinstance(expr, Num) and expr.value >= 0 and expr.value.denominator == 1)
    return latex(expr) if plain or isinstance(expr, Const) else f"\\left({latex(expr)}\\right)"


def _sum(terms: tuple[Expr, ...]) -> str:
    text = latex(terms[0])
    for term in terms[1:]:
        sign, size = _signed(term)
        text += f" {sign} {_bracketed(size, (Sym, Elem, Fn, Pow, Mul, Div, Num, Big))}"
    return text


def _signed(term: Expr) -> tuple[str, Expr]:
    if isinstance(term, Num) and term.value < 0:
        return "-", number(-term.value)
    if isinstance(term, Mul) and isinstance(term.factors[0], Num) and term.factors[0].value < 0:
        first, rest = -term.factors[0].value, term.factors[1:]
        kept = rest if first == 1 else (number(first), *rest)
        return "-", kept[0] if len(kept) == 1 else Mul(kept)
    return "+", term


def _product(factors: tuple[Expr, ...]) -> str:
    sign, size = _signed(Mul(factors))
    if sign == "-":
        return f"-{_bracketed(size, (Sym, Elem, Fn, Pow, Mul, Div, Num))}"
    parts = [_bracketed(factor, (Sym, Elem, Fn, Pow, Div, Num)) for factor in factors]
    return " ".join(f"\\cdot {part}" if place and part[:1].isdigit() else part for place, part in enumerate(parts))
