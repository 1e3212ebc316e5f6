"""Values that results are made of, and parameters that callers may change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

Value = TypeVar("Value")

Settings = Mapping[str, Any]
"""Parameter values by name, as declared or as given with ``-P name=value``."""


@dataclass(frozen=True)
class Parameter(Generic[Value]):
    """A value that the caller may change with ``-P name=value``.

    Attributes
    ----------
    name : str
        As typed on the command line.
    default : int, float, bool, str, tuple of str, or None
        Its type is the parameter's type. ``None`` stands for "whatever the data say"; then `kind` gives the type.
    meaning : str
        One line, shown by ``list`` and in error messages.
    low, high : float, optional
        Inclusive bounds of a number.
    kind : type, optional
        The type of a given value when the default is ``None``.
    """

    name: str
    default: Value
    meaning: str
    low: float | None = None
    high: float | None = None
    kind: type | None = None

    def of(self, settings: Settings) -> Value:
        """Return this parameter's value in `settings`."""
        return cast(Value, settings[self.name])


@dataclass(frozen=True)
class Estimate:
    """A value with an interval.

    Attributes
    ----------
    value, low, high : float
        Point estimate and the ends of its interval (or range); which one is said in the text.
    n : int
        Number of rows or repetitions it rests on.
    """

    value: float
    low: float
    high: float
    n: int
