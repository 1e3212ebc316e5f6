"""The record: values in JSON's own types."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from report.record import plain


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1 + 2j, {"real": 1.0, "imag": 2.0}),
        (np.array([1j]), [{"real": 0.0, "imag": 1.0}]),
        (np.array(["2024-11-22"], dtype="datetime64[D]"), ["2024-11-22"]),
        (np.array(["2024-11-22T01:02:03.000000004"], dtype="datetime64[ns]"), ["2024-11-22T01:02:03.000000004"]),
        (np.timedelta64(3, "D"), "3 days"),
        (np.array([b"ab"]), ["ab"]),
        (b"\x00\xff", "00ff"),
        (np.float64("nan"), None),
        ({"b", "a"}, ["a", "b"]),
        (np.arange(2001), {"shape": [2001], "min": 0, "max": 2000}),
    ],
)
def test_all_that_a_result_may_hold_has_a_place_in_json(value: Any, expected: Any) -> None:
    assert plain(value) == expected
    assert json.loads(json.dumps(plain(value), allow_nan=False)) == expected


def test_what_a_result_may_not_hold_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot stand in a result"):
        plain(object())
