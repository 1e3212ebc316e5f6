"""Large arrays are kept apart, read when they are looked at, and made anew where that fails."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from report.cache import codec
from report.cache.arrays import APART
from report.cache.codec import decode, encode
from report.cache.pieces import Pieces
from report.cache.store import Store
from report.model import Estimate

LARGE = np.arange(APART // 8, dtype=np.float64)


@dataclass(frozen=True, eq=False)
class Grid:
    """A grid as results have it."""

    name: str
    heights: np.ndarray
    few: np.ndarray


@dataclass(frozen=True, eq=False)
class Defaulted:
    """The class has an attribute that is called like the field."""

    heights: np.ndarray | None = None


@dataclass(frozen=True, eq=False)
class Answering:
    """It answers for what is missing."""

    heights: np.ndarray

    def __getattr__(self, name: str) -> str:
        return f"no {name}"


@dataclass(frozen=True, eq=False, slots=True)
class Slotted:
    """It has no room for more than its fields."""

    heights: np.ndarray


@dataclass(frozen=True, eq=False)
class Nested:
    """A grid in a mapping, and one in a tuple."""

    grids: dict[str, Grid] = field(default_factory=dict)
    rows: tuple[np.ndarray, ...] = ()


@pytest.fixture(autouse=True)
def _ours(monkeypatch):
    monkeypatch.setattr(codec, "OURS", (__name__.partition(".")[0], *codec.OURS))


def parted(value):
    """Return the bytes of a value, and its large arrays by their digest."""
    arrays = {}
    return encode(value, arrays), arrays


def test_only_a_large_array_is_set_apart():
    content, arrays = parted(Grid("hill", LARGE, LARGE[:5]))
    assert len(arrays) == 1
    assert len(content) < 1_000


def test_an_array_is_asked_for_when_it_is_looked_at_and_once():
    content, arrays = parted(Grid("hill", LARGE, LARGE[:5]))
    asked = []

    def take(digest):
        asked.append(digest)
        return arrays[digest]

    grid = decode(content, take)
    assert (grid.name, list(grid.few), asked) == ("hill", [0, 1, 2, 3, 4], [])
    assert np.array_equal(grid.heights, LARGE)
    assert grid.heights is grid.heights
    assert asked == list(arrays)


def test_a_value_with_unread_arrays_is_written_as_it_was():
    content, arrays = parted(Nested({"one": Grid("hill", LARGE, LARGE)}, (LARGE, LARGE[:2])))
    assert parted(decode(content, arrays.__getitem__)) == (content, arrays)


@pytest.mark.parametrize("kind", [Defaulted, Answering, Slotted])
def test_a_class_whose_fields_cannot_wait_is_read_at_once(kind):
    content, arrays = parted(kind(LARGE))
    made = decode(content, arrays.__getitem__)
    arrays.clear()
    assert np.array_equal(made.heights, LARGE)


def test_what_no_field_is_called_is_missing_as_ever():
    content, arrays = parted(Grid("hill", LARGE, LARGE))
    with pytest.raises(AttributeError, match="'Grid' object has no attribute 'depths'"):
        _ = decode(content, arrays.__getitem__).depths


def test_without_somebody_to_ask_an_array_apart_is_a_fault():
    with pytest.raises(ValueError, match="set apart"):
        decode(parted(Slotted(LARGE))[0])


def test_small_values_stay_in_one_piece():
    assert parted(Estimate(1.0, 0.5, 1.5, 9)) == (encode(Estimate(1.0, 0.5, 1.5, 9)), {})


@pytest.fixture
def shelf(tmp_path):
    """A store, its faults, and a way to recall a grid from it; what was made is counted."""
    faults, made = [], []

    def make():
        made.append(1)
        return Grid("hill", LARGE, LARGE[:5])

    def recall():
        with Pieces(Store(tmp_path / "store", faults.append), Path(__file__).parents[2], "toy") as pieces:
            return pieces.recall("first", "result", lambda: {"parameter seed": "1"}, make)

    return tmp_path / "store", faults, made, recall


def entry_of_the_array(folder):
    """Return the file of the array, the largest of the store."""
    return max((path for path in folder.glob("??/*")), key=lambda path: path.stat().st_size)


def test_a_kept_array_comes_back(shelf):
    _, faults, made, recall = shelf
    recall()
    again = recall()
    assert (again.piece.reused, len(made), faults) == (True, 1, [])
    assert np.array_equal(again.value.heights, LARGE)


@pytest.mark.parametrize(
    ("harm", "fault"),
    [
        (lambda path: path.write_bytes(path.read_bytes()[:-1] + b"\x07"), "was damaged"),
        (lambda path: path.unlink(), "is gone"),
    ],
)
def test_a_lost_array_is_made_anew_and_told(shelf, harm, fault):
    folder, faults, made, recall = shelf
    recall()
    harm(entry_of_the_array(folder))
    again = recall()
    assert (again.value.name, faults) == ("hill", [])
    assert np.array_equal(again.value.heights, LARGE)
    assert len(made) == 2
    assert len(faults) == 1
    assert fault in faults[0]
    assert np.array_equal(recall().value.heights, LARGE)
    assert len(made) == 2
