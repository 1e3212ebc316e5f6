"""Numbers, references and contents."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from desk import Desk

from report.errors import TemplateError
from report.model import Status
from report.page.numbering import Numbering


def test_references_lead_forward_and_back_and_to_other_exercises(desk: Desk) -> None:
    html = desk.render()
    assert 'and <a class="ref" href="#first-eq-logistic">(1)</a> gives' in html
    assert '<a class="ref" href="#first-derivation-mirror">(2)</a>' in html
    assert 'as <a class="ref" href="#first-fig-curve">Figure 1</a> does not' in html
    assert 'As <a class="ref" href="#second-tab-scores">Table 1</a>' in html


def test_every_link_within_the_page_has_its_place_and_every_place_is_there_once(desk: Desk) -> None:
    for medium in ("screen", "print"):
        html = desk.render(medium)
        places = re.findall(r'id="([^"]+)"', html)
        assert len(places) == len(set(places))
        assert set(re.findall(r'href="#([^"]+)"', html)) <= set(places)


def test_equations_and_derivations_count_together_figures_and_tables_apart() -> None:
    numbering = Numbering()
    said = [
        numbering.next("one", kind, name).said
        for kind, name in [("eq", "a"), ("fig", "a"), ("derivation", "a"), ("tab", "")]
    ]
    assert said == ["(1)", "Figure 1", "(2)", "Table 1"]


def test_an_exercise_means_its_own_label_first(desk: Desk) -> None:
    desk.write(
        "second",
        "$$ y $$ {#eq:logistic}\n\n{{ ref('eq:logistic') }}" + (desk.templates / "toy/second.md.j2").read_text(),
    )
    assert '<a class="ref" href="#second-eq-logistic">(3)</a>' in desk.render()


def test_a_label_that_two_other_exercises_have_is_refused() -> None:
    first = Numbering()
    first.next("one", "eq", "a")
    first.next("two", "eq", "a")
    with pytest.raises(TemplateError, match="several exercises"):
        Numbering(known=first.labels).find("three", "eq:a")


def test_an_extract_says_that_a_reference_is_left_out(desk: Desk) -> None:
    desk.report = replace(desk.report, sections=desk.report.sections[1:], partial=True)
    html = desk.render()
    assert "(left out here)" in html
    assert "An extract: exercise 2 of 2." in html


def test_the_contents_hold_exercises_and_their_parts(desk: Desk) -> None:
    desk.write(
        "second", "## What $x$ is\n\n### Below\n\n## What $x$ is\n" + (desk.templates / "toy/second.md.j2").read_text()
    )
    contents = desk.render().split('<nav class="contents"')[1].split("</nav>")[0]
    assert re.findall(r'href="#([^"]+)"', contents)[:6] == [
        "first", "first-a-the-logistic-function", "second", "second-what-x-is", "second-what-x-is-2", "second-a-scores",
    ]  # fmt: skip
    assert "Below" not in contents


def test_the_first_page_counts_what_was_shown(desk: Desk) -> None:
    summary = desk.render().split('<ul class="summary">')[1].split("</ul>")[0]
    said = [re.sub(r"<[^>]+>", "", line) for line in re.findall(r"<li>.*?</li>", summary, re.DOTALL)]
    assert said == [
        "1 of 2 steps proved, 1 assumed",
        "1 of 2 claims about data hold",
        "1 of 3 published numbers reproduced, 1 not repeatable",
        "1 correction",
    ]
    statuses = [step.verdict.status for step in desk.report.sections[0].derivations["mirror"].steps]
    assert statuses == [Status.PROVED, Status.ASSUMED]
