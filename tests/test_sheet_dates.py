"""A sheet's date: its own, else the epoch of the source."""

from __future__ import annotations

import pytest

from report.errors import CallError, DeclarationError
from report.sheets import load_sheet


@pytest.fixture
def dated(toy, monkeypatch):
    """Return the date of the toy, declared so, under this epoch."""

    def load(declared, epoch=None):
        toy.edit(toy.analysis, 'date="2024-11-22"', f'date="{declared}"')
        monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
        if epoch is not None:
            monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        return load_sheet(toy.slug, toy.root).date

    return load


def test_a_declared_date_stands_whatever_the_epoch_is(dated):
    assert dated("2024-11-22", epoch="0") == "2024-11-22"


def test_without_a_declared_date_the_epochs_day_is_the_date_everywhere(dated, monkeypatch):
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert dated("", epoch="86399") == "1970-01-01"


def test_without_either_the_sheet_says_what_to_do(dated):
    with pytest.raises(DeclarationError, match=r"no date\nDeclare one, or set SOURCE_DATE_EPOCH"):
        dated("")


@pytest.mark.parametrize("epoch", ["yesterday", "9" * 30])
def test_an_epoch_that_is_no_time_is_the_callers_mistake(dated, epoch):
    with pytest.raises(CallError, match="SOURCE_DATE_EPOCH"):
        dated("", epoch)


def test_a_date_that_is_none_is_the_sheets_mistake(dated):
    with pytest.raises(DeclarationError, match=r"'22\.11\.2024' is no date"):
        dated("22.11.2024")
