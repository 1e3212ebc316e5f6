"""What holds formulas inside: fractions, roots, brackets, cases; and the scripts behind it."""

from __future__ import annotations

from fractions import Fraction

from lark import Token, Tree

from report.proof.expressions import (
    INFINITY,
    TWO,
    Cases,
    Condition,
    Const,
    Div,
    Expr,
    Fn,
    Num,
    Pow,
)
from report.proof.lexer import complain
from report.proof.reading.calls import CallReader
from report.proof.reading.operators import content
from report.proof.reading.tree import Node, first_token, is_formula, pieces, trees
from report.proof.vocabulary import RELATIONS

_CLOSING = {"(": ")", "[": "]", "{": "}", "floor": "floor", "ceil": "ceil"}


class GroupReader(CallReader):
    """Reads what is closed by itself."""

    def scripted(self, value: Expr, marks: list[Node], token: Token) -> Expr:
        """Return `value` with the superscripts and exclamation marks behind it."""
        raised = False
        for mark in marks:
            if mark.data == "below":
                raise complain("a subscript on what is no name", token, "Give it a name of its own.")
            if mark.data == "prime":
                raise complain(f"a prime on {token}, which is no declared function", token, "Declare the function.")
            if mark.data == "factorial":
                value = Fn("factorial", (value,))
                continue
            if raised:
                raise complain("two superscripts in a row", token, "Write one: x^{ab}.")
            raised = True
            power = self.argument(content(mark))
            value = Fn("exp", (power,)) if value == Const("e") else Pow(value, power)
        return value

    def base(self, tree: Node | Token) -> Expr:
        """Return what stands at the head of a factor, scripts aside: a number, or what is closed by itself."""
        node = tree.children[0] if isinstance(tree, Tree) else tree
        if isinstance(node, Token):
            if node.type == "NUMBER":
                return Num(Fraction(str(node)))
            if node.type == "INFINITY":
                return INFINITY
            raise complain(f"{node} cannot stand here", node, "Remove it, or write what belongs around it.")
        match node.data:
            case "fraction":
                return Div(self._held(node.children[1]), self._held(node.children[2]))
            case "binomial":
                return Fn("binomial", (self._held(node.children[1]), self._held(node.children[2])))
            case "root":
                return self._root(node)
            case "bracket":
                return self._bracket(node)
            case "absolute":
                return Fn("abs", (self.expr(node.children[1]),))  # type: ignore[arg-type]
            case "cases":
                return self._cases(node)
        return self.expr(node.children[1])  # type: ignore[arg-type]

    def _held(self, argument: Node | Token) -> Expr:
        return self.argument(content(Tree("script", [argument])))

    def _root(self, node: Node) -> Expr:
        inside = self._held(node.children[2])
        degree = node.children[1]
        if degree is None:
            return Fn("sqrt", (inside,))
        order = self._bracket(degree)  # type: ignore[arg-type]
        if not isinstance(order, Num) or order.value.denominator != 1 or order.value < 2:
            raise complain("the degree of a root is no whole number from 2", first_token(node), "Write x^{1/n}.")
        return Fn("sqrt", (inside,)) if order == TWO else Fn("root", (inside, order))

    def _bracket(self, node: Node) -> Expr:
        opening, listing, closing = node.children
        if _CLOSING[str(opening)] != str(closing).replace("\\}", "}"):
            raise complain(f"{closing} closes {opening}", closing, "Close each bracket by its own kind.")
        parts = pieces(listing)  # type: ignore[arg-type]
        if len(parts) != 1 or not is_formula(parts[0]):
            raise complain("a bracket holds one formula here", opening, "A comma belongs between arguments only.")
        value = self.expr(parts[0])  # type: ignore[arg-type]
        return Fn(str(opening), (value,)) if str(opening) in ("floor", "ceil") else value

    def _cases(self, node: Node) -> Expr:
        branches: list[tuple[Expr, Condition | None]] = []
        for branch in trees(node.children):
            value = self.expr(branch.children[0])  # type: ignore[arg-type]
            words = [str(child) for child in branch.children if isinstance(child, Token) and child.type == "TEXT"]
            listing = next(child for child in branch.children[1:] if isinstance(child, Tree))
            parts = pieces(listing)
            if not parts and any("otherwise" in word or "else" in word for word in words):
                branches.append((value, None))
            else:
                branches.append((value, self._condition(parts, first_token(branch))))
        return Cases(tuple(branches))

    def _condition(self, parts: list[Node | Token], token: Token) -> Condition:
        links = []
        for place in range(1, len(parts) - 1, 2):
            left, relation, right = parts[place - 1 : place + 2]
            name = {**RELATIONS, "\\ne": "!=", "\\neq": "!="}.get(str(relation))
            if not isinstance(left, Tree) or not isinstance(right, Tree) or name is None:
                raise complain("this condition cannot be read", token, "Write & x > 0, or & \\text{otherwise}.")
            links.append((self.expr(left), name, self.expr(right)))
        if not links or len(parts) % 2 == 0:
            raise complain("this condition cannot be read", token, "Write & x > 0, or & \\text{otherwise}.")
        return Condition(tuple(links))
