"""The moment at which the search for a proof gives up, in CPU time: a busy machine changes no verdict."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import process_time

_end: ContextVar[float] = ContextVar("end of the search", default=float("inf"))


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Let searches inside end after `seconds`, or when an outer limit ends them."""
    token = _end.set(min(_end.get(), process_time() + seconds))
    try:
        yield
    finally:
        _end.reset(token)


def is_past() -> bool:
    """Whether the time is up."""
    return process_time() > _end.get()
