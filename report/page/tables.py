"""Results as tables: which column shows what, and how."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from numbers import Real
from typing import Any

from markupsafe import Markup

from report.errors import TemplateError
from report.formats import FILTERS, filtered
from report.model import Estimate
from report.page.lookup import nearest

LONG = 24
"""Rows beyond which a table may run over to the next page."""


class Column:
    """A column of a table: ``column("accuracy", "Accuracy", "number", 3)``.

    Parameters
    ----------
    field : str or int
        Attribute, key or position in a row; ``"a.b"`` goes two steps.
    header : str
        Text, or ``formula("...")``; default, the field's name.
    shown : str
        A filter; default, `plain`.
    *options
        What the filter takes.
    """

    def __init__(self, field: str | int, header: str = "", shown: str = "plain", *options: Any) -> None:
        if shown not in FILTERS:
            raise TemplateError(f"there is no filter {shown!r}", remedy=nearest(shown, FILTERS))
        self.field = field
        self.header = header or str(field).replace("_", " ")
        self.shown = shown
        self.options = options

    def value(self, row: Any) -> Any:
        """Return the raw value of this column in `row`."""
        value = row
        for step in self.field.split(".") if isinstance(self.field, str) else [self.field]:
            value = _step(value, step)
        return value

    def text(self, value: Any) -> str:
        """Return a raw value as the table shows it."""
        if isinstance(value, Markup):
            return value
        return filtered(self.shown, value, *self.options)


@dataclass(frozen=True)
class Cell:
    """A cell's text, and whether it lines up with numbers."""

    text: str
    numeric: bool


@dataclass(frozen=True)
class Table:
    """A table as text: headers, rows of cells, and whether it may be cut."""

    headers: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    long: bool


def tabulated(rows: Any, columns: Any = None) -> Table:
    """Return a table of `rows`.

    Parameters
    ----------
    rows : iterable of mappings, dataclasses or sequences; or a pandas DataFrame
    columns : iterable of `Column` or of names, optional
        Default, all of the first row's.

    Raises
    ------
    TemplateError
        If a row lacks a column, or it cannot be known which columns there are.
    """
    listed = rows.to_dict("records") if hasattr(rows, "to_dict") else _listed(rows)
    chosen = [one if isinstance(one, Column) else Column(one) for one in (columns or _fields(listed))]
    raw = [[column.value(row) for column in chosen] for row in listed]
    numeric = [bool(raw) and all(_is_number(line[index]) for line in raw) for index in range(len(chosen))]
    return Table(
        tuple(Cell(column.header, number) for column, number in zip(chosen, numeric, strict=True)),
        tuple(
            tuple(Cell(column.text(value), number) for column, value, number in zip(chosen, line, numeric, strict=True))
            for line in raw
        ),
        len(raw) > LONG,
    )


def _listed(rows: Any) -> list[Any]:
    if isinstance(rows, str | Mapping) or not isinstance(rows, Iterable):
        raise TemplateError(f"a table takes rows, not {type(rows).__name__}", remedy="Give a list of rows.")
    return list(rows)


def _fields(rows: list[Any]) -> list[Any]:
    if not rows:
        raise TemplateError("a table without rows and columns", remedy="Name its columns: columns=[column(...), ...].")
    first = rows[0]
    if isinstance(first, Mapping):
        return list(first)
    if dataclasses.is_dataclass(first):
        return [field.name for field in dataclasses.fields(first)]
    return list(range(len(first)))


def _step(value: Any, step: str | int) -> Any:
    if isinstance(step, str) and hasattr(value, step) and not isinstance(value, Mapping):
        return getattr(value, step)
    try:
        return value[int(step) if isinstance(step, str) and step.isdigit() and isinstance(value, Sequence) else step]
    except (KeyError, IndexError, TypeError):
        known = list(value) if isinstance(value, Mapping) else getattr(value, "__dict__", {})
        raise TemplateError(f"a row has no {step!r}", remedy=nearest(str(step), map(str, known))) from None


def _is_number(value: Any) -> bool:
    return value is None or isinstance(value, Estimate) or (isinstance(value, Real) and not isinstance(value, bool))
