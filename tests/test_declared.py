"""A sheet whose declarations are not what they say is refused by name, before anything is computed."""

from __future__ import annotations

import pytest

from report.errors import DeclarationError
from report.model import Parameter
from report.sheets import load_sheet


@pytest.fixture
def refused(toy):
    """Return what is said of the toy, changed so."""

    def load(old, new):
        toy.edit(toy.analysis, old, new)
        with pytest.raises(DeclarationError) as caught:
            load_sheet(toy.slug, toy.root)
        return str(caught.value)

    return load


COMMA = "A tuple of one has a comma: (x,)."
MISTAKES = [
    ('authors=("Ada Lovelace",)', 'authors=("Ada Lovelace")', ("authors is 'Ada Lovelace' (str)", COMMA)),
    ("exercises=(FIRST, SECOND)", "exercises=(FIRST)", ("exercises is Exercise(", COMMA)),
    ('date="2024-11-22"', "date=__import__('datetime').date(2024, 11, 22)", ("takes a text",)),
    ("number=1", 'number="1"', ("number is '1' (str), and takes a whole number",)),
    ('("data/numbers.csv",)', '("data/numbers.csv")', ("exercise 1, doubling, Input numbers: roots is", COMMA)),
    ("claims=claims", "claims=()", ("claims is () (tuple), and takes a function",)),
    ('lambda result: f"A line that rises to {result.value:g}."', '"A line"', ("Figure ramp: alt is 'A line' (str)",)),
    ('("analyses.SLUG:double",)', '("analyses.SLUG:double")', ("code is", COMMA)),
    ('"42", "1", lambda', '42, "1", lambda', ("Published the double: printed is 42 (int), and takes a text",)),
    ('("claims.even",)', "()", ("Correction 1: a correction has no evidence",)),
    ('slug="SLUG",\n    title="Toy', 'slug="other",\n    title="Toy', ("the sheet calls itself 'other'",)),
]


@pytest.mark.parametrize(("old", "new", "words"), MISTAKES)
def test_a_field_of_another_type_is_named_with_what_it_takes(refused, toy, old, new, words):
    said = refused(old.replace("SLUG", toy.slug), new.replace("SLUG", toy.slug))
    assert all(word in said for word in words), said


@pytest.mark.parametrize("height", ["0", "-1", "9.5", "float('nan')"])
def test_a_figure_that_no_page_has_room_for_is_refused(refused, height):
    figure = 'lambda result: f"A line that rises to {result.value:g}.")'
    assert "the figure ramp is" in refused(figure, f"{figure[:-1]}, height={height})")


def test_parameters_of_one_name_are_one_parameter(refused, toy):
    again = 'title="Resting", parameters=(Parameter("seed", 7, "seed of the toy", low=0, high=99),)'
    said = refused('title="Resting"', again)
    assert "the parameter seed is declared in two ways" in said
    assert "exercise 2, resting" in said


def test_parameters_that_are_declared_alike_share_a_value(toy):
    again = 'title="Resting", parameters=(Parameter("seed", 5, "seed of the toy", low=0, high=99),)'
    toy.edit(toy.analysis, 'title="Resting"', again)
    assert load_sheet(toy.slug, toy.root).exercises[1].parameters == (Parameter("seed", 5, "seed of the toy", 0, 99),)


@pytest.mark.parametrize(
    ("declared", "words"),
    [
        ('Parameter("seed", 100, "seed of the toy", low=0, high=99)', "out of its own bounds: 100"),
        ('Parameter("authors", 5, "seed of the toy")', "every sheet has a parameter authors"),
    ],
)
def test_a_parameter_that_contradicts_itself_or_the_sheet_is_refused(refused, declared, words):
    assert words in refused('Parameter("seed", 5, "seed of the toy", low=0, high=99)', declared)


def test_two_inputs_of_one_name_are_refused(refused):
    first = 'Input("numbers", ("data/numbers.csv",), "the toy\'s own number", checksums=None),'
    assert "two of input numbers" in refused(first, first * 2)


def test_what_an_author_adds_to_a_declaration_is_his(toy):
    """Fields of a subclass, even of types that are imported for type checkers alone, and numbers of numpy."""
    toy.edit(
        toy.analysis,
        "FIRST = Exercise(",
        """
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from collections.abc import Sequence

@dataclass(frozen=True)
class Wide(Figure):
    pair: tuple[int, str] = (1, "a")
    more: "Sequence[int]" = ()

FIRST = Exercise(""",
    )
    toy.edit(toy.analysis, "figures=(Figure(", "figures=(Wide(")
    toy.edit(
        toy.analysis, "from dataclasses import dataclass", "from dataclasses import dataclass\n\nimport numpy as np"
    )
    toy.edit(toy.analysis, "low=0, high=99", "low=np.int64(0), high=np.float32(99)")
    assert load_sheet(toy.slug, toy.root).exercises[0].figures[0].pair == (1, "a")
