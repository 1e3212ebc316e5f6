"""Large arrays of a kept value: entries of their own, read when they are first looked at.

A page shows a few numbers of a result that holds millions for its figures.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Any

APART = 100_000
"""Bytes from which on an array is kept apart."""

TAG = "array apart"

_UNREAD = "_unread"
"""The attribute under which a dataclass holds what makes the fields that nobody has looked at."""


def set_apart(tagged: Any, arrays: dict[str, bytes]) -> None:
    """Put the large arrays of a tagged value into `arrays`, each under its SHA-256, which takes its place."""
    if not isinstance(tagged, (list, dict)):
        return
    if isinstance(tagged, list) and tagged[:1] == ["array"] and isinstance(tagged[1], bytes):
        if len(tagged[1]) >= APART:
            digest = sha256(tagged[1]).hexdigest()
            arrays[digest] = tagged[1]
            tagged[:] = [TAG, digest]
        return
    for entry in tagged.values() if isinstance(tagged, dict) else tagged:
        set_apart(entry, arrays)


def can_wait(kind: Any, field: str) -> bool:
    """Whether `field` of the dataclass `kind` can be read late: `kind` is taught to, if its attributes allow that.

    A field with a default can not, for its class has an attribute of that name.
    """
    if not hasattr(kind, "__getattr__") and kind.__dictoffset__:
        kind.__getattr__ = _read_late
    return getattr(kind, "__getattr__", None) is _read_late and not hasattr(kind, field)


def wait(made: Any, field: str, read: Callable[[], Any]) -> None:
    """Let `field` of the dataclass `made` be what ``read()`` returns, once somebody looks at it."""
    made.__dict__.setdefault(_UNREAD, {})[field] = read


def _read_late(self: Any, name: str) -> Any:
    unread = self.__dict__.get(_UNREAD, {})
    if name not in unread:
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}", name=name, obj=self)
    value = unread[name]()
    object.__setattr__(self, name, value)
    del unread[name]
    return value
