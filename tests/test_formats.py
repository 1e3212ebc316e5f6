"""Filters: rounding, once, and what is said where there is no number."""

from __future__ import annotations

import math
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.errors import TemplateError
from report.formats import (
    FILTERS,
    count,
    day,
    decimals,
    estimate,
    filtered,
    listed,
    number,
    percent,
    plain,
    signed,
    vector,
)
from report.model import Estimate

THIN = "\N{NARROW NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (number(0.0069315), "0.00693"),
        (number(0.9996), "1.00"),
        (number(0.5), "0.5"),
        (number(1.0, 2), "1"),
        (number(-2.5, 2), f"{MINUS}2.5"),
        (number(2.2e-16, 2), f"2.2{THIN}×{THIN}10⁻¹⁶"),
        (number(1e12, 2), f"1{THIN}×{THIN}10¹²"),
        (number(123456.7, 3), f"123{THIN}457"),
        (number(0.0), "0"),
        (number(np.float32(0.25)), "0.25"),
        (decimals(1, 2), "1.00"),
        (decimals(-0.004, 2), "0.00"),
        (decimals(12345.678, 1), f"12{THIN}345.7"),
        (signed(0.3, 1), "+0.3"),
        (signed(-0.3, 1), f"{MINUS}0.3"),
        (signed(0.001, 1), "0.0"),
        (percent(0.512, 1), "51.2%"),
        (count(1496), "1496"),
        (count(12345), f"12{THIN}345"),
        (count(np.int64(7)), "7"),
        (count(3.0), "3"),
        (estimate(Estimate(0.51, 0.472, 0.55, 9)), "0.51 [0.47, 0.55]"),
        (estimate(0.5, 1), "0.5"),
        (vector(np.array([0.09003, 0.24473, 1.0]), 2), "(0.090, 0.24, 1)"),
        (listed(["a", "b", "c"]), "a, b and c"),
        (listed(["a"]), "a"),
        (listed([]), "n/a"),
        (day("2024-11-22"), "22 November 2024"),
        (plain(True), "yes"),
        (plain(np.bool_(False)), "no"),
        (plain(-0.1), f"{MINUS}0.1"),
        (plain((1, "a")), "1, a"),
        (plain(Estimate(0.5, 0.25, 0.75, 3)), "0.50 [0.25, 0.75]"),
    ],
)
def test_a_value_is_shown_as_one_writes_it(shown: str, expected: str) -> None:
    assert shown == expected


@pytest.mark.parametrize("shown", [number, decimals, signed, percent, count, estimate, plain])
def test_what_is_no_number_is_said(shown: Any) -> None:
    assert shown(math.nan) == "not a number"
    assert shown(math.inf) == "infinity"
    assert shown(-math.inf) == "minus infinity"
    assert shown(None) == "n/a"


@pytest.mark.parametrize("value", ["7", True, [1], np.array([1.0])])
def test_what_cannot_be_rounded_is_refused(value: Any) -> None:
    with pytest.raises(TemplateError, match="a number was expected"):
        number(value)


def test_a_count_is_never_rounded() -> None:
    with pytest.raises(TemplateError, match="no whole number"):
        count(2.5)


def test_a_word_is_no_vector() -> None:
    with pytest.raises(TemplateError, match="several values"):
        vector("123")


@given(st.floats(-1e9, 1e9), st.integers(0, 8))
def test_decimals_are_at_most_half_a_unit_off(value: float, digits: int) -> None:
    read = Decimal(decimals(value, digits).replace(THIN, "").replace(MINUS, "-"))
    assert abs(read - Decimal(value)) <= Decimal(10) ** -digits / 2


@given(st.floats(allow_nan=False, allow_infinity=False), st.integers(1, 12))
def test_significant_digits_are_at_most_half_a_unit_off(value: float, digits: int) -> None:
    text = number(value, digits).replace(MINUS, "-")
    mantissa, _, power = text.partition(f"{THIN}×{THIN}10")
    exponent = power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")) or "0"
    read = Decimal(mantissa.replace(THIN, "")).scaleb(int(exponent))
    exact = Decimal(value)
    unit = Decimal(10) ** (exact.adjusted() - digits + 1) if exact else Decimal(0)
    assert abs(read - exact) <= unit / 2


@given(st.floats())
def test_no_filter_prints_a_hyphen_for_a_minus(value: float) -> None:
    for name in ("number", "decimals", "signed", "percent", "plain", "estimate"):
        assert "-" not in FILTERS[name](value)


class Silent:
    """Has no words of its own."""


@pytest.mark.parametrize("value", [Silent(), Silent, {"a": 1}, np.arange(3), print, Path("data")])
def test_what_has_no_words_is_refused_and_never_shown_as_python_writes_it(value):
    with pytest.raises(TemplateError, match="is no text"):
        plain(value)


def test_names_without_an_order_are_listed_in_that_of_the_alphabet():
    names = [f"name {n}" for n in range(9)]
    assert listed(frozenset(names)) == listed(names)
    assert plain(set(names)) == ", ".join(names)


@pytest.mark.parametrize("digits", ["2", -1, 1.5, True])
def test_digits_are_a_number_of_digits(digits):
    with pytest.raises(TemplateError, match="takes a number of digits"):
        filtered("decimals", 0.5, digits)


def test_no_significant_digit_is_none():
    with pytest.raises(TemplateError, match="one significant digit at least"):
        number(0.5, 0)
