"""Pages with remembered labels, PDFs of pages laid out before, builds that were killed: always the same bytes."""

from __future__ import annotations

import os
import random
import subprocess
import sys

import pytest

from report import pdf
from report.errors import TemplateError
from report.model import Piece
from report.page import document
from report.progress import Note

FORWARD = 'As {{ ref("fig:fall") }} shows.\n\n'
TURNED = ("A ramp over $x$.{% endcall %}", "{% call figure(figures.fall) %}And down.{% endcall %}")


@pytest.fixture
def passes(monkeypatch):
    """Count how often the whole document is gone through."""
    seen, once = [], document._pass

    def counted(*arguments):
        seen.append(1)
        return once(*arguments)

    monkeypatch.setattr(document, "_pass", counted)
    return seen


@pytest.fixture
def referring(workshop):
    workshop.toy.edit(
        workshop.toy.prose, "{{ derivation(derivations.square) }}", FORWARD + "{{ derivation(derivations.square) }}"
    )
    return workshop


def test_a_document_is_gone_through_twice_at_first_and_once_after_a_changed_word(referring, passes):
    first = referring.build(formats=("html",))[".html"]
    assert len(passes) == 2
    assert b"Figure 2" in first
    referring.toy.edit(referring.toy.prose, "The double is", "Twice that is")
    again = referring.build(formats=("html",))[".html"]
    assert len(passes) == 3
    assert again == first.replace(b"The double is", b"Twice that is")


def test_a_figure_that_moves_up_takes_the_references_with_it(referring, passes):
    referring.build()
    text = (referring.toy.root / referring.toy.prose).read_text()
    ramp = text[text.index("{% call figure(figures.ramp)") : text.index("{% call figure(figures.fall)")]
    referring.toy.write(referring.toy.prose, text.replace(ramp, "") + "\n" + ramp)
    html = referring.build()[".html"]
    assert len(passes) == 5
    assert b"Figure 1</a> shows" in html
    assert html == referring.build(use_cache=False)[".html"]


def test_a_chapter_that_is_made_twice_counts_once_for_its_first_reason(referring, passes):
    referring.build(formats=("html",))
    passes.clear()
    added = "{{ equation('x = 1', label='new') }}\n\n{{ derivation(derivations.square) }}"
    referring.toy.edit(referring.toy.prose, "{{ derivation(derivations.square) }}", added)
    referring.build(formats=("html",))
    assert len(passes) == 3
    (html,) = (step for step in referring.steps if step.stage == "html")
    made = [piece for piece in html.pieces if piece.name == "page: chapter doubling"]
    assert [piece.reused for piece in made] == [False]
    assert "doubling.md.j2" in made[0].because


def test_what_is_asked_for_again_counts_as_made_if_it_ever_was():
    note = Note()
    for name, because in (("a", ""), ("b", "first"), ("a", "later"), ("b", "later"), ("b", "")):
        note.add(Piece(name, reused=not because, because=because))
    assert note.pieces == [Piece("a", reused=False, because="later"), Piece("b", reused=False, because="first")]


def test_a_new_label_may_be_referred_to_at_once(referring):
    referring.build()
    added = "{{ equation('x = 1', label='new') }}\n\nSee {{ ref('eq:new') }}.\n"
    referring.toy.write(f"templates/{referring.toy.slug}/resting.md.j2", added)
    html = referring.build()[".html"]
    assert html == referring.build(use_cache=False)[".html"]


def test_a_reference_to_nothing_is_told_although_labels_are_remembered(referring):
    referring.build()
    referring.toy.edit(referring.toy.prose, "fig:fall", "fig:rise")
    with pytest.raises(TemplateError, match="no label 'fig:rise'"):
        referring.build()


def laid_out_anew(workshop):
    pieces = [piece for step in workshop.steps if step.stage == "pdf" for piece in step.pieces]
    return {piece.name.removeprefix("PDF: ") for piece in pieces if piece.name.startswith("PDF: ") and not piece.reused}


def test_a_part_that_did_not_change_is_not_laid_out_again(workshop):
    first = workshop.build(formats=("pdf",))
    assert laid_out_anew(workshop) >= {"front", "doubling", "resting", "back", "the whole"}
    workshop.edit("far.py", "number * factor", "factor * number")
    assert workshop.build(formats=("pdf",)) == first
    assert laid_out_anew(workshop) == set()
    workshop.toy.edit(workshop.toy.prose, "The double is", "Twice that is")
    changed = workshop.build(formats=("pdf",))
    assert changed != first
    assert laid_out_anew(workshop) == {"doubling", "the whole"}
    assert changed == workshop.build(formats=("pdf",), use_cache=False)


def test_behind_a_new_page_only_what_is_there_is_laid_out_again(workshop):
    prose = (workshop.toy.root / workshop.toy.prose).read_text()
    workshop.toy.write(workshop.toy.prose, prose + "\n\n{{ new_page() }}\n\nA last word.\n")
    workshop.build(formats=("pdf",))
    assert {"doubling", "doubling-2"} <= laid_out_anew(workshop)
    workshop.toy.edit(workshop.toy.prose, "A last word", "The last word")
    changed = workshop.build(formats=("pdf",))
    assert laid_out_anew(workshop) == {"doubling-2", "the whole"}
    assert changed == workshop.build(formats=("pdf",), use_cache=False)


def test_pages_that_are_more_shift_numbers_and_contents_and_nothing_else(workshop):
    workshop.build(formats=("pdf",))
    filler = "\n\n".join(["One sentence after the other, until the page is full."] * 60)
    workshop.toy.edit(workshop.toy.prose, "The double is", f"{filler}\n\nThe double is")
    workshop.build(formats=("pdf",))
    assert laid_out_anew(workshop) == {"front", "doubling", "numbers", "the whole"}


def test_builds_that_were_killed_leave_nothing_that_changes_the_next(workshop):
    """Kill at random moments, from the first import to the last rename; then build, and compare with no cache."""
    toy = workshop.toy
    program = (
        "import sys; from pathlib import Path; import analyses; root = Path(sys.argv[1]);"
        "analyses.__path__.append(str(root / 'analyses'));"
        "from report.cli.app import main; main(root, (), ['--to', 'html,json'])"
    )
    environment = os.environ | {"XDG_CACHE_HOME": str(workshop.cache), "PYTHONDONTWRITEBYTECODE": "1"}
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    begun = random.Random(5)
    output = toy.root / "_build"
    for _ in range(5):
        process = subprocess.Popen(
            [sys.executable, "-c", program, toy.root], cwd=toy.root, env=environment, stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            process.wait(begun.uniform(0.3, 2.0))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    built = workshop.build()
    assert workshop.faults == []
    assert built == workshop.build(use_cache=False)
    assert sorted(path.name for path in output.iterdir()) == [f"{toy.slug}.html", f"{toy.slug}.json"]


def test_another_pango_lays_every_page_out_anew_and_renders_none(workshop, monkeypatch):
    def made():
        (step,) = (step for step in workshop.steps if step.stage == "pdf")
        return {piece.name: piece.because for piece in step.pieces if not piece.reused}

    workshop.build(formats=("pdf",))
    assert any(name.startswith("print: ") for name in made())
    workshop.build(formats=("pdf",))
    assert made() == {}
    now = {**pdf.library_versions(), "Pango": "0.0.1"}
    monkeypatch.setattr(pdf, "library_versions", lambda: now)
    workshop.build(formats=("pdf",))
    assert {name.partition(":")[0] for name in made()} == {"PDF"}
    assert "library Pango: " in made()["PDF: numbers"]
