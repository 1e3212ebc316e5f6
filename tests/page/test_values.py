"""A value from data appears as the text it is."""

from __future__ import annotations

from dataclasses import dataclass
from html import unescape
from typing import Any

import pytest
from desk import Desk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markupsafe import Markup

NASTY = ["<script>alert(1)</script>", "*x* _y_", "$x$ and $$y$$", "{{ 7*7 }} {% if %}", "`a` [b](c) # d", "&amp; &lt;"]


@dataclass(frozen=True)
class Named:
    name: Any


@pytest.mark.parametrize("name", NASTY)
@pytest.mark.parametrize("medium", ["screen", "print"])
def test_markup_in_a_value_is_text(desk: Desk, name: str, medium: Any) -> None:
    desk.prose("X{{ result.name }}X\n\n`{{ result.name }}`\n\n{{ table([[result.name, 1]]) }}", result=Named(name))
    desk.asked.clear()
    html = desk.render(medium)
    cell = html.split('<th scope="row">')[1].split("</th>")[0]
    code = html.split("<code>")[1].split("</code>")[0]
    said = html.split("<p>X")[1].split("X</p>")[0]
    assert [unescape(part) for part in (said, code, cell)] == [name] * 3
    assert "<script>alert" not in html
    assert desk.asked == []


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("a\x00b", "a␀b"),
        ("\x9b1m", "\N{REPLACEMENT CHARACTER}1m"),
        ("\ud800", "\N{REPLACEMENT CHARACTER}"),
        ("\x7f", "␡"),
    ],
)
def test_control_characters_are_shown_as_signs(desk: Desk, name: str, shown: str) -> None:
    html = desk.prose("{{ result.name }}", result=Named(name))
    assert html == f"<p>{shown}</p>"
    html.encode("utf-8")


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(name=st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), min_size=1))
def test_any_printable_text_survives(desk: Desk, name: str) -> None:
    html = desk.prose("X{{ result.name }}X", result=Named(name))
    assert unescape(html) == f"<p>X{name}X</p>"


def test_html_in_attributes_of_a_figure_is_text(desk: Desk) -> None:
    drawn = desk.report.sections[0].figures["curve"]
    figures = {"curve": type(drawn)("curve", 'say "<b>"', drawn.svg, 10, 10)}
    html = desk.prose("{% call figure(figures.curve) %}c{% endcall %}", figures=figures)
    assert 'alt="say &#34;&lt;b&gt;&#34;"' in html
    assert isinstance(Markup(html), str)
