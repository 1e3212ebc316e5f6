"""Sums and products: the reader as a whole."""

from __future__ import annotations

from lark import Token, Tree

from report.proof.expressions import Add, Div, Expr, Mul, negative
from report.proof.lexer import complain
from report.proof.reading.applications import ApplicationReader
from report.proof.reading.operators import scripts
from report.proof.reading.tree import Node, first_token, simple_number, trees
from report.proof.vocabulary import OPERATORS

_AMBIGUOUS_SLASH = "what the slash divides is not clear"


class Reader(ApplicationReader):
    """Reads formulas into expressions."""

    def expr(self, tree: Node) -> Expr:
        """Return the formula of an ``expr``."""
        terms: list[Expr] = []
        sign = "+"
        for child in tree.children:
            if isinstance(child, Token):
                sign = str(child)
            elif child is not None:
                value = self.term(list(child.children))
                terms.append(negative(value) if sign == "-" else value)
        return terms[0] if len(terms) == 1 else Add(tuple(terms))

    def term(self, items: list[Node | Token]) -> Expr:
        """Return the product of `items`, operators reaching to its end."""
        parts: list[Expr] = []
        expected = True
        divided = False
        while items:
            item, *items = items
            if isinstance(item, Token) and item.type in ("TIMES", "SLASH"):
                if expected:
                    raise complain(f"{item} has no factor before it", item, "Write the factor, or remove the sign.")
                if item.type == "SLASH":
                    items = self._divide(parts, item, items)
                    divided = True
                else:
                    expected, divided = True, False
                continue
            if divided:
                raise complain(_AMBIGUOUS_SLASH, first_token(item), "Write \\frac{...}{...}, or brackets.")
            self.reject_number(item, parts, expected)
            value, items = self.factor(item, items)
            parts.append(value)
            expected = False
        if expected:
            raise complain("a product breaks off", None, "Write the missing factor.")
        return parts[0] if len(parts) == 1 else Mul(tuple(parts))

    def reject_number(self, item: Node | Token, parts: list[Expr], expected: bool) -> None:
        """Raise if `item` is a bare number behind `parts`, where no factor is `expected`."""
        token = first_token(item)
        is_power = isinstance(item, Tree) and "above" in scripts(item)
        if parts and not expected and token.type == "NUMBER" and simple_number(item) and not is_power:
            raise complain(f"the number {token} follows a factor", token, f"Write \\cdot {token}, or put it first.")

    def _divide(self, parts: list[Expr], slash: Token, items: list[Node | Token]) -> list[Node | Token]:
        if not items or isinstance(items[0], Token):
            raise complain("the slash divides by nothing", slash, "Write \\frac{...}{...}.")
        item, *rest = items
        if first_token(item).type in ("BIG", "LIM", "EXTREME"):
            raise complain(_AMBIGUOUS_SLASH, slash, "Write \\frac{...}{...}.")
        bottom, rest = self.factor(item, rest)
        if rest and isinstance(rest[0], Token) and rest[0].type == "SLASH":
            raise complain(_AMBIGUOUS_SLASH, rest[0], "Write \\frac{...}{...}, or brackets.")
        top = parts[0] if len(parts) == 1 else Mul(tuple(parts))
        parts[:] = [Div(top, bottom)]
        return rest

    def factor(self, item: Node | Token, rest: list[Node | Token]) -> tuple[Expr, list[Node | Token]]:
        """Return the factor that begins at `item`, and what of `rest` it did not take."""
        if isinstance(item, Token) or item.data != "factor":
            item = Tree("factor", [item if isinstance(item, Tree) and item.data == "base" else Tree("base", [item])])
        token = first_token(item)
        base = item.children[0]
        kind = base.children[0].type if isinstance(base, Tree) and isinstance(base.children[0], Token) else ""
        if kind == "EXTREME" and "below" not in scripts(item):
            return self.extreme(item, rest)
        if kind in ("BIG", "EXTREME"):
            return self.big(item, rest), []
        if kind == "LIM":
            return self.limit(item, rest), []
        if kind == "FUNC" or (str(token) in OPERATORS and str(token) not in self.scope.functions):
            return self.function(item, token, rest)
        if kind == "NAME" and token in self.scope.functions and not self.is_known(str(token)):
            return self.called(item, token, rest)
        derivative = self.derivative(item, rest)
        if derivative is not None:
            return derivative, []
        if kind == "NAME":
            value, marks = self.name(item, token)
            return self.scripted(value, marks, token), rest
        return self.scripted(self.base(base), trees(item.children[1:]), token), rest
