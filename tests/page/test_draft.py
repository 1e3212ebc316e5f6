"""A draft shows what failed in its place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from desk import Desk

from report import page
from report.errors import TemplateError


def test_a_failed_exercise_is_framed_and_the_others_stand(desk: Desk) -> None:
    desk.change(1, failure="data/x.csv: <label> 7", result=None)
    desk.report = replace(desk.report, draft=True)
    for medium in ("screen", "print"):
        html = desk.render(medium)
        assert "<pre>data/x.csv: &lt;label&gt; 7</pre>" in html
        assert "1 of 2 exercises could not be built" in html
        assert 'id="second-tab-scores"' in html
        assert "(left out here)" in html
    assert '@top-left { content: "Draft: not complete"' in html


def test_prose_that_fails_becomes_a_failure_in_a_draft_only(desk: Desk) -> None:
    desk.write("first", "{{ result.slop }}")
    with pytest.raises(TemplateError):
        desk.render()
    assert page.frame_failures(desk.report, typeset=desk.typeset, templates=desk.templates) is desk.report
    draft = replace(desk.report, draft=True)
    framed = page.frame_failures(draft, typeset=desk.typeset, templates=desk.templates)
    assert [bool(section.failure) for section in framed.sections] == [True, False]
    assert "Did you mean 'slope'?" in framed.sections[0].failure
    desk.report = framed
    assert "templates/toy/first.md.j2:1" in desk.render()


def test_a_whole_report_has_no_banner(desk: Desk) -> None:
    html = desk.render("print")
    assert "banner" not in html.split("<body>")[1]
    assert "Draft:" not in html
