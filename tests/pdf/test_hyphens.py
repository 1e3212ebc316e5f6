"""Patterns that were kept break words as those that are read do."""

from __future__ import annotations

import pyphen
import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.pdf import remember_hyphens


class Shelf(dict):
    """A store that counts what is put."""

    def put(self, key, value):
        """Keep `value`."""
        self[key] = value


@pytest.fixture(autouse=True)
def _unread(monkeypatch):
    monkeypatch.setattr(pyphen, "hdcache", {})


def twice(language, monkeypatch):
    """Return what the patterns are when they are read, and when they come from the store."""
    shelf = Shelf()
    remember_hyphens(language, shelf)
    read = pyphen.hdcache.copy()
    monkeypatch.setattr(pyphen, "hdcache", {})
    monkeypatch.setattr(pyphen.HyphDict, "__init__", None)
    remember_hyphens(language, shelf)
    return read, pyphen.hdcache


WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=20) | st.sampled_from(
    ["hyphenation", "regularisation", "hyperplane", "probability", "logarithm", "Wahrscheinlichkeit"]
)


@pytest.mark.parametrize("language", ["en", "de"])
def test_kept_patterns_break_words_as_read_ones_do(language, monkeypatch):
    read, kept = twice(language, monkeypatch)
    assert list(read) == list(kept)
    assert len(read) == 1
    (path,) = read

    @given(WORDS)
    def break_alike(word):
        assert kept[path].positions(word) == read[path].positions(word)

    break_alike()


def test_weasyprint_finds_them_where_they_were_put():
    from weasyprint.text import line_break

    shelf = Shelf()
    remember_hyphens("en", shelf)
    (dictionary,) = pyphen.hdcache.values()
    assert line_break.pyphen.Pyphen(lang=pyphen.language_fallback("en")).hd is dictionary
    assert len(shelf) == 1


def test_patterns_that_change_letters_are_not_kept():
    shelf = Shelf()
    remember_hyphens("hu", shelf)
    assert len(pyphen.hdcache) == 1
    assert not shelf


def test_a_language_without_patterns_is_left_alone():
    shelf = Shelf()
    remember_hyphens("tlh", shelf)
    assert (pyphen.hdcache, shelf) == ({}, {})
