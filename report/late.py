"""What is read when it is looked at: the values of a section, and of a sheet and its exercises what their code says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self, TypeVar

from report.model import Exercise, Section, Sheet

Made = TypeVar("Made")


class Late(Section):
    """A section whose values are read when they are first looked at; in a rebuild most never are.

    Attributes
    ----------
    pieces : mapping of str to Recalled
        What the values are read from, by name.
    """

    pieces: Mapping[str, Any]

    @classmethod
    def of(cls, late: Mapping[str, Callable[[], Any]], **known: Any) -> Self:
        """Return a section with the fields `known`; the others are what the callables of `late` return."""
        made = object.__new__(cls)
        for name, value in {"failure": "", **known, "_late": late}.items():
            object.__setattr__(made, name, value)
        return made

    def __getattr__(self, name: str) -> Any:
        late = self.__dict__.get("_late", {})
        if name not in late:
            raise AttributeError(name)
        value = late[name]()
        object.__setattr__(self, name, value)
        return value


class Declared:
    """A field that is taken from the actual declaration when it is first looked at, for that imports the sheet."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, late: Any, owner: type) -> Any:
        value = getattr(late.__dict__["_actual"](), self._name)
        object.__setattr__(late, self._name, value)
        return value


class LateExercise(Exercise[Any]):
    """An exercise of which is known what a page shows at once."""

    compute: Any = Declared()
    inputs: Any = Declared()
    parameters: Any = Declared()
    derivations: Any = Declared()
    claims: Any = Declared()
    figures: Any = Declared()

    @classmethod
    def of(
        cls, actual: Callable[[], Exercise[Any]], *, number: int, slug: str, title: str, code: tuple[str, ...]
    ) -> Self:
        """Return the exercise that `actual` returns."""
        return _late(cls, actual, number=number, slug=slug, title=title, code=code)


class LateSheet(Sheet):
    """A sheet of which is known what stands on it in words."""

    exercises: Any = Declared()
    published: Any = Declared()

    @classmethod
    def of(cls, actual: Callable[[], Sheet], **known: Any) -> Self:
        """Return the sheet that `actual` returns; `known` are its fields but for `exercises` and `published`."""
        return _late(cls, actual, **known)


def _late(kind: type[Made], actual: Callable[[], Any], **known: Any) -> Made:
    made = object.__new__(kind)
    for name, value in {**known, "_actual": actual}.items():
        object.__setattr__(made, name, value)
    return made
