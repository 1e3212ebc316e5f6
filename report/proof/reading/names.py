"""Names and entries of vectors."""

from __future__ import annotations

from lark import Token, Tree

from report.proof.expressions import Const, Elem, Expr, Fn, Sym
from report.proof.lexer import complain
from report.proof.reading.base import undeclared
from report.proof.reading.operators import OperatorReader, content
from report.proof.reading.tree import Node, factors, pieces, simple_name

ONES = "\\mathbf{1}"


def script_text(tree: Node | Token) -> str:
    """Return a script's text without braces and blanks: how ``w_1`` and ``x_{12}`` are named."""
    if isinstance(tree, Token):
        return "" if tree.type in ("LBRACE", "RBRACE") else str(tree)
    return "".join(script_text(child) for child in tree.children if child is not None)


class NameReader(OperatorReader):
    """Reads what stands for itself."""

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
        parts = self.index_parts(subscript, 2)
        if len(parts) != 2:
            raise complain("the Kronecker delta takes two indices", token, "Write \\delta_{ij}.")
        return [self.term([part]) if part.data != "expr" else self.expr(part) for part in parts]

    def _entry(self, vector: str, subscript: Node | Token, token: Token) -> Expr:
        lengths = self.scope.vectors[vector]
        parts = self.index_parts(subscript, len(lengths))
        if len(parts) != len(lengths):
            raise complain(
                f"{vector} takes {len(lengths)} index(es)", token, f"Declared is a length of {len(lengths)}."
            )
        return Elem(vector, tuple(self.index(part, length) for part, length in zip(parts, lengths, strict=True)))

    def index_parts(self, subscript: Node | Token, wanted: int) -> list[Node]:
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
