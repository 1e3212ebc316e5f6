"""Names, entries of vectors, calls of declared functions."""

from __future__ import annotations

from fractions import Fraction

from lark import Token, Tree

from report.proof.expressions import ONE, Const, Deriv, Elem, Expr, Fn, Num, Pick, Sym, number
from report.proof.lexer import complain
from report.proof.reading.base import Definition, Parameter, undeclared
from report.proof.reading.operators import OperatorReader, content, scripts
from report.proof.reading.tree import Node, factors, first_token, is_formula, pieces, simple_name
from report.proof.substitution import free_names, fresh_name, substitute_all

ONES = "\\mathbf{1}"


def script_text(tree: Node | Token) -> str:
    """Return a script's text without braces and blanks: how ``w_1`` and ``x_{12}`` are named."""
    if isinstance(tree, Token):
        return "" if tree.type in ("LBRACE", "RBRACE") else str(tree)
    return "".join(script_text(child) for child in tree.children if child is not None)


class NameReader(OperatorReader):
    """Reads what stands for itself: symbols, entries, calls."""

    def name(self, factor: Node, token: Token) -> tuple[Expr, list[Node]]:
        """Return what the name at the head of `factor` stands for, and the scripts left over."""
        marks = [script for script in factor.children[1:] if isinstance(script, Tree)]
        below = [script for script in marks if script.data == "below"]
        others = [script for script in marks if script.data != "below"]
        if len(below) > 1:
            raise complain(f"{token} has two subscripts", token, "Write them as one: a_{ij}.")
        if not below:
            return self._plain(str(token), token), others
        subscript = content(below[0])
        full = f"{token}_{script_text(subscript)}"
        if self.is_known(full):
            return Sym(full), others
        if str(token) == "\\delta" and "\\delta" not in self.scope.vectors:
            return Fn("delta", tuple(self._delta_indices(subscript, token))), others
        if token not in self.scope.vectors:
            what = "is no vector" if self.is_known(str(token)) else "is not declared"
            raise complain(
                f"{token} {what}, so {full} has no meaning",
                token,
                f"Declare {token} as a vector with its length, or {full} as a symbol.",
            )
        return self._entry(str(token), subscript, token), others

    def _plain(self, name: str, token: Token) -> Expr:
        scope = self.scope
        if name in scope.vectors and name not in scope.bound:
            if not scope.spread:
                raise complain(f"the vector {name} stands without its index", token, f"Write {name}_i for its entries.")
            lengths = scope.vectors[name]
            if len(lengths) != 1:
                raise complain(f"the matrix {name} stands without its indices", token, f"Write {name}_{{ij}}.")
            scope.spread_lengths.append(lengths[0])
            return Elem(name, (Sym(scope.spread[-1]),))
        if name == ONES and scope.spread and not self.is_known(name):
            return Elem(ONES, (Sym(scope.spread[-1]),))
        if self.is_known(name):
            return Sym(name)
        if name in ("e", "\\pi"):
            return Const(name.lstrip("\\"))
        if name in scope.ranges or (len(name) == 1 and scope.vectors):
            scope.pending.setdefault(name, token)
            return Sym(name)
        raise undeclared(name, token, scope.symbols)

    def _delta_indices(self, subscript: Node | Token, token: Token) -> list[Expr]:
        parts = self._index_parts(subscript, 2)
        if len(parts) != 2:
            raise complain("the Kronecker delta takes two indices", token, "Write \\delta_{ij}.")
        return [self.term([part]) if part.data != "expr" else self.expr(part) for part in parts]

    def _entry(self, vector: str, subscript: Node | Token, token: Token) -> Expr:
        lengths = self.scope.vectors[vector]
        parts = self._index_parts(subscript, len(lengths))
        if len(parts) != len(lengths):
            raise complain(
                f"{vector} takes {len(lengths)} index(es)", token, f"Declared is a length of {len(lengths)}."
            )
        return Elem(vector, tuple(self.index(part, length) for part, length in zip(parts, lengths, strict=True)))

    def _index_parts(self, subscript: Node | Token, wanted: int) -> list[Node]:
        """Return the indices of a subscript: apart by commas, or letter by letter where two are wanted."""
        if isinstance(subscript, Token):
            return [Tree("factor", [Tree("base", [subscript])])]
        if subscript.data != "list":
            return [subscript]
        parts = [part for part in pieces(subscript) if isinstance(part, Tree)]
        if wanted == 2 and len(parts) == 1:
            items = factors(parts[0])
            single = simple_name(parts[0])
            if single is not None and single.type == "NUMBER" and len(single) == 2:
                return [Tree("factor", [Tree("base", [Token("NUMBER", digit)])]) for digit in single]
            if len(items) == 2 and all(simple_name(item) is not None for item in items):
                return [item for item in items if isinstance(item, Tree)]
        return parts

    def index(self, tree: Node, length: Expr) -> Expr:
        """Return an index into a vector of `length`; undeclared letters in it are free indices."""
        token = simple_name(tree)
        if token is not None and token.type == "NAME" and token not in ("e", "\\pi"):
            if token not in self.scope.bound:
                self.note_index(str(token), length)
            return Sym(str(token))
        return self.expr(tree) if tree.data == "expr" else self.term([tree])

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
            indices = self._index_parts(content(marks["below"][0]), len(definition.indices))
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
