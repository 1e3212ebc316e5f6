"""What goes wrong in prose is told with the author's file and line, and what was probably meant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from desk import Desk, First

from report.errors import FormulaError, TemplateError
from report.formats import filtered, plain
from report.model import Correction

Refuse = Callable[[Desk, type[Exception]], Any]

CASES = [
    ("{{ result.slop }}", "First has no 'slop'", "slope"),
    ("{{ claims.step.observed }}", "claims has no 'step'", "steep"),
    ("{% call figure(figures.curv) %}x{% endcall %}", "figures has no 'curv'", "curve"),
    ("{{ derivation(derivations.miror) }}", "derivations has no 'miror'", "mirror"),
    ('{{ ref("fig:curv") }}', "there is no label 'fig:curv'", "fig:curve"),
    ("{{ reslt.slope }}", "'reslt' is not defined", ""),
    ("{{ settings.splt }}", "settings has no 'splt'", "There is none."),
    ("{{ result.slope | numbr(2) }}", "No filter named 'numbr'", ""),
    ("{{ 'a' | number(2) }}", "a number was expected", ""),
    ("{{ result.slope | round('x') }}", "TypeError", ""),
    ("{{ result.slope", "unexpected", ""),
    ("{% if %}", "Expected an expression", ""),
    ("{{ derivation(claims.steep) }}", "derivation(...) takes derivations.name", ""),
    ("{% call given(figures.curve) %}x{% endcall %}", "given(...) and unless(...)", ""),
    ("{{ result.slope | default(1) }}", "No filter named 'default'", ""),
    ("{{ result.slope | safe }}", "No filter named 'safe'", ""),
    ("$$ x $$ {#eq:logistic}", "the label eq:logistic is given twice", ""),
    ("{{ table(3) }}", "a table takes rows, not int", ""),
    ("{{ result.slop | number(2) }}", "First has no 'slop'", "slope"),
    ("{{ result.slope | number(0) }}", "one significant digit at least", "count"),
    ("{{ figures.curve }}", "Drawn is no text", "words of their own"),
    ("{{ figure(figures.curve) }}", "called with a caption", "{% call figure(figures.name) %}"),
    ("{{ given(claims.steep) }}", "called with a text", "{% call given(claims.name) %}"),
    ("{% call given(claims.steep, claims.steep) %}x{% endcall %}", "take one claims.name", "two calls"),
    ("Here $p = {{ result.slope }}$.", "{{ result.s stands in a formula", ""),
    ("$$ p = {{ row.x | number(2) }} $$", "stands in a formula", ""),
    ("Left open: $$ a = b", "a formula stands between dollars", ""),
    (r"Bare: \begin{align} a \end{align}", "a formula stands between dollars", ""),
    ("$$ a = b $$ {#slope}", "Missing end of comment tag", "{#eq:name}"),
    ('{{ table([{"a": 1}], columns=["b"]) }}', "a row has no 'b'", "a"),
    ('{{ table([{"a": 1}], columns=[column("a", "A", "nmber")]) }}', "there is no filter 'nmber'", "number"),
]


@pytest.mark.parametrize(("mistake", "message", "remedy"), CASES)
def test_a_mistake_names_file_line_and_remedy(
    desk: Desk, refuse: Refuse, mistake: str, message: str, remedy: str
) -> None:
    prose = (desk.templates / "toy/first.md.j2").read_text(encoding="utf-8")
    desk.write("first", f"{prose}\nSome text,\nand $x$ more of it:\n\n{mistake}\n")
    error = refuse(desk, TemplateError)
    assert message in error.message
    assert remedy in error.remedy
    assert error.place == f"templates/toy/first.md.j2:{len(prose.splitlines()) + 5}"


def test_a_bad_formula_names_its_line_within_a_paragraph(desk: Desk, refuse: Refuse) -> None:
    prose = (desk.templates / "toy/first.md.j2").read_text(encoding="utf-8")
    desk.write("first", f"{prose}\nA line,\nanother with $x$,\nand $\\bad$.\n")
    error = refuse(desk, FormulaError)
    assert error.place == f"templates/toy/first.md.j2:{len(prose.splitlines()) + 4}"


def test_a_mistake_within_a_call_names_its_own_line(desk: Desk, refuse: Refuse) -> None:
    desk.write("first", "{% call figure(figures.curve) %}\nA caption\nwith {{ result.slop }}.\n{% endcall %}\n")
    assert refuse(desk, TemplateError).place == "templates/toy/first.md.j2:3"


def test_a_template_in_another_encoding_is_told_with_its_line(desk: Desk, refuse: Refuse) -> None:
    (desk.templates / "toy/first.md.j2").write_bytes("Text.\n\nZoë sagt\n".encode("latin-1"))
    error = refuse(desk, TemplateError)
    assert (error.message, error.place) == ("the template is not UTF-8", "templates/toy/first.md.j2:3")


def test_a_mark_of_the_byte_order_is_no_text(desk: Desk) -> None:
    first = desk.templates / "toy/first.md.j2"
    html = desk.render()
    first.write_bytes(b"\xef\xbb\xbf" + first.read_bytes())
    assert desk.render() == html


def test_braces_of_tex_are_no_values(desk: Desk) -> None:
    assert desk.prose("Here ${{x}}$, $e^{{x}}$, $\\{{a}|{b}\\}$ and $\\mathbb{{R}}_{{result}}$.")


def test_a_missing_template_is_named(desk: Desk, refuse: Refuse) -> None:
    (desk.templates / "toy/second.md.j2").unlink()
    assert refuse(desk, TemplateError).place == "templates/toy/second.md.j2"


def test_a_block_that_stays_open_is_told_with_its_line(desk: Desk, refuse: Refuse) -> None:
    desk.write("second", "Text.\n\n{% call given(claims.better) %}a{% if 1 %}{% endcall %}")
    error = refuse(desk, TemplateError)
    assert error.place == "templates/toy/second.md.j2:3"
    assert "left open" in error.remedy


def test_a_mistake_in_a_correction_names_the_correction(desk: Desk, refuse: Refuse) -> None:
    wrong = Correction(1, "said", "1(b)", "It is\n{{ result.slop }}.", ())
    desk.report = replace(desk.report, sheet=replace(desk.report.sheet, corrections=(wrong,)))
    assert refuse(desk, TemplateError).place == "correction of 1(b):2"


@pytest.mark.parametrize("evidence", ["claims.step", "figures.curv", "numbers.x", "claims"])
def test_evidence_that_does_not_exist_is_an_error(desk: Desk, refuse: Refuse, evidence: str) -> None:
    wrong = Correction(1, "said", "1(b)", "Right.", (evidence,))
    desk.report = replace(desk.report, sheet=replace(desk.report.sheet, corrections=(wrong,)))
    assert refuse(desk, TemplateError).place == "correction of 1(b)"


def test_a_bug_keeps_its_traceback(desk: Desk) -> None:
    class Broken:
        @property
        def value(self) -> float:
            return {}["bug"]

    with pytest.raises(KeyError, match="bug"):
        desk.prose("{{ result.value }}", result=Broken())


def test_a_formula_left_open_is_told_with_its_own_line(desk: Desk, refuse: Refuse) -> None:
    for text in ("One\n$x$ two\nthree $$ four\n", "One\n$x$ two\nthree $p={{ result.slope }}$\n"):
        desk.write("first", text)
        error = refuse(desk, TemplateError)
        assert error.place == "templates/toy/first.md.j2:3"
        assert "tag" not in error.remedy


@pytest.mark.parametrize(
    "text", [r"$p_{{x|z}}$", r"$\sum_{{d | n}} f(d)$", r"Two \$\$ dollars", "In code `$$` too", r"A \\begin{x}"]
)
def test_what_only_looks_like_a_mistake_is_prose(desk: Desk, text: str) -> None:
    assert desk.prose(text)


def test_digits_may_be_named_and_come_from_numpy(desk: Desk) -> None:
    assert "0.3" in desk.prose("{{ result.slope | decimals(digits=1) }}", result=First(slope=0.26))
    assert filtered("decimals", 0.26, np.int64(1)) == "0.3"
    assert plain(1 + 2j) == "(1+2j)"
