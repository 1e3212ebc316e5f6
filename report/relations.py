"""What it means for an observation to carry a claim."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any


def _within(observed: Any, expected: Any) -> bool:
    low, high = expected
    return bool(low <= observed <= high)


def _increasing(observed: Any, expected: Any) -> bool:
    """Whether each value, of two at least, exceeds the one before it by more than `expected` (None: by anything)."""
    if len(observed) < 2:
        raise ValueError("increasing takes two values at least")
    return all(later - earlier > (expected or 0) for earlier, later in pairwise(observed))


def _below(observed: Any, expected: Any) -> bool:
    """Whether the interval of `observed` ends before the interval of `expected` begins."""
    return bool(_high(observed) < _low(expected))


def _above(observed: Any, expected: Any) -> bool:
    return bool(_low(observed) > _high(expected))


def _low(value: Any) -> Any:
    return getattr(value, "low", value)


def _high(value: Any) -> Any:
    return getattr(value, "high", value)


RELATIONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": lambda observed, expected: bool(observed == expected),
    "<": lambda observed, expected: bool(observed < expected),
    "<=": lambda observed, expected: bool(observed <= expected),
    ">": lambda observed, expected: bool(observed > expected),
    ">=": lambda observed, expected: bool(observed >= expected),
    "within": _within,
    "increasing": _increasing,
    "separated below": _below,
    "separated above": _above,
}
"""Every relation a claim may state, by name.

``within`` expects a pair (low, high), ends included. ``separated below`` and ``separated above``
compare whole intervals; a plain number is an interval of no width.
"""


def holds(observed: Any, relation: str, expected: Any) -> bool:
    """Return whether `observed` stands in `relation` to `expected`.

    NaN stands in no relation to anything.

    Raises
    ------
    KeyError
        If `relation` is not one of `RELATIONS`.
    TypeError, ValueError
        If the values are not of the kind that `relation` compares.
    """
    return RELATIONS[relation](observed, expected)
