"""The rules that MathML needs in a browser."""

from __future__ import annotations

import pytest

from report.errors import MissingToolError
from report.fonts import MATHS
from report.formulas import mathml_css, stylesheet


def test_rules_name_our_fonts_and_bring_none_of_their_own():
    css = mathml_css()
    assert f'font-family: "{MATHS}"' in css
    assert "@font-face" not in css
    assert "url('./" not in css
    assert "ss04" not in css


def test_rules_leave_the_pages_own_elements_alone():
    css = mathml_css()
    assert "body" not in css
    assert "tml-eqn" not in css
    assert "tml-display" not in css
    assert "inline-flex" not in css
    assert "-moz-document" not in css
    assert css.count("{") == css.count("}")


def test_margins_of_delimiters_are_taken_back_in_chromium_alone():
    """Firefox and WebKit give a delimiter its own width: less than that, and a binomial lies in its brackets."""
    before, *rest = mathml_css().partition("@supports (-webkit-app-region: none)")
    assert "--slack" in "".join(rest)
    assert "--slack" not in before


def test_missing_packages_are_told_with_the_remedy(monkeypatch, tmp_path):
    monkeypatch.setattr(stylesheet, "SOURCE", tmp_path / "none.css")
    with pytest.raises(MissingToolError) as caught:
        mathml_css()
    assert "npm ci" in caught.value.remedy
