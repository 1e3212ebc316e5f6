"""What the signature says of letters and indices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from report.proof.expressions import ONE, Expr
from report.proof.reading.base import Scope


@dataclass(frozen=True, eq=False)
class Facts:
    """Assumptions under which a step is judged.

    Attributes
    ----------
    symbols : mapping of str to str
        Symbol to assumption.
    vectors : mapping of str to tuple of Expr
        Vector to its lengths.
    ranges : mapping of str to tuple of (Expr, Expr)
        Index to the bounds it keeps, each pair inclusive.
    """

    symbols: Mapping[str, str] = field(default_factory=dict)
    vectors: Mapping[str, tuple[Expr, ...]] = field(default_factory=dict)
    ranges: Mapping[str, tuple[tuple[Expr, Expr], ...]] = field(default_factory=dict)

    def within(self, index: str, low: Expr, high: Expr) -> Facts:
        """Return these facts, and that the integer `index` runs from `low` to `high`."""
        return replace(self, ranges={**self.ranges, index: ((low, high),)})

    def assuming(self, name: str, assumption: str) -> Facts:
        """Return these facts with one symbol's assumption changed."""
        return replace(self, symbols={**self.symbols, name: assumption})

    def is_integer(self, name: str) -> bool:
        """Whether the symbol or index takes integer values only."""
        return name in self.ranges or "integer" in self.symbols.get(name, "")


def facts_of(scope: Scope) -> Facts:
    """Return what `scope` says."""
    return Facts(
        dict(scope.symbols),
        dict(scope.vectors),
        {name: tuple((ONE, length) for length in lengths) for name, lengths in scope.ranges.items()},
    )
