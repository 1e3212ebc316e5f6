"""A section that is read when it is looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from report.model import Section


class Late(Section):
    """A section whose values are read when they are first looked at; in a rebuild most never are."""

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
