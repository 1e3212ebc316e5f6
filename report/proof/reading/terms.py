"""Sums, products, scripts and brackets: the reader as a whole."""

from __future__ import annotations

from fractions import Fraction

from lark import Token, Tree

from report.proof.expressions import (
    INFINITY,
    ONE,
    TWO,
    Add,
    Big,
    Cases,
    Condition,
    Const,
    Div,
    Expr,
    Fn,
    Mul,
    Num,
    Pow,
    negative,
)
from report.proof.lexer import complain
from report.proof.reading.names import NameReader
from report.proof.reading.operators import content, scripts
from report.proof.reading.source import Node, first_token, is_formula, pieces
from report.proof.vocabulary import FUNCTIONS, OPERATORS, RELATIONS

_AMBIGUOUS_SLASH = "what the slash divides is not clear"
_CLOSING = {"(": ")", "[": "]", "{": "}", "floor": "floor", "ceil": "ceil"}


class Reader(NameReader):
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
            self._reject_number(item, parts, expected)
            value, items = self._factor(item, items)
            parts.append(value)
            expected = False
        if expected:
            raise complain("a product breaks off", None, "Write the missing factor.")
        return parts[0] if len(parts) == 1 else Mul(tuple(parts))

    def _reject_number(self, item: Node | Token, parts: list[Expr], expected: bool) -> None:
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
        bottom, rest = self._factor(item, rest)
        if rest and isinstance(rest[0], Token) and rest[0].type == "SLASH":
            raise complain(_AMBIGUOUS_SLASH, rest[0], "Write \\frac{...}{...}, or brackets.")
        top = parts[0] if len(parts) == 1 else Mul(tuple(parts))
        parts[:] = [Div(top, bottom)]
        return rest

    def _factor(self, item: Node | Token, rest: list[Node | Token]) -> tuple[Expr, list[Node | Token]]:
        """Return the factor that begins at `item`, and what of `rest` it did not take."""
        if isinstance(item, Token) or item.data != "factor":
            item = Tree("factor", [item if isinstance(item, Tree) and item.data == "base" else Tree("base", [item])])
        token = first_token(item)
        base = item.children[0]
        kind = base.children[0].type if isinstance(base, Tree) and isinstance(base.children[0], Token) else ""
        if kind == "EXTREME" and "below" not in scripts(item):
            return self._extreme(item, rest)
        if kind in ("BIG", "EXTREME"):
            return self.big(item, rest), []
        if kind == "LIM":
            return self.limit(item, rest), []
        if kind == "FUNC" or (str(token) in OPERATORS and str(token) not in self.scope.functions):
            return self._function(item, token, rest)
        if kind == "NAME" and token in self.scope.functions and not self.is_known(str(token)):
            return self._call(item, token, rest)
        derivative = self.derivative(item, rest)
        if derivative is not None:
            return derivative, []
        if kind == "NAME":
            value, marks = self.name(item, token)
            return self._scripted(value, marks, token), rest
        return self._scripted(self._base(base), _trees(item.children[1:]), token), rest

    def _scripted(self, value: Expr, marks: list[Node], token: Token) -> Expr:
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

    def _base(self, tree: Node | Token) -> Expr:
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
        for branch in _trees(node.children):
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

    def _extreme(self, item: Node, rest: list[Node | Token]) -> tuple[Expr, list[Node | Token]]:
        token = first_token(item)
        op = str(token).lstrip("\\")
        remedy = f"Write {token}(a, b), {token}_i x_i or {token}(x) for a declared vector x."
        if not rest or len(item.children) > 1:
            raise complain(f"{token} has nothing to choose from", token, remedy)
        following, *rest = rest
        bracket = bracket_of(following)
        if bracket is None:
            index, body, length = self.whole(_as_expr(following), token)
            return Big(op, index, ONE, length, body), rest
        listing = bracket.children[1]
        parts = [piece for piece in pieces(listing) if isinstance(piece, Tree)]  # type: ignore[arg-type]
        if len(parts) > 1:
            value: Expr = Fn(op, tuple(self.expr(part) for part in parts))
        elif parts:
            index, body, length = self.whole(parts[0], token)
            value = Big(op, index, ONE, length, body)
        else:
            raise complain(f"{token} has nothing to choose from", token, remedy)
        return self._scripted(value, _trees(following.children[1:]), token), rest  # type: ignore[union-attr]

    def _call(self, item: Node, token: Token, rest: list[Node | Token]) -> tuple[Expr, list[Node | Token]]:
        definition = self.scope.functions[str(token)]
        bracket = bracket_of(rest[0]) if rest else None
        if bracket is None:
            raise complain(f"{token} stands without its arguments", token, f"Write {token}(...).")
        value = self.call(item, definition, bracket)
        powers = [mark for mark in _trees(item.children[1:]) if mark.data == "above"]
        after = _trees(rest[0].children[1:])  # type: ignore[union-attr]
        return self._scripted(value, powers + after, token), rest[1:]

    def _function(self, item: Node, token: Token, rest: list[Node | Token]) -> tuple[Expr, list[Node | Token]]:
        name = {**FUNCTIONS, **OPERATORS}[str(token)]
        marks = _trees(item.children[1:])
        below = [mark for mark in marks if mark.data == "below"]
        powers = [mark for mark in marks if mark.data == "above"]
        if len(below) + len(powers) != len(marks) or (below and name != "log") or len(below) > 1 or len(powers) > 1:
            raise complain(f"this script on {token} has no meaning", token, f"Write it after {token}(...).")
        power = self.argument(content(powers[0])) if powers else ONE
        if isinstance(power, Num) and power.value < 0:
            raise complain(
                f"a negative power of {token} may be meant as its inverse", token, "Write \\arcsin, or \\frac{1}{...}."
            )
        if not rest or (isinstance(rest[0], Token) and rest[0].type in ("TIMES", "SLASH")):
            raise complain(f"{token} has no argument", token, f"Write {token}(x) or {token} x.")
        argument, after, rest = self._function_argument(token, rest)
        value: Expr = Fn(name, (argument,))
        if below:
            value = Div(value, Fn("log", (self.argument(content(below[0])),)))
        if powers:
            value = Pow(value, power)
        return self._scripted(value, after, token), rest

    def _function_argument(self, token: Token, rest: list[Node | Token]) -> tuple[Expr, list[Node], list[Node | Token]]:
        """Return the argument, the scripts after its bracket, and the factors not taken."""
        first, *rest = rest
        if bracket_of(first) is not None:
            return self._base(first.children[0]), _trees(first.children[1:]), rest  # type: ignore[union-attr]
        value, rest = self._factor(first, rest)
        values = [value]
        while rest and simple_head(first) and isinstance(rest[0], Tree) and simple_head(rest[0]):
            self._reject_number(rest[0], values, False)
            value, rest = self._factor(rest[0], rest[1:])
            values.append(value)
        starts_new = (
            rest and isinstance(rest[0], Tree) and (first_token(rest[0]).type in ("FUNC", "BIG", "LIM", "EXTREME"))
        )
        if rest and not starts_new and not (isinstance(rest[0], Token) and rest[0].type == "TIMES"):
            raise complain(
                f"how far {token} reaches is not clear", first_token(rest[0]), f"Write brackets: {token}(...)."
            )
        return (values[0] if len(values) == 1 else Mul(tuple(values))), [], rest


def _trees(children: list[Node | Token]) -> list[Node]:
    return [child for child in children if isinstance(child, Tree)]


def _as_expr(item: Node | Token) -> Node:
    return Tree("expr", [None, Tree("term", [item])])  # type: ignore[list-item]


def bracket_of(item: Node | Token) -> Node | None:
    """Return the round, square or curly bracket that `item` begins with, if it does."""
    if not isinstance(item, Tree) or item.data != "factor":
        return None
    base = item.children[0]
    node = base.children[0] if isinstance(base, Tree) else base
    if isinstance(node, Tree) and node.data == "bracket" and str(node.children[0]) in "([{":
        return node
    return None


def simple_head(item: Node | Token) -> bool:
    """Whether `item` is a number or name, scripts allowed."""
    if not isinstance(item, Tree) or item.data != "factor":
        return False
    base = item.children[0]
    return (
        isinstance(base, Tree) and isinstance(base.children[0], Token) and base.children[0].type in ("NAME", "NUMBER")
    )


def simple_number(item: Node | Token) -> bool:
    """Whether `item` begins with a bare number."""
    return simple_head(item) and first_token(item).type == "NUMBER"
