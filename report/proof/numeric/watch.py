"""A watch over values that may hide a difference beyond all digits: 1 + e^-1000 equals 1 in hundreds of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import mpmath

TAME_BITS = 67
"""Binary places from 1 within which a value is tame: between 1e-20 and 1e20. What tame values differ by is seen in
four times the digits that are usual."""

SATURATING = frozenset({"tanh", "coth"})
SATURATED = 40
"""Beyond it, the functions that tend to 1 hide how far they are from it."""


@dataclass
class Watch:
    """What was seen of the values of all parts.

    Attributes
    ----------
    is_extreme : bool
        Whether one was far from 1 and not 0, or had been made of what saturates a function.
    """

    is_extreme: bool = False


_watch: ContextVar[Watch | None] = ContextVar("watch over values", default=None)


@contextmanager
def watched() -> Iterator[Watch]:
    """Watch all values that are seen inside."""
    watch = Watch()
    with _watching(watch):
        yield watch


def unwatched() -> Any:
    """Let values inside be as extreme as they have to, such as the steps of a derivative."""
    return _watching(None)


@contextmanager
def _watching(watch: Watch | None) -> Iterator[None]:
    token = _watch.set(watch)
    try:
        yield
    finally:
        _watch.reset(token)


def see(value: Any) -> None:
    """Take notice of the value of a part."""
    watch = _watch.get()
    if watch is not None and value != 0 and abs(mpmath.mag(value)) > TAME_BITS:
        watch.is_extreme = True


def see_argument(function: str, value: Any) -> None:
    """Take notice of what a function is given."""
    watch = _watch.get()
    if watch is not None and function in SATURATING and abs(value) > SATURATED:
        watch.is_extreme = True
