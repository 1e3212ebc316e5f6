"""Values to bytes and back: exact, the same bytes for the same value, and never pickle.

JSON's own scalars stand for themselves; everything else is a pair of a tag and its content. Arrays are
npy. Of classes, only dataclasses and enumerations of our own packages are written or made.
"""

from __future__ import annotations

import dataclasses
import enum
import importlib
import io
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import msgspec

from report.cache.sources import OURS

_PACKED = range(-(2**63), 2**63)
"""Whole numbers that msgpack holds."""


def encode(value: Any) -> bytes:
    """Return `value` as bytes.

    Raises
    ------
    TypeError
        If something in it is not of the types that a result may hold.
    """
    return msgspec.msgpack.encode(_tagged(value))


def decode(content: bytes) -> Any:
    """Return the value that `encode` made `content` of.

    Raises
    ------
    ValueError
        If `content` is none of ours.
    """
    try:
        return _value(msgspec.msgpack.decode(content))
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
        fields = {field.name: _tagged(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return ["data", _name(kind), fields]
    if kind.__module__ == "numpy":
        return ["array" if kind.__name__ == "ndarray" else "scalar", _npy(value)]
    raise TypeError(f"a value of type {kind.__module__}.{kind.__qualname__} cannot be kept: {value!r:.80}")


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


def _value(tagged: Any) -> Any:
    if not isinstance(tagged, list):
        return tagged
    tag, *content = tagged
    return _READERS[tag](*content)


def _values(entries: list[Any]) -> list[Any]:
    return [_value(entry) for entry in entries]


def _mapping(pairs: list[Any]) -> dict[Any, Any]:
    return {_value(key): _value(entry) for key, entry in pairs}


def _array(content: bytes) -> Any:
    import numpy as np

    return np.lib.format.read_array(io.BytesIO(content), allow_pickle=False)


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


def _data(name: str, fields: Mapping[str, Any]) -> Any:
    kind = _class(name)
    if {field.name for field in dataclasses.fields(kind)} != set(fields):
        raise ValueError(f"{name} has other fields now")
    made: Any = object.__new__(kind)
    for field, entry in fields.items():
        object.__setattr__(made, field, _value(entry))
    return made


_READERS: Mapping[str, Callable[..., Any]] = {
    "int": int,
    "tuple": lambda entries: tuple(_values(entries)),
    "list": _values,
    "dict": _mapping,
    "mappingproxy": lambda pairs: MappingProxyType(_mapping(pairs)),
    "set": lambda entries: set(_values(entries)),
    "frozenset": lambda entries: frozenset(_values(entries)),
    "bytes": bytes,
    "complex": lambda parts: complex(*parts),
    "array": _array,
    "scalar": lambda content: _array(content)[()],
    "enum": lambda name, value: _class(name)(_value(value)),
    "data": _data,
}
