"""Operators that reach to the next + or - of their level: sums, extremes, limits, derivatives."""

from __future__ import annotations

from lark import Token, Tree

from report.proof.expressions import ONE, Add, Big, Deriv, Elem, Expr, Limit, Sym, difference, is_infinite, walk
from report.proof.lexer import complain
from report.proof.reading.base import BaseReader
from report.proof.reading.tree import Node, factors, first_token, is_formula, pieces, simple_name
from report.proof.vocabulary import BIG, EXTREMES

_BOUNDS = "Write the bounds as \\sum_{i=1}^{n}, or \\sum_i over the entries of a vector."


def scripts(factor: Node) -> dict[str, list[Node]]:
    """Return the scripts of a factor by kind: below, above, factorial, prime."""
    found: dict[str, list[Node]] = {}
    for script in factor.children[1:]:
        if isinstance(script, Tree):
            found.setdefault(str(script.data), []).append(script)
    return found


def content(script: Node) -> Node | Token:
    """Return what a script or argument holds: a list, or a single token or node."""
    argument = script.children[-1]
    if not isinstance(argument, Tree) or argument.data != "argument":
        return argument
    inner = [child for child in argument.children if not (isinstance(child, Token) and child.type.endswith("BRACE"))]
    return inner[0]


class OperatorReader(BaseReader):
    """Reads sums, products, extremes over an index, limits and derivatives."""

    def argument(self, tree: Node | Token) -> Expr:
        """Return the one formula that a script or argument holds."""
        if isinstance(tree, Tree) and tree.data == "list":
            parts = pieces(tree)
            if len(parts) != 1 or not is_formula(parts[0]):
                raise complain("one formula is wanted here", first_token(tree) if parts else None, "Write one formula.")
            return self.expr(parts[0])  # type: ignore[arg-type]
        if isinstance(tree, Tree) and tree.data == "expr":
            return self.expr(tree)
        return self.term([tree])

    def big(self, factor: Node, rest: list[Node | Token]) -> Expr:
        """Return the sum, product, maximum or minimum that `factor` opens over `rest`."""
        token = first_token(factor)
        op = {**BIG, **EXTREMES}[str(token)]
        marks = scripts(factor)
        if not rest:
            raise complain(f"{token} has nothing to work on", token, "Write the summand after it.")
        if "below" not in marks:
            raise complain(f"{token} has no index", token, _BOUNDS)
        below = content(marks["below"][0])
        if len(marks["below"]) > 1 or len(marks.get("above", [])) > 1:
            raise complain(f"{token} has more than one lower or upper bound", token, _BOUNDS)
        above = content(marks["above"][0]) if "above" in marks else None
        parts = pieces(below) if isinstance(below, Tree) and below.data == "list" else [below]
        return self._big(op, token, parts, above, rest)

    def _big(
        self, op: str, token: Token, parts: list[Node | Token], above: Node | Token | None, rest: list[Node | Token]
    ) -> Expr:
        separators = [str(part) for part in parts if not is_formula(part) and simple_name(part) is None]
        formulas = [part for part in parts if is_formula(part) or simple_name(part) is not None]
        if separators == ["="] and above is not None and len(formulas) == 2:
            index = self._index(formulas[0], token)
            low, high = self.argument(formulas[1]), self.argument(above)
            with self.binding(index):
                return Big(op, index, low, high, self.term(rest))
        if len(separators) == 2 and len(formulas) == 3 and above is None and set(separators) <= {"\\le", "\\leq", "<"}:
            index = self._index(formulas[1], token)
            low, high = self.argument(formulas[0]), self.argument(formulas[2])
            low = Add((low, ONE)) if separators[0] == "<" else low
            high = difference(high, ONE) if separators[1] == "<" else high
            with self.binding(index):
                return Big(op, index, low, high, self.term(rest))
        if above is None and set(separators) <= {","} and formulas:
            names = [self._index(formula, token) for formula in formulas]
            with self.binding(*names):
                body = self.term(rest)
            for name in reversed(names):
                body = Big(op, name, ONE, self._range(name, body, token), body)
            return body
        raise complain(f"the bounds of {token} cannot be read", token, _BOUNDS)

    def _index(self, tree: Node | Token, token: Token) -> str:
        name = simple_name(tree)
        if name is None or name.type != "NAME":
            raise complain(f"the index of {token} is no single letter", token, _BOUNDS)
        return str(name)

    def _range(self, index: str, body: Expr, token: Token) -> Expr:
        """Return the length of the vectors that `index` runs over in `body`."""
        lengths = {
            self.scope.vectors[part.vector][place]
            for part in walk(body)
            if isinstance(part, Elem)
            for place, inner in enumerate(part.indices)
            if inner == Sym(index)
        }
        if len(lengths) != 1:
            raise complain(f"the range of {index} is not clear from what it indexes", token, _BOUNDS)
        return lengths.pop()

    def limit(self, factor: Node, rest: list[Node | Token]) -> Expr:
        """Return the limit that `factor` opens over `rest`."""
        token = first_token(factor)
        remedy = "Write \\lim_{x \\to 0}, \\lim_{x \\to \\infty} or \\lim_{x \\to 0^+}."
        marks = scripts(factor)
        below = content(marks["below"][0]) if "below" in marks else None
        if not rest or not isinstance(below, Tree) or below.data != "list":
            raise complain("this limit cannot be read", token, remedy)
        parts = pieces(below)
        side = ""
        if parts and isinstance(parts[-1], Token) and parts[-1].type == "SIDE":
            side = str(parts.pop())
        if len(parts) != 3 or not isinstance(parts[1], Token) or parts[1].type != "TO" or not is_formula(parts[2]):
            raise complain("this limit cannot be read", token, remedy)
        variable = self._index(parts[0], token)
        target = self.expr(parts[2])  # type: ignore[arg-type]
        if side and is_infinite(target):
            raise complain("infinity has one side only", token, remedy)
        with self.binding(variable):
            return Limit(self.term(rest), variable, target, side)

    def derivative(self, factor: Node, rest: list[Node | Token]) -> Expr | None:
        """Return the derivative if `factor` is d/dx or a partial derivative, else None."""
        base = factor.children[0]
        fraction = base.children[0] if isinstance(base, Tree) else base
        if not isinstance(fraction, Tree) or fraction.data != "fraction" or len(factor.children) > 1:
            return None
        above, below = (_differential(child) for child in fraction.children[1:3])
        if above is None or below is None or (self.is_known("d") and first_token(above[0]).type == "NAME"):
            return None
        token = first_token(fraction)
        order, operand = self._order(above)
        variables = self._variables(below, token)
        if sum(times for _, times in variables) != order:
            raise complain(
                "the order above and below the line of the derivative differ",
                token,
                "Write \\frac{d^2}{dx^2} or \\frac{\\partial^2}{\\partial x \\partial y}.",
            )
        if operand and rest:
            raise complain(
                "a derivative with its function above the line stands before another factor",
                token,
                "Write \\frac{d}{dx} before the function, or \\cdot between the factors.",
            )
        if not operand and not rest:
            raise complain("a derivative of nothing", token, "Write the function after it.")
        body = self.term(operand or rest)
        for variable, times in reversed(variables):
            body = Deriv(body, variable, times, variable)
        return body

    def _order(self, items: list[Node | Token]) -> tuple[int, list[Node | Token]]:
        marks = scripts(items[0])  # type: ignore[arg-type]
        power = simple_name(content(marks["above"][0])) if "above" in marks else None
        if "above" in marks and (power is None or not power.isdigit() or not 0 < int(power) < 9):
            raise complain(
                "the order of this derivative cannot be read", first_token(items[0]), "Write \\frac{d^2}{dx^2}."
            )
        return int(power) if power else 1, items[1:]

    def _variables(self, items: list[Node | Token], token: Token) -> list[tuple[Sym | Elem, int]]:
        found: list[tuple[Sym | Elem, int]] = []
        remedy = (
            "Below the line stand dx, dx^2 or \\partial x \\partial y, each a declared symbol or an entry of a vector."
        )
        for mark, item in zip(items[::2], items[1::2], strict=False):
            if _mark(mark) is None or not isinstance(item, Tree):
                raise complain("below the line of a derivative stands something else", token, remedy)
            powers = [child for child in item.children[1:] if isinstance(child, Tree) and child.data == "above"]
            times = simple_name(content(powers[0])) if powers else None
            bare = Tree("factor", [child for child in item.children if child not in powers], item.meta)
            variable = self.term([bare])
            if not isinstance(variable, Sym | Elem) or len(items) % 2 or (powers and not (times and times.isdigit())):
                raise complain("below the line of a derivative stands something else", token, remedy)
            if isinstance(variable, Sym) and "integer" in self.scope.symbols.get(variable.name, ""):
                raise complain(f"a derivative by the integer {variable.name}", token, "Declare it real or positive.")
            found.append((variable, int(times) if times else 1))
        if not found:
            raise complain("below the line of a derivative stands something else", token, remedy)
        return found


def _mark(item: Node | Token) -> str | None:
    """Return "d" if `item` is the d or the partial sign of a derivative."""
    token = first_token(item)
    return "d" if token.type == "PARTIAL" or (token.type == "NAME" and str(token) == "d") else None


def _differential(argument: Node | Token) -> list[Node | Token] | None:
    """Return the factors above or below a fraction's line if they begin with d or a partial sign."""
    inner = content(Tree("script", [argument]))
    if isinstance(inner, Token):
        items: list[Node | Token] = [Tree("factor", [Tree("base", [inner])])] if inner == "d" else []
    else:
        parts = pieces(inner) if inner.data == "list" else []
        items = factors(parts[0]) if len(parts) == 1 and isinstance(parts[0], Tree) else []
    return items if items and isinstance(items[0], Tree) and _mark(items[0]) else None
