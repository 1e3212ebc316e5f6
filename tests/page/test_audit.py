"""The audit: printed numbers beside ours, and corrections with their evidence."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from desk import Desk
from hypothesis import given
from hypothesis import strategies as st

from report import page
from report.audit import as_printed
from report.model import Correction, Estimate, Published


@pytest.mark.parametrize(
    ("value", "printed", "equal"),
    [
        (0.5266669, "0.526667", True),
        (0.5266649, "0.526667", False),
        (1.0, "1.00", True),
        (0.9951, "1.00", True),
        (0.9949, "1.00", False),
        (81, "81", True),
        (1196, "1,196", True),
        (-0.001, "0.00", True),
        (-0.5, "\N{MINUS SIGN}0.5", True),
        (Estimate(0.99, 0.9, 1, 10), "0.99", True),
        ((1196, 4096), "(1196, 4096)", True),
        ((1196, 576), "(1196, 4096)", False),
        ((0.09, 0.2447, 0.6652), "[0.09, 0.24, 0.67]", True),
        ((1, 2, 3), "(1, 2)", False),
        ("Llama3 8B chat", "Llama3 8B chat", True),
        (0.028498, "2.8e-2", True),
        (0.028498, "2.9e-2", False),
        (0.028498, "2.8 × 10⁻²", True),
        (6.02214e23, "6.022\N{NARROW NO-BREAK SPACE}×\N{NARROW NO-BREAK SPACE}10²³", True),
        ((1e-3, 2), "(1.0E-03, 2)", True),
        (float("nan"), "0.03", False),
    ],
)
def test_numbers_are_equal_at_the_printed_digits(value: Any, printed: str, equal: bool) -> None:
    assert (as_printed(value, printed) == printed.replace("\N{MINUS SIGN}", "-")) is equal


@given(st.floats(-1e6, 1e6), st.integers(0, 6))
def test_a_number_equals_its_own_printing(value: float, digits: int) -> None:
    printed = f"{value:.{digits}f}"
    if float(printed) != 0:
        assert as_printed(value, printed) == printed


def test_each_row_says_what_came_of_it(desk: Desk) -> None:
    comparison, corrections = page.audit(desk.report)
    assert [(row.exercise, row.verdict, row.regenerated, row.why) for row in comparison] == [
        (1, "equal", 0.25, ""),
        (2, "differs", 0.4949, "another model"),
        (2, "not repeatable", None, "its data are not in the sheet"),
    ]
    assert corrections[0].evidence == ("claims.steep", "figures.curve")


def test_what_is_left_out_or_failed_is_not_audited(desk: Desk) -> None:
    desk.change(2, failure="no data", result=None)
    assert {row.exercise for row in page.audit(desk.report).comparison} == {1}


def test_corrections_link_to_their_evidence(desk: Desk) -> None:
    html = desk.render()
    said = html[html.index('<section class="correction">') :].split("</section>")[0]
    assert "The slope is 0.25," in said
    assert re.findall(r'href="#([^"]+)"', said) == ["first-claim-steep", "first-fig-curve"]


def test_evidence_that_no_exercise_shows_is_shown_with_the_correction(desk: Desk) -> None:
    desk.write("first", "$$ x $$ {#eq:logistic}")
    desk.write("second", "{% call given(claims.better) %}{% endcall %}{% call unless(claims.better) %}b{% endcall %}")
    cited = Correction(1, "said", "1", "Right.", ("derivations.mirror", "figures.curve", "claims.steep"))
    desk.report = replace(desk.report, sheet=replace(desk.report.sheet, corrections=(cited,)))
    said = desk.render().split('<section class="correction">')[1].split("</section>")[0]
    assert '<div class="derivation" id="audit-derivation-first-mirror"' in said
    assert '<figure id="audit-fig-first-curve">' in said
    assert 'href="#first"' in said


@pytest.mark.parametrize("reason", ["switched off", "nothing published"])
def test_there_is_no_appendix_without_reason(desk: Desk, reason: str) -> None:
    if reason == "switched off":
        desk.report = replace(desk.report, appendix=False)
    else:
        desk.report = replace(desk.report, sheet=replace(desk.report.sheet, published=(), corrections=()))
    html = desk.render()
    assert 'id="audit"' not in html
    assert "published numbers" not in html


def test_a_printed_number_gets_the_results_by_slug(desk: Desk) -> None:
    seen: dict[str, Any] = {}
    one = Published(1, "points", "12345", "1", lambda results: seen.update(results) or results["first"].points)
    desk.report = replace(desk.report, sheet=replace(desk.report.sheet, published=(one,)))
    assert page.audit(desk.report).comparison[0].verdict == "equal"
    assert set(seen) == {"first", "second"}


def test_evidence_that_two_corrections_cite_is_shown_once(desk: Desk) -> None:
    desk.write("first", "$$ x $$ {#eq:logistic}")
    desk.write("second", "{% call given(claims.better) %}{% endcall %}{% call unless(claims.better) %}b{% endcall %}")
    cited = Correction(1, "said", "1", "Right.", ("derivations.mirror", "figures.curve", "claims.steep"))
    desk.report = replace(desk.report, sheet=replace(desk.report.sheet, corrections=(cited, cited)))
    html = desk.render()
    assert html.count('id="audit-derivation-first-mirror"') == 1
    assert html.count('href="#audit-fig-first-curve"') == 1


def test_a_reason_that_many_rows_share_is_written_once(desk: Desk) -> None:
    many = tuple(Published(1, f"row {n}", "1", "1", lambda results: 2, "another seed") for n in range(3))
    desk.report = replace(desk.report, sheet=replace(desk.report.sheet, published=many))
    html = desk.render()
    assert html.count("another seed") == 1
    assert html.count("<td>a</td>") == 3


def test_the_record_has_corrections_with_their_numbers(desk: Desk) -> None:
    (correction,) = page.audited(desk.report, desk.templates).corrections
    slope = desk.report.sections[0].result.slope
    assert correction.correct == f"The slope is {slope:g}, $\\sigma'(0)$."


def test_a_correction_in_words_says_the_sentence_that_its_claim_picks(desk: Desk) -> None:
    both = "{% call given(claims.steep) %}It is.{% endcall %} {% call unless(claims.steep) %}It is not.{% endcall %}"
    (correction,) = desk.report.sheet.corrections
    sheet = replace(desk.report.sheet, corrections=(replace(correction, correct=both),))
    (said,) = page.audited(replace(desk.report, sheet=sheet), desk.templates).corrections
    holds = desk.report.sections[0].claims["steep"].verdict
    assert said.correct == ("It is." if holds else "It is not.")
