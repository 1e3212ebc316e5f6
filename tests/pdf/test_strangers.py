"""Fonts of the machine in place of the page's are named, with what they set."""

from __future__ import annotations

from types import SimpleNamespace

from report.pdf.strangers import strangers


def font(family: str, *texts: str) -> SimpleNamespace:
    return SimpleNamespace(family=family, to_unicode=dict(enumerate(texts)))


def test_each_strange_family_is_told_once_with_its_characters_in_order() -> None:
    fonts = [font("Own", "a"), font("DejaVu Sans", "c", "b"), font("DejaVu Sans", "b", "d"), font("Apart", "x" * 30)]
    assert strangers(fonts, {"Own"}) == [
        "no face of the page has 'x'; the PDF sets it in this machine's Apart",
        "no face of the page has 'bcd'; the PDF sets it in this machine's DejaVu Sans",
    ]


def test_the_pages_own_families_are_none() -> None:
    assert strangers([font("Own", "a")], {"Own", "Other"}) == []
