"""From a declared signature to the names a reader knows."""

from __future__ import annotations

from lark import Token, Tree

from report.errors import DerivationError
from report.model import Signature
from report.proof.expressions import Elem, Expr, Sym, number, walk
from report.proof.lexer import complain
from report.proof.reading.base import Definition, Parameter, Scope
from report.proof.reading.names import script_text
from report.proof.reading.operators import content, scripts
from report.proof.reading.source import parse
from report.proof.reading.terms import Reader
from report.proof.reading.tree import Node, bracket_of, factors, first_token, pieces, simple_name

ASSUMPTIONS = ("real", "positive", "nonnegative", "nonzero", "integer", "positive integer")


def declare(signature: Signature) -> Scope:
    """Return the scope that `signature` declares.

    Raises
    ------
    DerivationError
        If a declaration cannot be read or contradicts another.
    """
    scope = Scope()
    for latex, assumption in signature.symbols.items():
        name = _name(latex)
        if assumption not in ASSUMPTIONS:
            raise _fault(
                f"the assumption {assumption!r} of {latex} is not known", f"Known are {', '.join(ASSUMPTIONS)}."
            )
        scope.symbols[name] = assumption
    for latex, length in signature.vectors.items():
        scope.vectors[_name(latex)] = tuple(_length(part, latex, scope) for part in _split(length))
    for head, body in signature.functions.items():
        definition = _function(head, body, scope)
        if definition.name in scope.functions or definition.name in scope.symbols:
            raise _fault(f"{definition.name} is declared twice", "Give the two names of their own, letters and all.")
        scope.functions[definition.name] = definition
    for name in scope.vectors:
        if name in scope.symbols or name in scope.functions:
            raise _fault(f"{name} is declared twice", "A name is a symbol, a vector or a function.")
    return scope


def _fault(message: str, remedy: str) -> DerivationError:
    return DerivationError(message, place="signature", remedy=remedy)


def _tree(latex: str) -> Node:
    try:
        tree = parse(latex, "expr")
    except DerivationError as error:
        raise _fault(f"{latex}: {error.message} ({error.place})", error.remedy) from error
    return tree


def _name(latex: str) -> str:
    items = factors(_tree(latex))
    if len(items) == 1 and isinstance(items[0], Tree):
        marks = scripts(items[0])
        token = first_token(items[0])
        if token.type == "NAME" and set(marks) <= {"below"}:
            below = marks.get("below", [])
            return f"{token}_{script_text(content(below[0]))}" if below else str(token)
    raise _fault(
        f"{latex} is no name", "A name is a letter, a Greek letter or \\mathbf{w}, with a subscript or without."
    )


def _split(length: str) -> list[str]:
    return length.replace("\\times", "x").replace(" ", "").split("x") if "times" in length else [length.strip()]


def _length(text: str, latex: str, scope: Scope) -> Expr:
    if text.isdigit() and int(text) > 0:
        return number(int(text))
    if scope.symbols.get(text) == "positive integer":
        return Sym(text)
    raise _fault(
        f"the length {text!r} of {latex} is no positive integer",
        f"Write digits, or declare {text or 'K'} as a positive integer.",
    )


def _function(head: str, body: str, scope: Scope) -> Definition:
    items = factors(_tree(head))
    bracket = bracket_of(items[-1]) if items else None
    remedy = "Write a head such as \\sigma(t), f(x, y) or \\operatorname{softargmax}_j(\\sigma; \\lambda)."
    if len(items) != 2 or bracket is None or first_token(items[0]).type != "NAME" or not isinstance(items[0], Tree):
        raise _fault(f"{head} is no head of a function", remedy)
    marks = scripts(items[0])
    if not set(marks) <= {"below"}:
        raise _fault(f"{head} is no head of a function", remedy)
    indices = _index_names(marks, remedy, head)
    groups: list[list[str]] = [[]]
    for piece in pieces(bracket.children[1]):  # type: ignore[arg-type]
        if isinstance(piece, Tree):
            groups[-1].append(_name(_source(piece)))
        elif piece.type == "SEMICOLON":
            groups.append([])
    name = str(first_token(items[0]))
    return _define(name, indices, groups, body, scope)


def _index_names(marks: dict[str, list[Node]], remedy: str, head: str) -> list[str]:
    if "below" not in marks:
        return []
    inner = content(marks["below"][0])
    if isinstance(inner, Token):
        if inner.type != "NAME":
            raise _fault(f"{head}: the index of a function is a letter", "Make the number an argument, as in r(n, 1).")
        return [str(inner)]
    found: list[str] = []
    for piece in pieces(inner):
        items = factors(piece) if isinstance(piece, Tree) else []
        names = [simple_name(item) for item in items]
        if None in names:
            raise _fault(f"{head} is no head of a function", remedy)
        found += [str(name) for name in names]
    return found


def _source(tree: Node | Token) -> str:
    if isinstance(tree, Token):
        return str(tree)
    return " ".join(_source(child) for child in tree.children if child is not None)


def _define(name: str, indices: list[str], groups: list[list[str]], body: str, scope: Scope) -> Definition:
    whole = [parameter for group in groups for parameter in group if parameter in scope.vectors]
    plain = [parameter for group in groups for parameter in group if parameter not in scope.vectors]
    reader = Reader(scope)
    place = f"body of {name}"
    try:
        tree = parse(body, "expr")
        with reader.binding(*plain, *indices):
            expr = reader.expr(tree)
        _no_free_index(scope, place)
    except DerivationError as error:
        raise DerivationError(error.message, place=f"{place}, {error.place}", remedy=error.remedy) from error
    ranges = {
        index: tuple(
            dict.fromkeys(
                scope.vectors[part.vector][at]
                for part in walk(expr)
                if isinstance(part, Elem)
                for at, inner in enumerate(part.indices)
                if inner == Sym(index)
            )
        )
        for index in indices
    }
    return Definition(
        name,
        tuple(Parameter(index, ranges=ranges[index]) for index in indices),
        tuple(
            tuple(Parameter(item, scope.vectors[item][0] if item in whole else None) for item in group)
            for group in groups
        ),
        expr,
    )


def _no_free_index(scope: Scope, place: str) -> None:
    loose = [name for name in (*scope.ranges, *scope.pending) if name not in scope.symbols]
    scope.ranges.clear()
    scope.pending.clear()
    if loose:
        raise complain(
            f"{loose[0]} in the {place} is neither declared nor a parameter",
            None,
            "Put it in the head of the function.",
        )
