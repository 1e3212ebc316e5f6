"""Parameters: parsed by the type of their default, bounded, and refused with the list of what there is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.errors import ParameterError
from report.model import Exercise, Parameter, Sheet
from report.settings import describe, settle

PARAMETERS = (
    Parameter("seed", 5, "seed of the split", low=0),
    Parameter("split", 0.8, "share of training rows", low=0.1, high=0.9),
    Parameter("centring", False, "subtract means"),
    Parameter("layer", None, "block to read", low=0, kind=int),
    Parameter("names", ("a", "b"), "some names"),
)
SHEET = Sheet(
    "s", "S", "2024-11-22", ("Ada", "Grace"), (Exercise(1, "x", "X", lambda i, s: None, parameters=PARAMETERS),)
)


def test_defaults_are_the_declared_values():
    assert settle(SHEET, {}) == {
        "authors": ("Ada", "Grace"),
        "seed": 5,
        "split": 0.8,
        "centring": False,
        "layer": None,
        "names": ("a", "b"),
    }


@given(st.integers(0, 10**9))
def test_a_whole_number_is_read_as_typed(seed):
    assert settle(SHEET, {"seed": str(seed)})["seed"] == seed


@pytest.mark.parametrize(("typed", "value"), [("yes", True), ("False", False), ("1", True), ("off", False)])
def test_switches_are_words(typed, value):
    assert settle(SHEET, {"centring": typed})["centring"] is value


def test_a_list_is_separated_by_commas():
    assert settle(SHEET, {"authors": "Emmy Noether, Sofja Kowalewskaja"})["authors"] == (
        "Emmy Noether",
        "Sofja Kowalewskaja",
    )


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("seed", "1.5"),
        ("seed", "-1"),
        ("split", "lots"),
        ("split", "0.95"),
        ("split", "nan"),
        ("centring", "maybe"),
        ("layer", "last"),
        ("names", ","),
        ("sede", "1"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(name, typed):
    with pytest.raises(ParameterError) as caught:
        settle(SHEET, {name: typed})
    assert name in caught.value.place
    assert caught.value.exit_code == 2


def test_an_unknown_name_lists_what_there_is_and_the_nearest():
    with pytest.raises(ParameterError) as caught:
        settle(SHEET, {"sede": "1"})
    assert "did you mean seed" in caught.value.remedy
    assert all(parameter.name in caught.value.remedy for parameter in PARAMETERS)


def test_a_parameter_is_described_with_bounds_and_meaning():
    assert describe(PARAMETERS[1]) == "split = 0.8 (share of training rows, from 0.1 to 0.9)"
    assert describe(PARAMETERS[3]) == "layer = as the data say (block to read, at least 0)"
