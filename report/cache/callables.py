"""What counts of a function beside its code: what wraps it, and what was bound to it when it was made."""

from __future__ import annotations

import contextlib
import dataclasses
import enum
import functools
import hashlib
import types
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from report.cache.codec import encode
from report.cache.sources import OURS
from report.errors import DeclarationError


def _plain(function: Any) -> Any:
    """Return what a partial function or a method was made of."""
    if isinstance(function, functools.partial):
        return _plain(function.func)
    return getattr(function, "__func__", function)


def address(function: Any) -> str:
    """Return where a function is defined, as ``module:name``; of an object that is called, where its class is."""
    named = _plain(function) if hasattr(_plain(function), "__qualname__") else type(function)
    return f"{named.__module__}:{named.__qualname__}"


def _held(function: Any) -> tuple[Any, ...]:
    """Return what was bound to a function when it was made: arguments, an object, cells, defaults."""
    if isinstance(function, functools.partial):
        return (*function.args, *function.keywords.values(), *_held(function.func))
    if isinstance(function, (type, types.ModuleType)):
        return ()
    own = (function.__self__,) if hasattr(function, "__self__") else ()
    plain = _plain(function)
    if not hasattr(plain, "__code__"):
        return own or _state(function)
    cells = _contents(plain.__closure__ or ())
    return (*own, *cells, *(plain.__defaults__ or ()), *(plain.__kwdefaults__ or {}).values())


def _contents(cells: Iterable[Any]) -> Iterator[Any]:
    """Yield what cells hold, but for those that hold nothing yet."""
    for cell in cells:
        with contextlib.suppress(ValueError):
            yield cell.cell_contents


def _state(value: Any) -> tuple[Any, ...]:
    """Return what an object holds: its attributes, or what it would be copied from."""
    return (vars(value),) if hasattr(value, "__dict__") else tuple(value.__reduce_ex__(2)[1:3])


def _is_ours(value: Any) -> bool:
    return type(value).__module__.partition(".")[0] in OURS


def modules(value: Any, seen: frozenset[int] = frozenset()) -> Iterator[str]:
    """Yield the modules in which a function, what wraps it and what is bound to it are defined."""
    if id(value) in seen:
        return
    seen |= {id(value)}
    if isinstance(value, (tuple, list)):
        yield from (module for entry in value for module in modules(entry, seen))
    elif isinstance(value, Mapping):
        yield from modules(list(value.values()), seen)
    elif callable(value):
        # What wraps a function calls itself by its name and module; only its globals tell its own.
        yield getattr(_plain(value), "__globals__", {}).get("__name__") or address(value).partition(":")[0]
        yield from modules(_held(value), seen)
    elif _is_ours(value):
        yield type(value).__module__


def bound(function: Any, seen: frozenset[int] = frozenset()) -> Iterator[tuple[str, str]]:
    """Yield a digest of what was bound to a function when it was made."""
    held = _held(function)
    if held:
        yield address(function).partition(":")[2], digest_of(held, seen | {id(function)})


def digest_of(value: Any, seen: frozenset[int] = frozenset()) -> str:
    """Return the SHA-256 of a value, functions in it counted by what is bound to them.

    Raises
    ------
    DeclarationError
        If it holds something that cannot be written down.
    """
    try:
        return hashlib.sha256(encode(_written(value, seen))).hexdigest()
    except TypeError as error:
        raise DeclarationError(
            f"what is bound to a function cannot be counted: {error}",
            place="a declaration",
            remedy="Declare functions of modules, and let them take what they need from parameters and results.",
        ) from error


def _written(value: Any, seen: frozenset[int]) -> Any:
    """Return `value` with functions named instead of held, which `modules` counts, and objects by what they hold."""
    if isinstance(value, (tuple, list)):
        return [_written(entry, seen) for entry in value]
    if isinstance(value, Mapping):
        return {key: _written(entry, seen) for key, entry in value.items()}
    if isinstance(value, types.ModuleType):
        return value.__name__
    if id(value) in seen:
        return "itself"
    if callable(value):
        return [address(value), *bound(value, seen)]
    if _is_ours(value) and not dataclasses.is_dataclass(value) and not isinstance(value, enum.Enum):
        return [f"{type(value).__module__}:{type(value).__qualname__}", _written(_state(value), seen | {id(value)})]
    return value
