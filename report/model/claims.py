"""Sentences about data, and the observations that carry them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from report.relations import holds


@dataclass(frozen=True)
class Claim:
    """A sentence about data, and the observation that carries it.

    Attributes
    ----------
    name : str
        Key in templates: ``claims.name``.
    statement : str
        The claim in one plain sentence; it appears in the record.
    observed, expected : object
        Numbers, strings, tuples or `Estimate`; what `relation` takes.
    relation : str
        One of `report.relations.RELATIONS`.
    """

    name: str
    statement: str
    observed: Any
    relation: str
    expected: Any

    @property
    def verdict(self) -> bool:
        """Whether the observation carries the statement; derived, never set."""
        return holds(self.observed, self.relation, self.expected)
