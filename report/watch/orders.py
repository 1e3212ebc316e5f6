"""What the child of a watch is told: its task, then orders, one line of JSON each."""

from __future__ import annotations

from typing import Any

import msgspec

from report.model import Request


class Task(msgspec.Struct, frozen=True):
    """What the child is started for.

    Attributes
    ----------
    request : Request
    cached : bool
        Whether the cache is read and written.
    started : int
        When the child was started, in nanoseconds; its engine is of then.
    """

    request: Request
    cached: bool
    started: int = 0


class Build(msgspec.Struct, frozen=True, tag=True):
    """An order: end the build that runs, and begin the one of this number.

    Attributes
    ----------
    number : int
    afresh : bool
        Whether more than templates has changed, so that the sheet is imported anew.
    """

    number: int
    afresh: bool


class Ready(msgspec.Struct, frozen=True, tag=True):
    """An order: let a builder import the sheet and wait, for a change of templates alone."""


class Warm(msgspec.Struct, frozen=True, tag=True):
    """An order: when there is nothing else to do, import these modules, which the next build will want."""

    modules: tuple[str, ...]


Order = Build | Ready | Warm


def line_of(order: Task | Order) -> bytes:
    """Return `order` as a line."""
    return msgspec.json.encode(order, enc_hook=str) + b"\n"


def _from_text(kind: type, text: Any) -> Any:
    return kind(text)


task_of = msgspec.json.Decoder(Task, dec_hook=_from_text).decode
order_of = msgspec.json.Decoder(Order).decode
