"""Calls of declared functions, and vectors that are handed to them whole."""

from __future__ import annotations

from fractions import Fraction

from lark import Token, Tree

from report.proof.expressions import ONE, Deriv, Expr, Num, Pick, Sym, number
from report.proof.lexer import complain
from report.proof.reading.base import Definition, Parameter
from report.proof.reading.names import ONES, NameReader
from report.proof.reading.operators import content, scripts
from report.proof.reading.tree import Node, factors, first_token, is_formula, pieces
from report.proof.substitution import free_names, fresh_name, substitute_all


class CallReader(NameReader):
    """Reads a declared function at its arguments."""

    def call(self, factor: Node, definition: Definition, argument: Node | None) -> Expr:
        """Return a declared function's body with the arguments put in.

        Raises
        ------
        DerivationError
            If the arguments do not fit the head.
        """
        token = first_token(factor)
        marks = scripts(factor)
        head = f"{definition.name}({'; '.join(', '.join(p.name for p in group) for group in definition.groups)})"
        remedy = f"Its head is declared as {head}."
        indices: list[Node] = []
        if definition.indices:
            if "below" not in marks:
                raise complain(f"{token} stands without its index", token, remedy)
            indices = self.index_parts(content(marks["below"][0]), len(definition.indices))
        elif "below" in marks:
            raise complain(f"{token} takes no index", token, remedy)
        if len(indices) != len(definition.indices):
            raise complain(f"{token} takes {len(definition.indices)} index(es)", token, remedy)
        values: dict[str, Expr] = {}
        for parameter, tree in zip(definition.indices, indices, strict=True):
            value = self.index(tree, parameter.ranges[0]) if parameter.ranges else self.term([tree])
            for length in parameter.ranges:
                if isinstance(value, Sym):
                    self.note_index(value.name, length)
            values[parameter.name] = value
        slots = _slots(argument)
        if len(slots) != len(definition.groups):
            raise complain(f"{token} has {len(slots)} group(s) of arguments", token, remedy)
        vectors: dict[str, list[Expr] | tuple[str, Expr]] = {}
        for group, slot in zip(definition.groups, slots, strict=True):
            self._fill(group, slot, token, remedy, values, vectors)
        body = self._primed(definition, marks, token)
        try:
            return _put_in(body, definition, values, vectors)
        except ValueError as error:
            raise complain(
                f"{token} differentiates by its argument, which is no variable here",
                token,
                "Call it with a declared name.",
            ) from error

    def _primed(self, definition: Definition, marks: dict[str, list[Node]], token: Token) -> Expr:
        primes = len(marks.get("prime", []))
        if not primes:
            return definition.body
        parameters = [parameter for group in definition.groups for parameter in group]
        if len(parameters) != 1 or parameters[0].length is not None:
            raise complain(
                f"a prime on {token}, which has several arguments", token, "Write \\frac{\\partial}{\\partial x}."
            )
        variable = Sym(parameters[0].name)
        inner = fresh_name("x")
        body = substitute_all(definition.body, {variable.name: Sym(inner)}, {})
        return Deriv(body, Sym(inner), primes, variable)

    def _fill(
        self,
        group: tuple[Parameter, ...],
        slot: list[Node],
        token: Token,
        remedy: str,
        values: dict[str, Expr],
        vectors: dict[str, list[Expr] | tuple[str, Expr]],
    ) -> None:
        if len(group) == 1 and group[0].length is not None:
            name = group[0].name
            entries = slot if len(slot) > 1 else _tuple(slot[0]) if slot else []
            if len(entries) > 1:
                vectors[name] = [self.expr(entry) for entry in entries]
                values["length of " + name] = number(len(entries))
            elif slot:
                index, body, length = self.whole(slot[0], token)
                vectors[name] = (index, body)
                values["length of " + name] = length
            else:
                raise complain(f"{token} stands without its arguments", token, remedy)
            return
        if len(slot) != len(group):
            raise complain(f"{token} has {len(slot)} argument(s) where {len(group)} are declared", token, remedy)
        for parameter, tree in zip(group, slot, strict=True):
            if parameter.length is not None:
                self._fill((parameter,), [tree], token, remedy, values, vectors)
            else:
                values[parameter.name] = self.expr(tree)

    def whole(self, tree: Node, token: Token) -> tuple[str, Expr, Expr]:
        """Return a vector expression by its entries: the index that stands for all, the entry, the length."""
        scope = self.scope
        index = fresh_name("i")
        outer, scope.spread_lengths = scope.spread_lengths, []
        scope.spread.append(index)
        try:
            with self.binding(index):
                body = self.expr(tree)
        finally:
            scope.spread.pop()
            lengths, scope.spread_lengths = scope.spread_lengths, outer
        if not lengths or len(set(lengths)) != 1:
            raise complain("a vector is wanted here", token, "Write a declared vector, or its entries apart by commas.")
        terms = body.terms if type(body).__name__ == "Add" else (body,)  # type: ignore[attr-defined]
        if not all(index in free_names(term) for term in terms):
            raise complain("a number is added to a vector", token, f"Write c{ONES} for the vector of equal entries.")
        return index, substitute_all(body, {}, {ONES: lambda _: ONE}), lengths[0]


def _slots(argument: Node | None) -> list[list[Node]]:
    """Return the arguments of a call, grouped by ``;``."""
    groups: list[list[Node]] = [[]]
    if argument is None:
        return groups
    listing = next(child for child in argument.children if isinstance(child, Tree))
    for piece in pieces(listing):
        if isinstance(piece, Tree):
            groups[-1].append(piece)
        elif piece.type == "SEMICOLON":
            groups.append([])
        elif piece.type != "COMMA":
            raise complain(f"{piece} stands among the arguments", piece, "Separate arguments by commas.")
    return groups


def _tuple(tree: Node) -> list[Node]:
    """Return the entries if `tree` is a bracket of several formulas, else the formula itself."""
    items = factors(tree)
    if len(items) == 1 and isinstance(items[0], Tree):
        base = items[0].children[0]
        bracket = base.children[0] if isinstance(base, Tree) else base
        if isinstance(bracket, Tree) and bracket.data == "bracket" and len(items[0].children) == 1:
            listing = next(child for child in bracket.children if isinstance(child, Tree))
            inner = [piece for piece in pieces(listing) if is_formula(piece)]
            if len(inner) > 1:
                return inner  # type: ignore[return-value]
    return [tree]


def _put_in(
    body: Expr,
    definition: Definition,
    values: dict[str, Expr],
    vectors: dict[str, list[Expr] | tuple[str, Expr]],
) -> Expr:
    for group in definition.groups:
        for parameter in group:
            length = values.pop("length of " + parameter.name, None)
            if length is not None and isinstance(parameter.length, Sym) and parameter.length != length:
                values[parameter.length.name] = length

    def entry(name: str, indices: tuple[Expr, ...]) -> Expr:
        given = vectors[name]
        if isinstance(given, tuple):
            return substitute_all(given[1], {given[0]: indices[0]}, {})
        index = indices[0]
        if isinstance(index, Num):
            place = index.value
            return (
                given[int(place) - 1]
                if place in [Fraction(k + 1) for k in range(len(given))]
                else Pick(tuple(given), index)
            )
        return Pick(tuple(given), index)

    makers = {name: (lambda indices, name=name: entry(name, indices)) for name in vectors}
    return substitute_all(body, values, makers)
