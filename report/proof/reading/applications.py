"""What is applied to something: extremes, declared functions, named ones such as the sine."""

from __future__ import annotations

from abc import abstractmethod

from lark import Token, Tree

from report.proof.expressions import ONE, Big, Div, Expr, Fn, Mul, Num, Pow
from report.proof.lexer import complain
from report.proof.reading.groups import GroupReader
from report.proof.reading.operators import content
from report.proof.reading.tree import Node, as_expr, bracket_of, first_token, pieces, simple_head, trees
from report.proof.vocabulary import FUNCTIONS, OPERATORS


class ApplicationReader(GroupReader):
    """Reads what takes an argument, bracketed or not."""

    @abstractmethod
    def factor(self, item: Node | Token, rest: list[Node | Token]) -> tuple[Expr, list[Node | Token]]:
        """Return the factor that begins at `item`, and what of `rest` it did not take."""

    @abstractmethod
    def reject_number(self, item: Node | Token, parts: list[Expr], expected: bool) -> None:
        """Raise if `item` is a bare number behind `parts`, where no factor is `expected`."""

    def extreme(self, item: Node, rest: list[Node | Token]) -> tuple[Expr, list[Node | Token]]:
        """Return the ``max`` or ``min`` at `item` of what comes next, and what of `rest` it did not take."""
        token = first_token(item)
        op = str(token).lstrip("\\")
        remedy = f"Write {token}(a, b), {token}_i x_i or {token}(x) for a declared vector x."
        if not rest or len(item.children) > 1:
            raise complain(f"{token} has nothing to choose from", token, remedy)
        following, *rest = rest
        bracket = bracket_of(following)
        if bracket is None:
            index, body, length = self.whole(as_expr(following), token)
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
        return self.scripted(value, trees(following.children[1:]), token), rest  # type: ignore[union-attr]

    def called(self, item: Node, token: Token, rest: list[Node | Token]) -> tuple[Expr, list[Node | Token]]:
        """Return the declared function at `item` at its arguments, and what of `rest` it did not take."""
        definition = self.scope.functions[str(token)]
        bracket = bracket_of(rest[0]) if rest else None
        if bracket is None:
            raise complain(f"{token} stands without its arguments", token, f"Write {token}(...).")
        value = self.call(item, definition, bracket)
        powers = [mark for mark in trees(item.children[1:]) if mark.data == "above"]
        after = trees(rest[0].children[1:])  # type: ignore[union-attr]
        return self.scripted(value, powers + after, token), rest[1:]

    def function(self, item: Node, token: Token, rest: list[Node | Token]) -> tuple[Expr, list[Node | Token]]:
        """Return a function of mathematics at `item` at its argument, and what of `rest` it did not take."""
        name = {**FUNCTIONS, **OPERATORS}[str(token)]
        marks = trees(item.children[1:])
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
        argument, after, rest = self._argument_of(token, rest)
        value: Expr = Fn(name, (argument,))
        if below:
            value = Div(value, Fn("log", (self.argument(content(below[0])),)))
        if powers:
            value = Pow(value, power)
        return self.scripted(value, after, token), rest

    def _argument_of(self, token: Token, rest: list[Node | Token]) -> tuple[Expr, list[Node], list[Node | Token]]:
        """Return the argument, the scripts after its bracket, and the factors not taken."""
        first, *rest = rest
        if bracket_of(first) is not None:
            return self.base(first.children[0]), trees(first.children[1:]), rest  # type: ignore[union-attr]
        value, rest = self.factor(first, rest)
        values = [value]
        while rest and simple_head(first) and isinstance(rest[0], Tree) and simple_head(rest[0]):
            self.reject_number(rest[0], values, False)
            value, rest = self.factor(rest[0], rest[1:])
            values.append(value)
        starts_new = (
            rest and isinstance(rest[0], Tree) and (first_token(rest[0]).type in ("FUNC", "BIG", "LIM", "EXTREME"))
        )
        if rest and not starts_new and not (isinstance(rest[0], Token) and rest[0].type == "TIMES"):
            raise complain(
                f"how far {token} reaches is not clear", first_token(rest[0]), f"Write brackets: {token}(...)."
            )
        return (values[0] if len(values) == 1 else Mul(tuple(values))), [], rest
