"""The audit: what the published sheet printed and said, beside what is found now."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from report.model import Estimate

if TYPE_CHECKING:
    from report.model import Correction, Published, Report

Outcome = Literal["equal", "differs", "not repeatable"]

_NUMBER = re.compile(
    r"[-\N{MINUS SIGN}]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<decimals>\d+))?"
    r"(?P<power>[eE](?P<ascii>[-+]?\d{1,3})|\s?[×·]\s?10(?P<raised>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))?"
)
_LOWERED = str.maketrans("⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹", "-+0123456789")


@dataclass(frozen=True)
class Comparison:
    """A printed number and ours.

    `regenerated` is raw: a number, text, an `Estimate`, a sequence of these, or None.
    """

    exercise: int
    quantity: str
    published: str
    regenerated: Any
    verdict: Outcome
    why: str


@dataclass(frozen=True)
class Corrected:
    """A statement that did not hold, what does, and the names of the evidence."""

    exercise: int
    said: str
    correct: str
    evidence: tuple[str, ...]


class Audit(NamedTuple):
    """Both halves of the audit, in the sheet's order."""

    comparison: tuple[Comparison, ...]
    corrections: tuple[Corrected, ...]


def audit(report: Report) -> Audit:
    """Return the audit of the exercises that `report` holds, as far as they did not fail."""
    rows = tuple(compare(printed, results(report)) for printed in published(report))
    mistakes = tuple(Corrected(c.exercise, c.said, c.correct, c.evidence) for c in corrections(report))
    return Audit(rows, mistakes)


def published(report: Report) -> tuple[Published, ...]:
    """Return the printed numbers of the exercises that stand."""
    standing = _standing(report)
    return tuple(printed for printed in report.sheet.published if printed.exercise in standing)


def corrections(report: Report) -> tuple[Correction, ...]:
    """Return the corrections to the exercises that stand."""
    standing = _standing(report)
    return tuple(correction for correction in report.sheet.corrections if correction.exercise in standing)


def results(report: Report) -> Mapping[str, Any]:
    """Return the results by slug."""
    return {section.exercise.slug: section.result for section in report.sections if not section.failure}


def compare(printed: Published, results: Mapping[str, Any]) -> Comparison:
    """Hold a printed number against ours, at the digits it was printed with."""
    value = printed.regenerated(results)
    verdict: Outcome = "differs"
    if value is None:
        verdict = "not repeatable"
    elif as_printed(value, printed.printed) == _ascii(printed.printed):
        verdict = "equal"
    why = "" if verdict == "equal" else printed.why
    return Comparison(printed.exercise, printed.quantity, printed.printed, value, verdict, why)


def as_printed(value: Any, printed: str) -> str:
    """Return `value` written as `printed` is: the same words around the numbers, the same decimals.

    Parameters
    ----------
    value : number, str, Estimate, or sequence of numbers
        One number for each in `printed`, in order; text is returned as it is.
    printed : str
        Such as ``0.510000`` or ``(0.09, 0.24, 0.67)``.
    """
    if isinstance(value, str):
        return _ascii(value)
    ours = list(_numbers(value))
    slots = list(_NUMBER.finditer(printed))
    if len(ours) != len(slots):
        return ", ".join(str(number) for number in ours)
    pieces, position = [], 0
    for slot, number in zip(slots, ours, strict=True):
        grouped = "," if "," in slot.group() else ""
        power = int(slot["ascii"] or (slot["raised"] or "0").translate(_LOWERED))
        rounded = _rounded(number, len(slot["decimals"] or ""), grouped, power)
        pieces += [printed[position : slot.start()], rounded + (slot["power"] or "")]
        position = slot.end()
    return _ascii("".join([*pieces, printed[position:]]))


def _rounded(number: Any, decimals: int, grouped: str, power: int) -> str:
    """Return what stands before the power of ten."""
    if not math.isfinite(number):
        return str(float(number))
    text = f"{Decimal(float(number)).scaleb(-power):{grouped}.{decimals}f}"
    return text if any(digit in text for digit in "123456789") else text.removeprefix("-")


def _numbers(value: Any) -> Iterator[Any]:
    """Yield the numbers in `value`; of an estimate, the value alone."""
    if isinstance(value, Estimate):
        yield value.value
    elif hasattr(value, "tolist"):
        yield from _numbers(value.tolist())
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _numbers(item)
    else:
        yield value


def _ascii(text: str) -> str:
    return text.replace("\N{MINUS SIGN}", "-").strip()


def _standing(report: Report) -> frozenset[int]:
    return frozenset(section.exercise.number for section in report.sections if not section.failure)
