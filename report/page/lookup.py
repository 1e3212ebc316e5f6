"""Names as a template sees them: looked up by name, remembered, and never guessed."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from jinja2 import StrictUndefined
from jinja2.utils import missing

from report.errors import TemplateError


class Absent:
    """A figure that was declared and, for these data, not drawn; false in a condition."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __bool__(self) -> bool:
        return False


class Lookup:
    """Values by name, as an attribute or a key.

    Parameters
    ----------
    kind : str
        What they are, in the plural: ``claims``.
    values : mapping
    absent : callable, optional
        Returns the names that are declared but have no value for these data; called when one is looked up in vain.
    """

    __slots__ = ("_absent", "_kind", "_used", "_values")

    def __init__(self, kind: str, values: Mapping[str, Any], absent: Callable[[], Iterable[str]] = tuple) -> None:
        self._kind = kind
        self._values = values
        self._absent = absent
        self._used: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        if name in self._values:
            self._used.add(name)
            return self._values[name]
        absent = frozenset(self._absent())
        if name in absent:
            return Absent(name)
        raise TemplateError(f"{self._kind} has no {name!r}", remedy=nearest(name, [*self._values, *absent]))

    def __contains__(self, name: object) -> bool:
        return name in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


def used(lookup: Lookup) -> frozenset[str]:
    """Return the names that were looked up."""
    return frozenset(lookup._used)


def nearest(name: str, candidates: Iterable[str]) -> str:
    """Return a remedy: the candidate nearest to `name`, or all there are."""
    known = sorted(set(candidates))
    near = difflib.get_close_matches(str(name), known, n=1, cutoff=0.5)
    if near:
        return f"Did you mean {near[0]!r}?"
    return f"There is {', '.join(known)}." if known else "There is none."


class Missing(StrictUndefined):
    """An undefined name whose message says which one was probably meant."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        name = str(self._undefined_name)
        owner = self._undefined_obj
        if owner is missing:
            return f"{name!r} is not defined"
        return f"{type(owner).__name__} has no {name!r}\n{nearest(name, _names(owner))}"


def _names(owner: Any) -> list[str]:
    if isinstance(owner, Mapping):
        return [str(key) for key in owner]
    return [name for name in dir(owner) if not name.startswith("_")]
