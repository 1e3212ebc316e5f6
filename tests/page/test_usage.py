"""Nothing declared stays unused; no sentence stands without its evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from desk import Desk

from report.errors import ClaimError, UnusedError
from report.model import Claim, Figure

TRUE = Claim("true", "It is so.", 1, "=", 1)
FALSE = Claim("false", "It is so.", 0.5, ">", 1)


@pytest.mark.parametrize("kind", ["derivations", "claims", "figures"])
def test_what_no_template_uses_is_an_error(desk: Desk, kind: str) -> None:
    declared = getattr(desk.report.sections[0], kind)
    with pytest.raises(UnusedError, match=f"{kind}.{next(iter(declared))} of exercise 1") as raised:
        desk.prose("Nothing of it.", **{kind: declared})
    assert raised.value.place == "templates/toy/alone.md.j2"


def test_what_a_correction_cites_counts_as_used(desk: Desk) -> None:
    desk.write("first", "$$ x $$ {#eq:logistic}\n{{ derivation(derivations.mirror) }}")
    desk.write("second", "{% call given(claims.better) %}a{% endcall %}{% call unless(claims.better) %}b{% endcall %}")
    html = desk.render()
    assert 'id="audit-fig-first-curve"' in html


def test_a_name_in_a_branch_that_was_not_taken_counts_as_used(desk: Desk) -> None:
    figures = {"curve": desk.report.sections[0].figures["curve"]}
    text = "{% if 0 %}{% call figure(figures.curve) %}x{% endcall %}{% endif %}"
    assert "<figure" not in desk.prose(text, figures=figures)


def test_a_name_that_is_looked_up_by_a_variable_counts_as_used(desk: Desk) -> None:
    text = "{% for name in claims %}{{ claims[name].statement }}{% endfor %}"
    assert "It is so." in desk.prose(text, claims={"true": TRUE})


def test_a_sentence_stands_only_if_its_claim_holds(desk: Desk) -> None:
    text = "{% call given(claims.true) %}Yes.{% endcall %}\n{% call unless(claims.true) %}No.{% endcall %}"
    assert desk.prose(text, claims={"true": TRUE}) == '<p><span id="alone-claim-true">Yes.</span>\n</p>'
    assert "No." in desk.prose(text, claims={"true": replace(TRUE, observed=2)})


def test_a_false_claim_with_one_sentence_fails(desk: Desk) -> None:
    with pytest.raises(ClaimError) as raised:
        desk.prose("{% call given(claims.false) %}Yes.{% endcall %}", claims={"false": FALSE})
    assert "It is so. (observed 0.5, expected > 1)" in raised.value.message


@pytest.mark.parametrize("text", ["{{ claims.false.observed }}", "{% call unless(claims.false) %}No.{% endcall %}"])
def test_a_false_claim_needs_both_sentences(desk: Desk, text: str) -> None:
    with pytest.raises(ClaimError):
        desk.prose(text, claims={"false": FALSE})


def test_a_sentence_that_is_left_out_leaves_no_empty_paragraph(desk: Desk) -> None:
    text = "{% call given(claims.false) %}Yes.{% endcall %}\n\n{% call unless(claims.false) %}No.{% endcall %}"
    assert desk.prose(text, claims={"false": FALSE}).count("<p>") == 1


def test_a_sentence_may_hold_paragraphs_formulas_and_figures(desk: Desk) -> None:
    figures = {"curve": desk.report.sections[0].figures["curve"]}
    inner = "One.\n\n$$ x $$\n\n{% call figure(figures.curve) %}c{% endcall %}"
    text = f"{{% call given(claims.true) %}}\n\n{inner}\n{{% endcall %}}"
    html = desk.prose(text, claims={"true": TRUE}, figures=figures)
    assert '<p id="alone-claim-true">One.</p>' in html
    assert "<p><figure" not in html
    assert "<p><div" not in html


def test_a_figure_that_these_data_do_not_have_shows_nothing(desk: Desk) -> None:
    text = "{% if figures.rare %}see{% endif %}\n\n{% call figure(figures.rare) %}Caption.{% endcall %}\n\nEnd."
    section = desk.report.sections[0]
    rare = Figure("rare", lambda canvas, result: None, lambda result: "alt", when=lambda result: False)
    desk.change(1, exercise=replace(section.exercise, figures=(*section.exercise.figures, rare)))
    prose = (desk.templates / "toy/first.md.j2").read_text(encoding="utf-8")
    desk.write("first", f"{prose}\n{text}\n")
    html = desk.render()
    assert "Caption." not in html
    assert "<p>End.</p>" in html
