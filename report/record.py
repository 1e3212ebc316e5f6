"""The build record, as JSON: every result, step, claim and hash; the same bytes for the same build."""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from report.audit import Audit
from report.model import Report, Section

SCHEMA = 1
SIGNIFICANT_DIGITS = 10
_AS_TEXT = "mMS"
"""Kinds of dtype that JSON has no type for: spans, dates, bytes."""

LARGEST_ARRAY = 2000
"""Arrays with more entries stand in the record by shape and range alone."""


def encode(report: Report, audit: Audit) -> bytes:
    """Return the record of `report` as JSON in UTF-8, ending in a newline.

    Floats carry 10 significant digits; what is not finite is null.
    """
    record = {
        "schema": SCHEMA,
        "sheet": report.sheet.slug,
        "title": report.sheet.title,
        "date": report.sheet.date,
        "exercises": [_exercise(section) for section in report.sections],
        "comparison": [plain(row) for row in audit.comparison],
        "corrections": [plain(row) for row in audit.corrections],
        "provenance": plain(report.provenance),
    }
    return (json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _exercise(section: Section) -> dict[str, Any]:
    failed = {"failure": section.failure} if section.failure else {}
    return {
        "number": section.exercise.number,
        "slug": section.exercise.slug,
        "title": section.exercise.title,
        **failed,
        "result": plain(section.result),
        "derivations": [
            {
                "name": checked.name,
                "steps": [
                    {
                        "lhs": step.lhs,
                        "relation": step.relation,
                        "rhs": step.rhs,
                        "status": step.verdict.status.value,
                        "by": step.verdict.by,
                    }
                    for step in checked.steps
                ],
            }
            for checked in section.derivations.values()
        ],
        "claims": [
            {
                "name": claim.name,
                "statement": claim.statement,
                "observed": plain(claim.observed),
                "relation": claim.relation,
                "expected": plain(claim.expected),
                "holds": claim.verdict,
            }
            for claim in section.claims.values()
        ],
        "figures": [{"name": drawn.name, "alt": drawn.alt} for drawn in section.figures.values()],
    }


def plain(value: Any) -> Any:
    """Return `value` in JSON's own types.

    Raises
    ------
    TypeError
        If `value` is of a type that a result must not hold.
    """
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return float(f"{value:.{SIGNIFICANT_DIGITS}g}") if math.isfinite(value) else None
        case complex():
            return {"real": plain(value.real), "imag": plain(value.imag)}
        case bytes():
            return value.hex()
        case PurePath():
            return value.as_posix()
        case Mapping():
            return {_key(key): plain(entry) for key, entry in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {entry.name: plain(getattr(value, entry.name)) for entry in dataclasses.fields(value)}
    if hasattr(value, "dtype"):
        return _array(value)
    if isinstance(value, Sequence):
        return [plain(entry) for entry in value]
    if isinstance(value, (set, frozenset)):
        return sorted(plain(entry) for entry in value)
    raise TypeError(f"{type(value).__name__} cannot stand in a result: {value!r}")


def _key(key: Any) -> str:
    return str(plain(key)) if isinstance(key, float) else str(key)


def _array(array: Any) -> Any:
    if array.dtype.kind in _AS_TEXT:
        array = array.astype(str)
    if array.ndim == 0:
        return plain(array.item())
    if array.size <= LARGEST_ARRAY:
        return plain(array.tolist())
    return {"shape": list(array.shape), "min": plain(array.min().item()), "max": plain(array.max().item())}
