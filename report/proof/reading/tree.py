"""lark's tree of a formula: its tokens, its parts, the shapes that readers ask for."""

from __future__ import annotations

from lark import Token, Tree

Node = Tree[Token]


def first_token(tree: Node | Token) -> Token:
    """Return the leftmost token of `tree`."""
    while isinstance(tree, Tree):
        tree = next(child for child in tree.children if child is not None)
    return tree


def pieces(tree: Node) -> list[Node | Token]:
    """Return the parts of a bracket's or script's list: formulas, and the tokens between them."""
    return [piece.children[0] for piece in tree.children if isinstance(piece, Tree)]


def is_formula(piece: Node | Token) -> bool:
    """Whether `piece` is a formula, no separator."""
    return isinstance(piece, Tree)


def factors(tree: Node) -> list[Node | Token]:
    """Return the factors of a formula that is one unsigned term, else nothing."""
    if tree.data != "expr" or len([child for child in tree.children if child is not None]) != 1:
        return []
    term = tree.children[-1]
    return list(term.children) if isinstance(term, Tree) else []


def simple_name(tree: Node | Token) -> Token | None:
    """Return the name if `tree` is nothing but one name or number, else None."""
    if isinstance(tree, Token):
        return tree if tree.type in ("NAME", "NUMBER") else None
    if tree.data == "expr":
        parts = factors(tree)
        return simple_name(parts[0]) if len(parts) == 1 else None
    if tree.data == "list":
        parts = pieces(tree)
        return simple_name(parts[0]) if len(parts) == 1 else None
    if tree.data == "argument":
        inner = [child for child in tree.children if not (isinstance(child, Token) and child.type.endswith("BRACE"))]
        return simple_name(inner[0]) if len(inner) == 1 else None
    if tree.data in ("factor", "base") and len(tree.children) == 1:
        return simple_name(tree.children[0])
    return None


def trees(children: list[Node | Token]) -> list[Node]:
    """Return the children that are no tokens."""
    return [child for child in children if isinstance(child, Tree)]


def as_expr(item: Node | Token) -> Node:
    """Return `item` as the one term of an ``expr``."""
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
