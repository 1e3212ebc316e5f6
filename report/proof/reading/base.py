"""What a reader knows while it reads: declarations, indices in scope, indices left free."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from lark import Token

from report.proof.expressions import Expr
from report.proof.lexer import complain
from report.proof.reading.tree import Node


@dataclass(frozen=True)
class Parameter:
    """A parameter of a declared function; `ranges` are the lengths an index parameter must keep to."""

    name: str
    length: Expr | None = None
    ranges: tuple[Expr, ...] = ()


@dataclass(frozen=True)
class Definition:
    """A declared function: index parameters, then groups of parameters (apart by ``;``), and its body."""

    name: str
    indices: tuple[Parameter, ...]
    groups: tuple[tuple[Parameter, ...], ...]
    body: Expr


@dataclass
class Scope:
    """The names that have a meaning, and those that turned out to be free indices.

    Attributes
    ----------
    symbols : dict of str to str
        Symbol to assumption.
    vectors : dict of str to tuple of Expr
        Vector to its length (matrix: rows, columns).
    functions : dict of str to Definition
    bound : list of str
        Indices and parameters in scope.
    ranges : dict of str to set of Expr
        Free names that stand as an index, with the lengths they must keep to.
    pending : dict of str to Token
        Undeclared names met outside an index: fine if they turn out to be free indices.
    spread : list of str
        While a whole vector is read by its entries: the index that stands for all of them.
    spread_lengths : list of Expr
        Lengths of the vectors met meanwhile.
    """

    symbols: dict[str, str] = field(default_factory=dict)
    vectors: dict[str, tuple[Expr, ...]] = field(default_factory=dict)
    functions: dict[str, Definition] = field(default_factory=dict)
    bound: list[str] = field(default_factory=list)
    ranges: dict[str, set[Expr]] = field(default_factory=dict)
    pending: dict[str, Token] = field(default_factory=dict)
    spread: list[str] = field(default_factory=list)
    spread_lengths: list[Expr] = field(default_factory=list)


class BaseReader(ABC):
    """The part that all readers share; see `report.proof.reading.terms` for the whole."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    @abstractmethod
    def expr(self, tree: Node) -> Expr:
        """Return the formula of an ``expr``."""

    @abstractmethod
    def term(self, items: list[Node | Token]) -> Expr:
        """Return the product of `items`, operators reaching to its end."""

    @contextmanager
    def binding(self, *names: str) -> Iterator[None]:
        """Let `names` be bound for a while."""
        self.scope.bound.extend(names)
        try:
            yield
        finally:
            del self.scope.bound[len(self.scope.bound) - len(names) :]

    def is_known(self, name: str) -> bool:
        """Whether `name` is a declared symbol or bound here."""
        return name in self.scope.symbols or name in self.scope.bound

    def note_index(self, name: str, length: Expr) -> None:
        """Record that the free name `name` is an index into a vector of `length`."""
        if name not in self.scope.bound:
            self.scope.ranges.setdefault(name, set()).add(length)

    def check_pending(self) -> None:
        """Raise unless every undeclared name turned out to be an index."""
        for name, token in self.scope.pending.items():
            if name not in self.scope.ranges:
                raise undeclared(name, token, self.scope.symbols)


def undeclared(name: str, token: object, symbols: Mapping[str, str]) -> Exception:
    """Return the error for a name without a declaration."""
    close = [known for known in symbols if known.lstrip("\\")[:1] == name.lstrip("\\")[:1]]
    hint = f" (declared are {', '.join(close)})" if close else ""
    return complain(
        f"{name} is not declared{hint}", token, f"Declare {name} among the symbols, vectors or functions of the chain."
    )
