"""While neither code nor data change, what was gathered stands, and the sheet is not even imported."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report import pipeline, standing
from report.cache import Store
from report.errors import ReportError
from report.model import Request

HEAVY = {"numpy", "torch", "sympy", "matplotlib", "pandas", "sklearn", "weasyprint"}


@pytest.fixture
def standing_sheet(workshop, monkeypatch):
    """A sheet that was built twice: in the first build, its files are younger than a build may trust."""
    workshop.loads = []

    def counted(load):
        def loads(*arguments):
            workshop.loads.append(arguments)
            return load(*arguments)

        return loads

    for module in (pipeline, standing):
        monkeypatch.setattr(module, "load_sheet", counted(module.load_sheet))
    build = workshop.build

    def once_more(**changes):
        workshop.loads.clear()
        return build(**changes)

    workshop.build = once_more
    workshop.build()
    workshop.settled = workshop.build()
    return workshop


def test_a_changed_sentence_imports_no_sheet_and_makes_the_same_bytes(standing_sheet):
    standing_sheet.toy.edit(standing_sheet.toy.prose, "A ramp over", "The ramp, over")
    files = standing_sheet.build()
    assert standing_sheet.loads == []
    assert b"The ramp, over" in files[".html"]
    assert files == standing_sheet.build(use_cache=False)
    assert standing_sheet.loads


def test_what_stands_is_told_stage_by_stage_as_if_it_had_been_gathered(standing_sheet):
    gathered = [replace(step, seconds=0, cpu=0) for step in standing_sheet.steps if step.exercise]
    standing_sheet.build()
    assert standing_sheet.loads == []
    assert [replace(step, seconds=0, cpu=0) for step in standing_sheet.steps if step.exercise] == gathered


def test_a_sentence_with_a_number_reads_the_result_and_imports_the_sheet_for_its_class_alone(standing_sheet):
    standing_sheet.toy.edit(standing_sheet.toy.prose, "The double is", "Twice that is")
    assert b"Twice that is 41" in standing_sheet.build()[".html"]
    assert standing_sheet.loads == []
    assert f"analyses.{standing_sheet.toy.slug}.compute" in sys.modules


def test_a_frame_that_changed_takes_the_sheet_as_it_is_declared(standing_sheet):
    standing_sheet.toy.edit(
        "templates/report.html.j2", "{{ sheet.title }}", "{{ sheet.title }} {{ sheet.exercises | length }}"
    )
    assert b"Toy 2" in standing_sheet.build()[".html"]
    assert standing_sheet.loads


def test_a_changed_style_imports_no_sheet_though_printed_numbers_are_counted(standing_sheet):
    printed = 'Published(1, "double", "41", "Doubling", lambda results: results["doubling"].value)'
    standing_sheet.edit("__init__.py", "import Derivation,", "import Published, Derivation,")
    standing_sheet.edit("__init__.py", "exercises=(FIRST,", f"published=({printed},), exercises=(FIRST,")
    standing_sheet.build()
    standing_sheet.build()
    standing_sheet.toy.write("templates/screen.css", "p { color: red }")
    files = standing_sheet.build()
    assert standing_sheet.loads == []
    assert b"<strong>1</strong> of 1 published numbers" in files[".html"]
    assert files == standing_sheet.build(use_cache=False)


def test_a_printed_number_that_no_code_holds_counts_when_the_sheet_is_gathered_anew(standing_sheet, monkeypatch):
    monkeypatch.setenv("PRINTED", "41")
    printed = 'Published(1, "double", os.environ["PRINTED"], "Doubling", lambda results: results["doubling"].value)'
    standing_sheet.edit("__init__.py", "import Derivation,", "import Published, Derivation,")
    standing_sheet.edit("__init__.py", "FIRST = Exercise(", "import os\nFIRST = Exercise(")
    standing_sheet.edit("__init__.py", "exercises=(FIRST,", f"published=({printed},), exercises=(FIRST,")
    standing_sheet.build()
    standing_sheet.build()
    monkeypatch.setenv("PRINTED", "43")
    standing_sheet.toy.write("data/numbers.csv", "20.5\n")
    assert standing_sheet.build() == standing_sheet.build(use_cache=False)


@pytest.mark.parametrize("what", ["code", "data"])
def test_a_change_of_code_or_data_gathers_anew(standing_sheet, what):
    if what == "code":
        standing_sheet.edit("far.py", "# Multiplies.", "# Takes a number so many times.")
    else:
        standing_sheet.toy.write("data/numbers.csv", "30.5\n")
    files = standing_sheet.build()
    assert standing_sheet.loads
    assert (files == standing_sheet.settled) == (what == "code")


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "sheet": st.sampled_from(["sheet05", "sheet06"]),
                "data": st.sampled_from([None, Path("data/lie_detection")]),
                "exercises": st.sampled_from([(), (2,), (1, 2)]),
                "parameters": st.sampled_from([{}, {"seed": "6"}, {"seed": "7"}]),
                "strict": st.booleans(),
            }
        ),
        min_size=2,
        max_size=2,
    )
)
def test_what_stands_for_one_request_does_not_for_another(asked):
    one, other = (standing._key(Request(project=Path("/project"), **wanted)) for wanted in asked)
    assert (one == other) == (asked[0] == asked[1])


def test_formats_folder_and_appendix_change_nothing_that_is_gathered():
    request = Request("sheet05", Path("/project"))
    other = replace(request, formats=("pdf",), output=Path("/elsewhere"), appendix=False, draft=True, workers=2)
    assert standing._key(request) == standing._key(other)


def test_a_file_that_appears_where_data_were_looked_for_gathers_anew(standing_sheet):
    standing_sheet.build()
    assert standing_sheet.loads == []
    standing_sheet.toy.write(f"analyses/{standing_sheet.toy.slug}/another.py", "")
    standing_sheet.build()
    assert standing_sheet.loads


def test_a_clock_of_another_day_is_another_request(monkeypatch):
    request = Request("sheet05", Path("/project"))
    before = standing._key(request)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert standing._key(request) != before


def test_a_value_that_is_gone_gathers_anew(standing_sheet):
    entries = [path for path in standing_sheet.cache.glob("[0-9a-f][0-9a-f]/*") if b"Doubled" in path.read_bytes()]
    assert entries
    for path in entries:
        path.unlink()
    assert standing_sheet.build() == standing_sheet.settled
    assert standing_sheet.loads
    assert standing_sheet.faults == []


def test_a_value_that_is_damaged_is_made_anew_and_told(standing_sheet):
    for path in standing_sheet.cache.glob("[0-9a-f][0-9a-f]/*"):
        content = path.read_bytes()
        if b"compute:Doubled" in content and b"templates" not in content and b"circumstances" not in content:
            path.write_bytes(content.replace(b"compute:Doubled", b"compute:Trebled"))
    standing_sheet.toy.edit(standing_sheet.toy.prose, "The double is", "Twice that is")
    assert b"Twice that is 41" in standing_sheet.build()[".html"]
    assert sum("damaged" in fault for fault in standing_sheet.faults) == 1
    assert standing_sheet.loads


def test_a_record_that_cannot_be_read_is_told_and_gathered_anew(standing_sheet, monkeypatch):
    request = Request(sheet=standing_sheet.toy.slug, project=standing_sheet.toy.root)
    Store(standing_sheet.cache, standing_sheet.faults.append).put(standing._key(request), b"none of ours")
    assert standing_sheet.build() == standing_sheet.settled
    assert standing_sheet.loads
    assert any("cannot be read" in fault for fault in standing_sheet.faults)


def test_a_draft_with_a_failure_does_not_stand(standing_sheet):
    standing_sheet.edit("resting.py", "return 0.5", "raise ValueError('no rest')")
    for _ in range(3):
        files = standing_sheet.build(draft=True)
        assert b"no rest" in files[".html"]
        assert standing_sheet.loads
    with pytest.raises(ValueError, match="no rest"):
        standing_sheet.build()


def test_what_is_deleted_while_it_is_gathered_keeps_it_from_standing(standing_sheet, monkeypatch):
    data = standing_sheet.toy.root / "data/numbers.csv"
    gather = pipeline.gather_all

    def meddled(*arguments):
        gathered = gather(*arguments)
        data.unlink()
        return gathered

    standing_sheet.edit("far.py", "# Multiplies.", "# Takes a number so many times.")
    monkeypatch.setattr(pipeline, "gather_all", meddled)
    monkeypatch.setattr(standing, "CLOCK_NS", -(10**12))
    standing_sheet.build()
    monkeypatch.setattr(pipeline, "gather_all", gather)
    with pytest.raises(ReportError):
        standing_sheet.build()


def test_a_template_that_is_gone_is_missed_as_ever(standing_sheet):
    (standing_sheet.toy.root / standing_sheet.toy.prose).unlink()
    for exercises in ((), (2,)):
        with pytest.raises(ReportError, match="the exercise has no template"):
            standing_sheet.build(exercises=exercises)


def test_any_file_that_prose_takes_in_counts(standing_sheet):
    note = f"templates/{standing_sheet.toy.slug}/note.txt"
    standing_sheet.toy.write(note, "as it was")
    prose = standing_sheet.toy.root / standing_sheet.toy.prose
    with prose.open("a", encoding="utf-8") as file:
        file.write(f'\n\n{{% include "{standing_sheet.toy.slug}/note.txt" %}}\n')
    assert b"as it was" in standing_sheet.build()[".html"]
    standing_sheet.toy.write(note, "as it is")
    assert b"as it is" in standing_sheet.build()[".html"]


def test_what_a_correction_takes_in_counts_for_page_and_record(standing_sheet):
    toy = standing_sheet.toy
    note = f"templates/{toy.slug}/note.txt"
    toy.write(note, "as it was")
    words = f"It is {{% include '{toy.slug}/note.txt' %}}."
    toy.edit(toy.analysis, "import Derivation, ", "import Correction, Derivation, ")
    toy.edit(
        toy.analysis,
        "exercises=(FIRST, SECOND)",
        f'exercises=(FIRST, SECOND), corrections=(Correction(1, "odd", "1", "{words}", ("claims.even",)),)',
    )
    before = standing_sheet.build()
    toy.write(note, "as it is")
    after = standing_sheet.build()
    for suffix in (".html", ".json"):
        assert b"It is as it was." in before[suffix]
        assert b"It is as it is." in after[suffix]


def test_nothing_heavy_is_imported_for_a_changed_sentence(set_up, tmp_path, shared_fonts):
    """The real build.py on a toy, three times: what is young, what stands, and a sentence of it changed."""
    toy = set_up(tmp_path / "project")
    cache = tmp_path / "cache" / "sheet-report"
    cache.mkdir(parents=True)
    (cache / "fonts").symlink_to(shared_fonts, target_is_directory=True)
    listing = textwrap.dedent("""
        import runpy, sys
        sys.argv = ["build.py", "--to", "html", "-q"]
        try:
            runpy.run_path("build.py", run_name="__main__")
        except SystemExit:
            pass
        print(*sys.modules)
    """)
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    for word in ("first", "second", "third"):
        with (toy.root / toy.prose).open("a", encoding="utf-8") as prose:
            prose.write(f"\n\nA {word} sentence.\n")
        done = subprocess.run(
            [sys.executable, "-c", listing], cwd=toy.root, env=environment, capture_output=True, text=True, check=True
        )
    imported = set(done.stdout.split())
    assert "A third sentence" in (toy.root / "_build" / "toy.html").read_text(encoding="utf-8")
    assert not imported & HEAVY
    assert "analyses.toy" not in imported
