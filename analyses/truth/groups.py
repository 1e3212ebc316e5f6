"""Which statements speak of the same city or word, so that no split may part them.

The group of a row is its `city` column; without one, the city or the quoted Spanish word read
from the statement; without either, the pair of neighbouring rows it belongs to.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

SUBJECTS = (
    re.compile(r"^The city of (?P<subject>.+?) is (?:not )?in "),
    re.compile(r"^The Spanish word '(?P<subject>.+?)' (?:means|does not mean) '"),
)


def subjects(table: pd.DataFrame) -> list[str]:
    """Name what each statement is about, one key a row.

    Pairs are looked for where a statement names no subject: two rows in a row of which the first
    has the label of the table's first row and the second the other label. A row without its partner,
    because the other was left out, stands alone.
    """
    pairs = _pairs(table["label"].to_numpy())
    cities = table["city"] if "city" in table else [""] * len(table)
    return [
        city.strip() or _named(statement) or f"pair {pair}"
        for city, statement, pair in zip(cities, table["statement"], pairs, strict=True)
    ]


def count_groups(keys: list[str], known: list[str] | None = None) -> NDArray[np.int64]:
    """Give each key a number, from 0 in order of first appearance, those of `known` first."""
    numbers: dict[str, int] = {}
    for key in [*(known or []), *keys]:
        numbers.setdefault(key, len(numbers))
    return np.array([numbers[key] for key in keys], dtype=np.int64)


def _named(statement: str) -> str:
    found = (pattern.match(statement) for pattern in SUBJECTS)
    return next((match["subject"] for match in found if match), "")


def _pairs(labels: NDArray[np.int8]) -> list[int]:
    pairs: list[int] = []
    for row, label in enumerate(labels):
        closes = row > 0 and label != labels[0] == labels[row - 1]
        pairs.append(pairs[-1] if closes else (pairs[-1] + 1 if pairs else 0))
    return pairs
