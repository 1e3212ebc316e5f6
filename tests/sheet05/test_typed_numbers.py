"""No number that came from data stands in the prose as a literal."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.page import literals

TEMPLATES = sorted((Path(__file__).parents[2] / "templates" / "sheet05").glob("*.md.j2"))

EXCEPTIONS = {
    "95%": "the level of the intervals, a choice",
    "2014": "the year of a publication",
    "2018": "the year of a publication",
    "2024": "the year of a publication",
}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_measured_number_is_typed(template):
    typed = [found for found in literals(template.read_text(encoding="utf-8")) if found.text not in EXCEPTIONS]
    assert typed == []


def test_a_typed_number_would_be_found():
    (found,) = literals("The probe is right in 87 % of the cases, {{ result.n | count }} of them.")
    assert found.text == "87 %"


def test_every_exception_is_needed():
    typed = {found.text for template in TEMPLATES for found in literals(template.read_text(encoding="utf-8"))}
    assert set(EXCEPTIONS) <= typed
