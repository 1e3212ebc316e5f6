"""Values to bytes and back: exact, the same bytes for the same value, and never pickle.

JSON's own scalars stand for themselves; everything else is a pair of a tag and its content. Arrays are
npy; large ones may be kept apart. Of classes, only dataclasses and enumerations of our own packages are
written or made.
"""

from __future__ import annotations

import dataclasses
import enum
import importlib
import io
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

import msgspec

from report.cache import arrays as large
from report.cache.sources import OURS

Take = Callable[[str], bytes]
"""Returns the npy of the array that was set apart under a SHA-256."""

_PACKED = range(-(2**63), 2**63)
"""Whole numbers that msgpack holds."""


def encode(value: Any, apart: dict[str, bytes] | None = None) -> bytes:
    """Return `value` as bytes.

    Parameters
    ----------
    value
    apart : dict of str to bytes, optional
        Takes up the large arrays, each as npy under its SHA-256; without it they stand among the bytes.

    Raises
    ------
    TypeError
        If something in it is not of the types that a result may hold.
    """
    tagged = _tagged(value)
    if apart is not None:
        large.set_apart(tagged, apart)
    return msgspec.msgpack.encode(tagged)


def decode(content: bytes, take: Take | None = None) -> Any:
    """Return the value that `encode` made `content` of.

    Parameters
    ----------
    content : bytes
    take : callable, optional
        Returns what was set apart; asked for the array in a field of a dataclass when somebody first looks at it.

    Raises
    ------
    ValueError
        If `content` is none of ours.
    """
    try:
        return _Reader(take).value(msgspec.msgpack.decode(content))
    except (msgspec.MsgspecError, LookupError, AttributeError, ImportError, TypeError, ValueError) as error:
        raise ValueError(f"not a kept value: {error}") from error


def _tagged(value: Any) -> Any:
    kind = type(value)
    if value is None or kind in {bool, float, str}:
        return value
    if kind is int:
        return value if value in _PACKED else ["int", str(value)]
    if isinstance(value, enum.Enum):
        return ["enum", _name(kind), _tagged(value.value)]
    if kind in _WRITERS:
        return [kind.__name__, _WRITERS[kind](value)]
    if dataclasses.is_dataclass(value):
        return ["data", _name(kind), {field.name: _field(value, field.name) for field in dataclasses.fields(value)}]
    if kind.__module__ == "numpy":
        return ["array" if kind.__name__ == "ndarray" else "scalar", _npy(value)]
    raise TypeError(f"a value of type {kind.__module__}.{kind.__qualname__} cannot be kept: {value!r:.80}")


def _field(value: Any, name: str) -> Any:
    try:
        return _tagged(getattr(value, name))
    except TypeError as error:
        raise TypeError(f"{type(value).__name__}.{name}: {error}") from error


def _pairs(value: Mapping[Any, Any]) -> list[Any]:
    return [[_tagged(key), _tagged(entry)] for key, entry in value.items()]


def _entries(value: Any) -> list[Any]:
    return [_tagged(entry) for entry in value]


def _sorted_entries(value: Any) -> list[Any]:
    return sorted(_entries(value), key=msgspec.msgpack.encode)


_WRITERS: Mapping[type, Callable[[Any], Any]] = {
    tuple: _entries,
    list: _entries,
    dict: _pairs,
    MappingProxyType: _pairs,
    set: _sorted_entries,
    frozenset: _sorted_entries,
    bytes: bytes,
    complex: lambda value: [value.real, value.imag],
}


def _npy(value: Any) -> bytes:
    import numpy as np

    array = np.asarray(value)
    if array.dtype.hasobject:
        raise TypeError(f"an array of objects cannot be kept: dtype {array.dtype}")
    written = io.BytesIO()
    np.lib.format.write_array(written, array, allow_pickle=False)
    return written.getvalue()


def _name(kind: type) -> str:
    if kind.__module__.partition(".")[0] not in OURS or "<locals>" in kind.__qualname__:
        raise TypeError(f"only classes of our own packages can be kept, not {kind.__module__}.{kind.__qualname__}")
    return f"{kind.__module__}:{kind.__qualname__}"


def _array(content: bytes) -> Any:
    """Return an array that its readers cannot change under one another."""
    import numpy as np

    found = np.lib.format.read_array(io.BytesIO(content), allow_pickle=False)
    found.flags.writeable = False
    return found


def _class(name: str) -> type:
    module, _, qualname = name.partition(":")
    if module.partition(".")[0] not in OURS:
        raise ValueError(f"{name} is no class of ours")
    found: Any = importlib.import_module(module)
    for part in qualname.split("."):
        found = getattr(found, part)
    if not (isinstance(found, type) and (dataclasses.is_dataclass(found) or issubclass(found, enum.Enum))):
        raise ValueError(f"{name} is no dataclass")
    return found


class _Reader:
    """Makes values of what was written; `take` returns the arrays that were set apart."""

    def __init__(self, take: Take | None) -> None:
        self._take = take
        self._readers: Mapping[str, Callable[..., Any]] = {
            "int": int,
            "tuple": lambda entries: tuple(self._values(entries)),
            "list": self._values,
            "dict": self._mapping,
            "mappingproxy": lambda pairs: MappingProxyType(self._mapping(pairs)),
            "set": lambda entries: set(self._values(entries)),
            "frozenset": lambda entries: frozenset(self._values(entries)),
            "bytes": bytes,
            "complex": lambda parts: complex(*parts),
            "array": _array,
            large.TAG: self._taken,
            "scalar": lambda content: _array(content)[()],
            "enum": lambda name, value: _class(name)(self.value(value)),
            "data": self._data,
        }

    def value(self, tagged: Any) -> Any:
        if not isinstance(tagged, list):
            return tagged
        tag, *content = tagged
        return self._readers[tag](*content)

    def _values(self, entries: list[Any]) -> list[Any]:
        return [self.value(entry) for entry in entries]

    def _mapping(self, pairs: list[Any]) -> dict[Any, Any]:
        return {self.value(key): self.value(entry) for key, entry in pairs}

    def _taken(self, digest: str) -> Any:
        if self._take is None:
            raise ValueError("an array was set apart")
        return _array(self._take(digest))

    def _data(self, name: str, fields: Mapping[str, Any]) -> Any:
        kind = _class(name)
        if {field.name for field in dataclasses.fields(kind)} != set(fields):
            raise ValueError(f"{name} has other fields now")
        made: Any = object.__new__(kind)
        for field, entry in fields.items():
            if isinstance(entry, list) and entry[0] == large.TAG and large.can_wait(kind, field):
                large.wait(made, field, partial(self.value, entry))
            else:
                object.__setattr__(made, field, self.value(entry))
        return made
