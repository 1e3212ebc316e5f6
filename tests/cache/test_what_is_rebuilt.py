"""One thing is changed at a time: exactly what depends on it is made anew, and the reason names it."""

from __future__ import annotations

import os

import pytest

from report import figures
from report.cache import fingerprint
from report.errors import DeclarationError

RESULT, CLAIMS, RAMP, FALL, PROOF = (
    f"doubling {piece}" for piece in ("result", "claims", "figure ramp", "figure fall", "derivation square")
)
FIGURES = {RAMP, FALL}
EVERYTHING = {RESULT, CLAIMS, *FIGURES, PROOF, "doubling derivation again", "resting result", "resting claims"}
AFTER_THE_RESULT = dict.fromkeys({CLAIMS, *FIGURES}, "anew: result changed")


@pytest.fixture
def built(workshop):
    workshop.first = workshop.build()
    return workshop


def test_a_first_build_makes_everything(workshop):
    workshop.start_empty()
    workshop.build()
    assert set(workshop.made()) == EVERYTHING
    assert set(workshop.made().values()) == {"for the first time"}


def test_a_second_build_makes_nothing_and_writes_the_same_bytes(built):
    assert built.build() == built.first
    assert built.made() == {}


def test_without_the_cache_the_bytes_are_the_same_and_everything_is_made(built):
    assert built.build(use_cache=False) == built.first
    assert set(built.made()) == EVERYTHING


@pytest.mark.parametrize(
    ("module", "old", "new"),
    [
        ("far.py", "# Multiplies.", "# Takes a number so many times."),
        ("compute.py", '"""Double."""', '"""Return twice the number."""'),
        ("compute.py", '"""Twice a number."""', '"""A number, twice."""'),
        ("drawing.py", '"""Draws."""', '"""Draws the figure."""'),
        ("far.py", "number * factor", "(number * factor)"),
    ],
)
def test_a_comment_or_a_docstring_or_a_bracket_rebuilds_nothing(built, module, old, new):
    built.edit(module, old, new)
    assert built.build() == built.first
    assert built.made() == {}


def test_a_helper_two_imports_away_rebuilds_the_result_and_what_is_said_and_drawn_of_it(built):
    built.edit("far.py", "number * factor", "number * factor + 1")
    assert built.build() != built.first
    assert built.made()[RESULT] == f"anew: module analyses.{built.toy.slug}.far changed"
    assert built.made() == {RESULT: built.made()[RESULT], **AFTER_THE_RESULT}


def test_a_change_that_leaves_the_result_alone_is_not_drawn_again(built):
    built.edit("far.py", "number * factor", "factor * number")
    assert built.build() == built.first
    assert set(built.made()) == {RESULT}


def test_a_cell_of_the_data_rebuilds_the_result_that_reads_it(built):
    built.toy.write("data/numbers.csv", "30.5\n")
    built.build()
    assert built.made() == {RESULT: "anew: data data/numbers.csv changed", **AFTER_THE_RESULT}


def test_a_file_that_was_touched_but_not_changed_rebuilds_nothing(built):
    built.toy.write("data/numbers.csv", "20.5\n")
    built.build()
    assert built.made() == {}


def test_a_parameter_rebuilds_the_result_that_takes_it(built):
    built.build(parameters={"seed": "7"})
    assert built.made() == {RESULT: "anew: parameter seed: 5 is now 7", **AFTER_THE_RESULT}
    built.build()
    assert built.made() == {}


def test_a_parameter_that_no_result_takes_rebuilds_none(built):
    built.build(parameters={"authors": "Emmy Noether"})
    assert built.made() == {}


def test_what_is_said_of_a_result_is_judged_again_without_computing_it(built):
    built.edit("judging.py", '">=", 4', '">", 4')
    assert built.build()[".json"] != built.first[".json"]
    assert built.made() == {CLAIMS: f"anew: module analyses.{built.toy.slug}.judging changed"}


def test_the_drawing_of_a_figure_rebuilds_the_figure(built):
    built.edit("drawing.py", "result.line * result.value", "result.line")
    built.build()
    assert built.made() == dict.fromkeys(FIGURES, f"anew: module analyses.{built.toy.slug}.drawing changed")


def test_the_style_rebuilds_every_figure_and_no_result(built, tmp_path, monkeypatch):
    style = tmp_path / "other.mplstyle"
    style.write_text(figures.STYLE.read_text() + "\nlines.linewidth: 3\n")
    monkeypatch.setattr(figures, "STYLE", style)
    assert built.build() != built.first
    assert built.made() == dict.fromkeys(FIGURES, "anew: style changed")


def test_the_version_of_a_package_rebuilds_what_imports_it(built, monkeypatch):
    true = fingerprint.package_versions

    def newer(names, index):
        return {name: "numpy 99" if name == "numpy" else version for name, version in true(names, index).items()}

    monkeypatch.setattr(fingerprint, "package_versions", newer)
    built.build()
    assert set(built.made()) == {RESULT}
    assert built.made()[RESULT].startswith("anew: package numpy: numpy ")
    assert built.made()[RESULT].endswith(" is now numpy 99")


def test_another_python_rebuilds_everything(built, monkeypatch):
    monkeypatch.setattr(fingerprint, "machine", lambda: "CPython 4.0")
    built.build()
    assert set(built.made()) == EVERYTHING


def test_the_latex_of_a_derivation_rebuilds_its_verdicts(built):
    built.edit("__init__.py", "x^2+2x+1", "1+2x+x^2")
    built.build()
    assert built.made()[PROOF] == "anew: LaTeX: (x+1)^2 = x^2+2x+1 is now (x+1)^2 = 1+2x+x^2"


def test_pieces_that_differ_in_name_alone_are_kept_apart(built):
    page = built.first[".json"].decode()
    assert built.build()[".json"].decode() == page
    assert all(page.count(f'"name": "{name}"') == 1 for name in ("ramp", "fall", "square", "again"))


def pieces_of_the_page(workshop):
    return {piece.name: piece for step in workshop.steps if step.stage == "html" for piece in step.pieces}


def test_a_formula_that_is_new_is_set_and_another_engine_sets_all(built, monkeypatch):
    from report import press
    from report.formulas import typesetter

    built.toy.edit(built.toy.prose, "The double is", "With $x_{17}$ beside $x$, the double is")
    built.build()
    pieces = pieces_of_the_page(built)
    assert (pieces["formula x_{17}"].reused, pieces["formula x_{17}"].because) == (False, "for the first time")
    assert pieces["formula x"].reused
    for module in (press, typesetter):
        monkeypatch.setattr(module, "engine_version", lambda: "another")
    built.build()
    assert pieces_of_the_page(built)["formula x"].because.startswith("anew: formula engine changed")


def test_a_changed_chapter_alone_is_rendered_again(built):
    built.toy.edit(built.toy.prose, "The double is", "Twice that is")
    built.build()
    pages = {name: piece.because for name, piece in pieces_of_the_page(built).items() if not piece.reused}
    assert pages == {"page: chapter doubling": f"anew: template {built.toy.slug}/doubling.md.j2 changed"}


def test_a_new_label_changes_the_chapters_that_may_refer_to_it(built):
    built.toy.edit(built.toy.prose, "## (a) A square", "$$x$$ {#eq:first}\n\n## (a) A square")
    built.build()
    made = {name for name, piece in pieces_of_the_page(built).items() if not piece.reused}
    assert {"page: chapter doubling", "page: chapter resting"} <= made


def test_a_word_of_a_template_rebuilds_no_piece(built):
    built.toy.edit(built.toy.prose, "The double is", "Twice that is")
    assert built.build()[".html"] != built.first[".html"]
    assert built.made() == {}


def test_a_damaged_entry_is_made_anew_and_reported(built):
    for path in built.cache.rglob("*"):
        if path.is_file() and path.suffix == "" and path.parent.name != "fonts":
            path.write_bytes(path.read_bytes()[:-1] + bytes([path.read_bytes()[-1] ^ 1]))
    assert built.build() == built.first
    assert any("damaged" in fault for fault in built.faults)
    assert len(built.faults) == len(set(built.faults))


def test_code_that_was_saved_during_the_build_is_not_taken_for_the_code_that_ran(built):
    built.edit("far.py", "number * factor", "number * factor + 1")
    os.utime(built.toy.root / f"analyses/{built.toy.slug}/far.py")
    built.build()
    assert RESULT in built.made()
    built.build()
    assert RESULT in built.made()


def test_a_result_that_cannot_be_kept_names_its_type(built):
    built.edit("resting.py", "return 0.5", "return object()")
    with pytest.raises(DeclarationError, match=r"builtins\.object cannot be kept"):
        built.build()


def test_a_file_that_goes_from_one_input_to_another_rebuilds_the_result(built):
    """Both inputs read the same folder; all that changes is which of them holds which file."""
    for name in ("a", "b", "c"):
        built.toy.write(f"data/parts/{name}.csv", name)
    one = 'Input("numbers", ("data/numbers.csv",), "the toy\'s own number"),'
    train, test = (
        f'Input("{role}", ("data/parts",), "parts", patterns={{}}),' for role in ("train", "test")
    )  # fmt: skip
    built.edit("__init__.py", one, one + train.format('("a.csv", "b.csv")') + test.format('("c.csv",)'))
    built.build()
    built.edit("__init__.py", train.format('("a.csv", "b.csv")'), train.format('("a.csv",)'))
    built.edit("__init__.py", test.format('("c.csv",)'), test.format('("b.csv", "c.csv")'))
    built.build()
    assert built.made()[RESULT] == "anew: files of train changed, files of test changed"
