"""Statements on disk: one csv a dataset, with a label for every statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from report import DataError

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

LABELS = {"0": 0, "1": 1, "0.0": 0, "1.0": 1}


def read_table(path: Path) -> pd.DataFrame:
    """Read the statements of one dataset.

    Cells are text, also where they look like a missing value, for a city may be called Nan;
    `label` is a number.

    Returns
    -------
    DataFrame
        The csv's columns and rows in their order; `label` is int8, 1 true and 0 false.

    Raises
    ------
    DataError
        If the file is missing or no csv in UTF-8, lacks a column, has no rows, holds a label other
        than 0 and 1, or rows of one label only.
    """
    if not path.is_file():
        raise DataError(
            "there are activations for these statements, but no such file", place=str(path), remedy="Put the csv there."
        )
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (pd.errors.ParserError, pd.errors.EmptyDataError, UnicodeDecodeError) as error:
        raise DataError(f"not a csv file in UTF-8 ({error})", place=str(path), remedy="Write it anew.") from error
    missing = [column for column in ("statement", "label") if column not in table]
    if missing:
        raise DataError(
            f"the column {missing[0]!r} is missing; there are {', '.join(map(repr, table.columns))}",
            place=str(path),
            remedy="The first line must name the columns statement and label.",
        )
    table["label"] = _labels(table["label"], path)
    return table


def _labels(cells: pd.Series[str], path: Path) -> NDArray[np.int8]:
    if cells.empty:
        raise DataError("no statements, only a head", place=str(path), remedy="Add rows, or remove the dataset.")
    for row, cell in enumerate(cells):
        if cell.strip() not in LABELS:
            raise DataError(
                f"statement {row + 1} has the label {cell!r}",
                place=str(path),
                remedy="A label is 1 (true) or 0 (false).",
            )
    labels = np.array([LABELS[cell.strip()] for cell in cells], dtype=np.int8)
    if labels.min() == labels.max():
        raise DataError(
            f"every statement has the label {labels[0]}",
            place=str(path),
            remedy="A probe needs true and false statements.",
        )
    return labels
