"""Why a formula may have no value at a point."""

from __future__ import annotations


class UndefinedError(ArithmeticError):
    """A formula has no real value at a point."""


class PoleError(UndefinedError):
    """The value is missing because a divisor is zero."""


class UnclearError(ArithmeticError):
    """The value cannot be computed safely here; nothing follows."""
