"""Steps with one small mistake put in: a sign, a number, a factor, an index, a bound, a function, the relation."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from report.proof.expressions import (
    ONE,
    TWO,
    Add,
    Big,
    Cases,
    Deriv,
    Div,
    Elem,
    Expr,
    Fn,
    Limit,
    Mul,
    Num,
    Pow,
    Sym,
    children,
    difference,
    negative,
    rebuild,
    walk,
)  # fmt: skip
from report.proof.reading import Link
from report.proof.substitution import substitute

_RELATIVES = {
    "sin": "cos", "cos": "sin", "exp": "sinh", "log": "sqrt", "sqrt": "log", "abs": "relu", "tanh": "sinh",
    "sinh": "cosh", "cosh": "sinh", "max": "min", "min": "max", "arctan": "arsinh", "tan": "tanh",
    "factorial": "abs", "sum": "prod", "prod": "sum",
}  # fmt: skip


def _variants(expr: Expr) -> Iterator[Expr]:  # noqa: PLR0912  (one case a kind of formula)
    """Yield what a careless hand may write for the head of `expr`."""
    match expr:
        case Num(value):
            yield Num(value + 1)
            yield Num(-value) if value else ONE
        case Sym() | Elem():
            yield negative(expr)
            yield Mul((TWO, expr))
            yield Add((expr, ONE))
        case Add(terms):
            yield Add(terms[1:]) if len(terms) > 2 else terms[-1]
            yield Add(terms[:-1]) if len(terms) > 2 else terms[0]
            yield Add((terms[0], *(negative(term) for term in terms[1:])))
            yield Mul(terms)
        case Mul(factors):
            yield Mul(factors[1:]) if len(factors) > 2 else factors[-1]
            yield Mul(factors[:-1]) if len(factors) > 2 else factors[0]
            yield Add(factors)
            yield Fn("abs", (expr,))
        case Div(top, bottom):
            yield Div(bottom, top)
            yield top
            yield Mul((top, bottom))
        case Pow(base, exponent):
            yield base
            yield Pow(base, Add((exponent, ONE)))
            yield Mul((exponent, base))
        case Fn(name, args):
            if name in _RELATIVES:
                yield Fn(_RELATIVES[name], args)
            if len(args) == 1:
                yield args[0]
                yield Fn(name, (negative(args[0]),))
        case Big(op, index, low, high, body):
            yield Big(op, index, Add((low, ONE)), high, body)
            yield Big(op, index, low, difference(high, ONE), body)
            yield Big(_RELATIVES[op], index, low, high, body)
            yield Big(op, index, low, high, Mul((body, body)))
        case Deriv(body, variable, order, at):
            yield substitute(body, {variable.name: at}) if isinstance(variable, Sym) else body
            yield Deriv(body, variable, order + 1, at)
        case Limit(body, variable, target, side):
            yield Limit(Add((body, ONE)), variable, target, side)
        case Cases(branches):
            yield Cases((branches[-1], *branches[1:]))


def _mutated(expr: Expr, at: int, choice: int) -> Expr:
    """Return `expr` with the part number `at` (in the order of `walk`) replaced by one of its variants."""
    if at == 0:
        options = list(_variants(expr))
        return options[choice % len(options)] if options else expr
    position = 1
    seen = iter(list(children(expr)))
    sizes = [sum(1 for _ in walk(child)) for child in seen]
    starts = []
    for size in sizes:
        starts.append(position)
        position += size
    place = iter(range(len(sizes)))

    def change(part: Expr) -> Expr:
        k = next(place)
        return _mutated(part, at - starts[k], choice) if starts[k] <= at < starts[k] + sizes[k] else part

    if isinstance(expr, Deriv):
        inside = 1 <= at < starts[1]
        return replace(expr, body=_mutated(expr.body, at - 1, choice)) if inside else expr
    return rebuild(expr, change)


def mutants(link: Link, count: int, random: Random) -> Iterator[Link]:
    """Yield `count` mutants of `link`, some of which may happen to hold."""
    for _ in range(count):
        if link.relation in ("<", "<=", ">", ">=") and random.random() < 0.15:
            flipped = {"<": ">", ">": "<", "<=": random.choice(["<", ">="]), ">=": random.choice([">", "<="])}
            yield replace(link, relation=flipped[link.relation])
            continue
        side = random.choice(("left", "right"))
        expr: Expr = getattr(link, side)
        parts = sum(1 for _ in walk(expr))
        yield replace(link, **{side: _mutated(expr, random.randrange(parts), random.randrange(12))})
