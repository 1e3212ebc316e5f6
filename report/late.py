"""What is read when it is looked at: the values of a section, and of a sheet and its exercises what their code says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from report.model import Exercise, Section, Sheet

if TYPE_CHECKING:
    from report.cache.recalled import Recalled

Made = TypeVar("Made")


class Looked:
    """A field that holds nothing until it is first looked at; what `read` then makes of its owner, it keeps.

    Parameters
    ----------
    read : callable
        Given the owner and the name of the field.
    """

    def __init__(self, read: Callable[[Any, str], Any]) -> None:
        self._read = read

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, owner: Any, kind: type) -> Any:
        if owner is None:
            return self
        value = self._read(owner, self._name)
        object.__setattr__(owner, self._name, value)
        return value


def _several(section: LateSection, field: str) -> dict[str, Any]:
    kind = {"derivations": "derivation ", "figures": "figure "}[field]
    found = {name.removeprefix(kind): one for name, one in section.pieces.items() if name.startswith(kind)}
    return {name: one.value for name, one in found.items()}


class LateSection(Section):
    """A section whose values are read when they are first looked at; in a rebuild most never are.

    Attributes
    ----------
    pieces : mapping of str to Recalled
        What the values are read from: ``result``, ``claims``, ``derivation NAME``, ``figure NAME``.
    """

    pieces: Mapping[str, Recalled[Any]]
    result: Any = Looked(lambda section, field: section.pieces[field].value)
    claims: Any = Looked(lambda section, field: {claim.name: claim for claim in section.pieces[field].value.claims})
    derivations: Any = Looked(_several)
    figures: Any = Looked(_several)

    @classmethod
    def of(cls, pieces: Mapping[str, Recalled[Any]], **known: Any) -> Self:
        """Return the section whose values are `pieces`; the other fields are known."""
        return _late(cls, failure="", pieces=pieces, **known)


def _declared(owner: Any, field: str) -> Any:
    return getattr(owner.actual(), field)


class LateExercise(Exercise[Any]):
    """An exercise of which is known what a page shows; the rest is declared in the sheet, which is imported for it."""

    compute: Any = Looked(_declared)
    inputs: Any = Looked(_declared)
    parameters: Any = Looked(_declared)
    derivations: Any = Looked(_declared)
    claims: Any = Looked(_declared)
    figures: Any = Looked(_declared)

    @classmethod
    def of(
        cls, actual: Callable[[], Exercise[Any]], *, number: int, slug: str, title: str, code: tuple[str, ...]
    ) -> Self:
        """Return the exercise that `actual` returns."""
        return _late(cls, actual=actual, number=number, slug=slug, title=title, code=code)


class LateSheet(Sheet):
    """A sheet of which is known what stands on it in words."""

    exercises: Any = Looked(_declared)
    published: Any = Looked(_declared)

    @classmethod
    def of(cls, actual: Callable[[], Sheet], **known: Any) -> Self:
        """Return the sheet that `actual` returns; `known` are at least its fields but `exercises` and `published`."""
        return _late(cls, actual=actual, **known)


def _late(kind: type[Made], **known: Any) -> Made:
    made = object.__new__(kind)
    for name, value in known.items():
        object.__setattr__(made, name, value)
    return made
