"""What counts of a function beside its code: what wraps it, and what was bound to it when it was made."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator, Mapping
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
    own = (function.__self__,) if hasattr(function, "__func__") else ()
    plain = _plain(function)
    if not hasattr(plain, "__code__"):
        return () if isinstance(function, type) else (*own, vars(function))
    cells = (cell.cell_contents for cell in plain.__closure__ or ())
    return (*own, *cells, *(plain.__defaults__ or ()), *(plain.__kwdefaults__ or {}).values())


def modules(value: Any) -> Iterator[str]:
    """Yield the modules in which a function, what wraps it and what is bound to it are defined."""
    if isinstance(value, (tuple, list)):
        yield from (module for entry in value for module in modules(entry))
    elif isinstance(value, Mapping):
        yield from modules(list(value.values()))
    elif callable(value):
        # What wraps a function calls itself by its name and module; only its globals tell its own.
        yield getattr(_plain(value), "__globals__", {}).get("__name__") or address(value).partition(":")[0]
        yield from modules(_held(value))
    elif type(value).__module__.partition(".")[0] in OURS:
        yield type(value).__module__


def bound(function: Any) -> Iterator[tuple[str, str]]:
    """Yield a digest of what was bound to a function when it was made."""
    held = _held(function)
    if held:
        yield address(function).partition(":")[2], digest_of(held)


def digest_of(value: Any) -> str:
    """Return the SHA-256 of a value, functions in it counted by what is bound to them.

    Raises
    ------
    DeclarationError
        If it holds something that cannot be written down.
    """
    try:
        return hashlib.sha256(encode(_without_functions(value))).hexdigest()
    except TypeError as error:
        raise DeclarationError(
            f"what is bound to a function cannot be counted: {error}",
            place="a declaration",
            remedy="Declare functions of modules, and let them take what they need from parameters and results.",
        ) from error


def _without_functions(value: Any) -> Any:
    """Return `value` with functions named instead of held; `_modules` counts their code."""
    if isinstance(value, (tuple, list)):
        return [_without_functions(entry) for entry in value]
    if isinstance(value, Mapping):
        return {key: _without_functions(entry) for key, entry in value.items()}
    if callable(value):
        return [address(value), *bound(value)]
    return value
