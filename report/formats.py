"""The filters of templates: the one place where a value is rounded and becomes text.

Every filter takes a raw value. A value that is missing (``None``) is said as "n/a"; not a number
and the infinities are said in words; a minus is U+2212; groups of three digits are parted by a
narrow space that does not break.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Iterable, Mapping
from numbers import Integral, Number, Real
from pathlib import PurePath
from typing import Any

from report.errors import TemplateError
from report.model import Estimate

MINUS = "\N{MINUS SIGN}"
THIN = "\N{NARROW NO-BREAK SPACE}"
MISSING = "n/a"
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def number(value: Any, digits: int = 3) -> str:
    """Return `value` to `digits` significant digits, in powers of ten where it is very large or small.

    Zeros that end an exact value are dropped: 0.5 stays 0.5, while 0.9996 becomes 1.00.
    """
    if digits < 1:
        raise TemplateError("number takes one significant digit at least", remedy="Of whole numbers, use count.")

    def shown(real: float) -> str:
        mantissa, _, exponent = f"{real:.{digits - 1}e}".partition("e")
        power = int(exponent)
        if real != 0 and not -4 <= power < max(digits, 6):
            return f"{_plain(_exact(mantissa, real, power))}{THIN}×{THIN}10{str(power).translate(_SUPERSCRIPTS)}"
        return _plain(_exact(f"{real:.{max(digits - 1 - power, 0)}f}", real))

    return _said(value, shown)


def _exact(text: str, real: float, power: int = 0) -> str:
    """Drop the zeros that end `text`, if nothing was rounded away."""
    exact = "." in text and float(f"{text}e{power}") == real
    return text.rstrip("0").rstrip(".") if exact else text


def decimals(value: Any, digits: int = 2) -> str:
    """Return `value` with `digits` decimals, zeros included, as columns and scores want it."""
    return _said(value, lambda real: _plain(f"{real:.{digits}f}"))


def signed(value: Any, digits: int = 2) -> str:
    """Return `value` with its sign, plus included, and `digits` decimals."""
    return _said(value, lambda real: ("+" if round(real, digits) > 0 else "") + _plain(f"{real:.{digits}f}"))


def percent(value: Any, digits: int = 0) -> str:
    """Return the fraction `value` in per cent."""
    return _said(value, lambda real: f"{_plain(f'{100 * real:.{digits}f}')}%")


def count(value: Any) -> str:
    """Return a whole number, its thousands parted from five digits on.

    Raises
    ------
    TemplateError
        If `value` is no whole number: a count is never rounded.
    """

    def shown(real: float) -> str:
        if not (isinstance(value, Integral) or real.is_integer()):
            raise TemplateError(f"count was given {value!r}, no whole number", remedy="Use number(digits).")
        return _plain(str(int(value)))

    return _said(value, shown)


def estimate(value: Any, digits: int = 2) -> str:
    """Return an `Estimate` with its interval in brackets; a plain number as `decimals` does."""
    if not isinstance(value, Estimate):
        return decimals(value, digits)
    return f"{decimals(value.value, digits)} [{decimals(value.low, digits)}, {decimals(value.high, digits)}]"


def vector(values: Any, digits: int = 3) -> str:
    """Return numbers as a vector: ``(0.09, 0.24, 0.67)``."""
    if values is None:
        return MISSING
    return f"({', '.join(number(value, digits) for value in _items(values))})"


def listed(values: Any) -> str:
    """Return names as a sentence has them: ``a, b and c``."""
    *most, last = [str(value) for value in _items(values)] or [MISSING]
    return f"{', '.join(most)} and {last}" if most else last


def brief(value: Any) -> str:
    """Return what `plain` does, but numbers to three significant digits."""
    if isinstance(value, Real) and not isinstance(value, Integral):
        return number(value)
    if isinstance(value, tuple | list):
        return ", ".join(brief(item) for item in value)
    return plain(value)


def day(value: str) -> str:
    """Return an ISO date as one writes it: ``22 November 2024``."""
    date = datetime.date.fromisoformat(value)
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def plain(value: Any) -> str:
    """Return what a value looks like when no filter was asked: whole numbers counted, truth as yes and no."""
    if type(value).__name__ in ("bool", "bool_"):
        return "yes" if value else "no"
    if isinstance(value, Estimate):
        return estimate(value)
    if isinstance(value, Integral):
        return count(value)
    if isinstance(value, Real) or value is None:
        return _said(value, lambda real: _plain(repr(real)))
    if isinstance(value, tuple | list):
        return ", ".join(plain(item) for item in value)
    if isinstance(value, set | frozenset):
        return ", ".join(sorted(plain(item) for item in value))
    if isinstance(value, PurePath):
        raise TemplateError("a path is no text", remedy="Write inputs.name.shown, which is the same on every machine.")
    if not _has_text(value):
        raise TemplateError(
            f"{type(value).__name__} is no text",
            remedy="Show one of its values; vectors, figures, derivations and tables have words of their own.",
        )
    return str(value)


def _has_text(value: Any) -> bool:
    """Whether a value has words of its own; others show how they are written in Python, and some where they lie."""
    own = isinstance(value, Number) or any("__str__" in vars(kind) for kind in type(value).__mro__[:-1])
    return own and not getattr(value, "ndim", 0)


def _said(value: Any, shown: Callable[[float], str]) -> str:
    """Return `shown(value)` for a finite number, words for any other."""
    if value is None:
        return MISSING
    if isinstance(value, bool) or not isinstance(value, Real):
        raise TemplateError(
            f"a number was expected, and {value!r} ({type(value).__name__}) was given",
            remedy="Use the filter for numbers only, and index into a vector before it.",
        )
    real = float(value)
    if math.isnan(real):
        return "not a number"
    if math.isinf(real):
        return "infinity" if real > 0 else "minus infinity"
    return shown(real)


def _plain(digits: str) -> str:
    """Part the thousands, write the minus as one, and know no minus zero."""
    sign, body = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
    if not any(character in "123456789" for character in body.partition("e")[0]):
        sign = ""
    whole, point, rest = body.partition(".")
    if whole.isdigit() and len(whole) > 4:
        whole = f"{int(whole):,}".replace(",", THIN)
    return (sign + whole + point + rest).replace("-", MINUS)


def _items(values: Any) -> Iterable[Any]:
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise TemplateError(f"several values were expected, and {values!r} was given", remedy="Use number(digits).")
    return sorted(values) if isinstance(values, set | frozenset) else list(values)


def filtered(name: str, value: Any, *digits: Any, **named: Any) -> str:
    """Return what the filter `name` makes of `value`, with its digits.

    Raises
    ------
    TemplateError
        If the filter does not take this value, or `digits` are none.
    """
    for given in (*digits, *named.values()):
        if isinstance(given, bool) or not isinstance(given, Integral) or given < 0:
            raise TemplateError(f"{name} takes a number of digits, not {given!r}", remedy=f"Write {name}(2).")
    return FILTERS[name](value, *digits, **named)


FILTERS: Mapping[str, Callable[..., str]] = {
    "number": number,
    "decimals": decimals,
    "signed": signed,
    "percent": percent,
    "count": count,
    "estimate": estimate,
    "vector": vector,
    "listed": listed,
    "brief": brief,
    "day": day,
    "plain": plain,
}
"""Every filter of the templates, by name."""
