"""Our formulas beside TeX's: the sizes that two engines gave each kind of formula of sheet05, in the same font.

How they were measured, and what remains different, is told in ``report/formulas/BESIDE_TEX.md``.
"""

from __future__ import annotations

import csv
import statistics
from pathlib import Path

import pytest

from report.formulas import Typesetter

ENGINES = ("luatex", "xetex")
SIDES = ("width", "height", "depth")
BAR = {"width": 0.1, "height": 0.06, "depth": 0.02}
"""What a formula may be off the nearer engine, in em. A script counts 0.01 em, a minus in one 0.06 em of height."""

with Path(__file__).with_name("beside_tex.csv").open(encoding="utf-8", newline="") as file:
    MEASURED = list(csv.DictReader(file))


@pytest.fixture(scope="module")
def off():
    """Return what each formula is off the nearer engine on each side, in em, by its LaTeX."""
    with Typesetter() as typesetter:
        return {row["tex"]: distance(typesetter.typeset(row["tex"], row["display"] == "1"), row) for row in MEASURED}


def distance(formula, row):
    ours = {"width": formula.width_em, "height": formula.height_em - formula.depth_em, "depth": formula.depth_em}
    return {side: min(abs(ours[side] - float(row[f"{engine}_{side}"])) for engine in ENGINES) for side in SIDES}


@pytest.mark.parametrize("tex", [row["tex"] for row in MEASURED])
def test_formula_is_as_large_as_tex_makes_it(off, tex):
    for side in SIDES:
        assert off[tex][side] <= BAR[side], side


def test_most_formulas_differ_by_less_than_an_eye_can_see(off):
    for side in SIDES:
        assert statistics.median(one[side] for one in off.values()) <= 0.005, side
        assert sum(one[side] <= 0.02 for one in off.values()) >= 0.8 * len(off), side


def test_fraction_that_is_a_fifth_of_an_em_lower_is_noticed():
    """So much a fraction in a line was off with MathJax's own parameters."""
    row = next(row for row in MEASURED if row["tex"] == r"\tfrac{1}{\lambda}\log 2")
    lower = {key: str(float(value) - 0.19) if key.endswith("height") else value for key, value in row.items()}
    with Typesetter() as typesetter:
        assert distance(typesetter.typeset(row["tex"], False), lower)["height"] > BAR["height"]
