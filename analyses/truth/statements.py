"""The statements of exercise 2: true and false, affirmative and negated.

The false object of each sentence is another sentence's true one, by a seeded permutation in which
no subject keeps its own. So each country, and each meaning, stands in as many true statements as
false ones, and cannot give the label away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analyses.truth.cities import PRINTED, city_facts
from analyses.truth.words import word_pairs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


SEED = 5
CITIES = 748
NEGATIONS = {"cities": (" is in ", " is not in "), "sp_en_trans": ("' means '", "' does not mean '")}


def statements() -> dict[str, pd.DataFrame]:
    """Build the four datasets.

    Returns
    -------
    dict of str to DataFrame
        ``cities`` and ``neg_cities``: 1496 rows of statement, label, city, country (as stated) and
        correct_country. ``sp_en_trans`` and ``neg_sp_en_trans``: 354 rows of statement and label.
        Rows come in pairs with one subject; affirmative sets have the true one first.
    """
    tables = {"cities": _city_table(), "sp_en_trans": _word_table()}
    return {name: table for base, table in tables.items() for name, table in _both(base, table).items()}


def write_statements(folder: Path) -> tuple[Path, ...]:
    """Write the four datasets into the folder as csv, and return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, table in statements().items():
        paths.append(folder / f"{name}.csv")
        table.to_csv(paths[-1], index=False, lineterminator="\n", encoding="utf-8")
    return tuple(paths)


def negate(table: pd.DataFrame, affirmative: str, negated: str) -> pd.DataFrame:
    """Negate every statement and flip every label, row by row."""
    mirrored = table["statement"].str.replace(affirmative, negated, n=1, regex=False)
    return table.assign(statement=mirrored, label=1 - table["label"])


def exchange(objects: list[str], fixed: list[str], rng: np.random.Generator) -> list[str]:
    """Permute the objects so that none stays where it was.

    Parameters
    ----------
    objects : list of str
        The true object of each subject; the same one may occur often.
    fixed : list of str
        What the first subjects are to get, each taken from `objects`.
    rng : numpy.random.Generator

    Returns
    -------
    list of str
        A permutation of `objects` that begins with `fixed` and differs from `objects` in every place.

    Raises
    ------
    ValueError
        If one object fills more than half the places: then there is no such permutation.
    """
    rest = sorted(objects)
    for taken in fixed:
        rest.remove(taken)
    false = [*fixed, *(rest[i] for i in rng.permutation(len(rest)))]
    for place in range(len(fixed), len(objects)):
        if false[place] != objects[place]:
            continue
        partners = [
            other
            for other in range(len(fixed), len(objects))
            if objects[place] not in (false[other], objects[other]) and false[place] != objects[other]
        ]
        if not partners:
            raise ValueError(f"{objects[place]!r} occurs too often to be exchanged")
        partner = partners[int(rng.integers(len(partners)))]
        false[place], false[partner] = false[partner], false[place]
    return false


def _city_table() -> pd.DataFrame:
    facts = city_facts(CITIES)
    rng = np.random.default_rng(SEED)
    first, rest = facts[: len(PRINTED)], facts[len(PRINTED) :]
    shuffled = first + [rest[i] for i in rng.permutation(len(rest))]
    countries = [country for _, country in shuffled]
    table = _pairs(shuffled, exchange(countries, list(PRINTED.values()), rng), "The city of {} is in {}.".format)
    return table.rename(columns={"subject": "city", "object": "country", "true": "correct_country"})


def _word_table() -> pd.DataFrame:
    pairs = word_pairs()
    rng = np.random.default_rng(SEED)
    shuffled = [pairs[i] for i in rng.permutation(len(pairs))]
    meanings = [meaning for _, meaning in shuffled]
    table = _pairs(shuffled, exchange(meanings, [], rng), "The Spanish word '{}' means '{}'.".format)
    return table[["statement", "label"]]


def _pairs(facts: list[tuple[str, str]], false: list[str], sentence: Callable[[str, str], str]) -> pd.DataFrame:
    rows = [
        (sentence(subject, stated), int(stated == right), subject, stated, right)
        for (subject, right), wrong in zip(facts, false, strict=True)
        for stated in (right, wrong)
    ]
    return pd.DataFrame(rows, columns=["statement", "label", "subject", "object", "true"])


def _both(name: str, table: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {name: table, f"neg_{name}": negate(table, *NEGATIONS[name])}
