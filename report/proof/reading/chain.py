"""A chain as a whole: its links, each with the author's own LaTeX."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lark import Token, Tree

from report.model import Signature
from report.proof.expressions import Expr
from report.proof.lexer import complain
from report.proof.reading.base import Scope
from report.proof.reading.declarations import declare
from report.proof.reading.source import parse
from report.proof.reading.terms import Reader
from report.proof.reading.tree import Node
from report.proof.vocabulary import RELATIONS


@dataclass(frozen=True)
class Link:
    """One relation of a chain.

    Attributes
    ----------
    left, right : Expr
    relation : str
        One of ``=``, ``<``, ``<=``, ``>``, ``>=``, ``~``.
    left_latex, relation_latex, right_latex : str
        As the author wrote them.
    row : int
    line, column : int
        Where the relation stands.
    """

    left: Expr
    relation: str
    right: Expr
    left_latex: str
    relation_latex: str
    right_latex: str
    row: int
    line: int
    column: int


@dataclass(frozen=True)
class Reading:
    """The links of a chain, and the scope they were read in."""

    links: tuple[Link, ...]
    scope: Scope


def read(latex: str, signature: Signature) -> Reading:
    """Return the links of `latex`.

    Raises
    ------
    DerivationError
        If chain or signature cannot be read, with line and column.
    """
    try:
        return _read(latex, signature)
    except RecursionError as error:
        raise complain("this nests too deep to be read", None, "Give the inner parts names of their own.") from error


def _read(latex: str, signature: Signature) -> Reading:
    scope = declare(signature)
    reader = Reader(scope)
    tree = parse(latex)
    rows = [child for child in tree.children if isinstance(child, Tree)]
    links: list[Link] = []
    previous: tuple[Expr, str] | None = None
    for number, row in enumerate(rows):
        previous = _row(row, number, previous, links, reader, latex)
    reader.check_pending()
    if not links:
        raise complain("the chain states nothing", None, "Write a relation such as a = b.")
    return Reading(tuple(links), scope)


def _row(
    row: Node, number: int, previous: tuple[Expr, str] | None, links: list[Link], reader: Reader, latex: str
) -> tuple[Expr, str] | None:
    relation: Token | None = None
    left = previous
    starts = [child for child in row.children if child is not None]
    if starts and isinstance(starts[0], Tree):
        left = None
    for child in starts:
        if isinstance(child, Token):
            relation = child if child.type == "REL" else relation
            continue
        value = (reader.expr(child), _source(child, latex))
        if relation is None:
            left = value
            continue
        if left is None:
            raise complain(f"nothing stands before {relation}", relation, "Write the left-hand side.")
        name = RELATIONS.get(str(relation))
        if name is None:
            raise complain(
                f"{relation} is no relation that can be checked", relation, "Use =, <, \\le, >, \\ge, \\approx."
            )
        links.append(
            Link(
                left[0],
                name,
                value[0],
                left[1],
                str(relation),
                value[1],
                number,
                relation.line or 1,
                relation.column or 1,
            )
        )
        left = value
    return left


def _source(tree: Node, latex: str) -> str:
    text = latex[tree.meta.start_pos : tree.meta.end_pos]
    if "cases" not in text:
        text = re.sub(r"\\\\(?:\[[^\]]*\])?", " ", text).replace("&", "")
    return " ".join(text.split())
