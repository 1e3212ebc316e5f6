"""The command line, on the toy sheet: routes, exit codes, one message a mistake, nothing half-written."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import pytest

from report import crew, figures
from report.cli.app import main, route

PROJECT = Path(__file__).parent.parent.parent


@dataclasses.dataclass(frozen=True)
class Sum:
    """A result for the console and for JSON."""

    total: float

    def __str__(self) -> str:
        return f"together {self.total:g}\x1b[2J"


def add(
    first: Annotated[int, "a number"],
    *,
    second: Annotated[int, "another"] = 1,
    progress=None,
) -> Sum:
    """Add two numbers."""
    progress(1, 2, "adding")
    return Sum(float(first + second))


@pytest.fixture
def run(toy, cache_folder, capfd, monkeypatch):
    """Run the command line on the toy; return exit code, stdout and stderr."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache_folder))
    monkeypatch.setattr(crew, "PATIENCE", 10**6)  # another process does not find the toy
    monkeypatch.chdir(toy.root)

    def run(*arguments):
        with pytest.raises(SystemExit) as stop:
            main(toy.root, (add,), arguments)
        shown = capfd.readouterr()
        return stop.value.code or 0, shown.out, shown.err

    return run


@pytest.mark.parametrize(
    ("typed", "routed"),
    [
        ([], ["build"]),
        (["sheet05"], ["build", "sheet05"]),
        (["--to", "html"], ["build", "--to", "html"]),
        (["list"], ["list"]),
        (["--help"], ["build", "--help"]),
    ],
)
def test_a_first_word_that_is_no_command_is_a_sheet(typed, routed):
    assert route(typed, ["build", "list"]) == routed


def test_one_word_builds_the_only_sheet_in_all_formats(run, toy):
    code, out, err = run()
    assert code == 0, err
    assert sorted(path.name for path in (toy.root / "_build").iterdir()) == [
        f"{toy.slug}.html",
        f"{toy.slug}.json",
        f"{toy.slug}.pdf",
    ]
    assert f"{toy.slug}.pdf" in out
    assert [line.split()[:2] for line in err.splitlines()][:4] == [
        [stage, "doubling"] for stage in ("inputs", "compute", "check", "draw")
    ]


def test_chosen_formats_go_to_the_chosen_folder_made_with_its_parents(run, toy):
    code, _, err = run(toy.slug, "--to", "json,html", "--output-dir", "neu/für mich")
    assert code == 0, err
    assert {path.suffix for path in (toy.root / "neu/für mich").iterdir()} == {".html", ".json"}


def test_a_part_is_named_so_that_it_is_never_taken_for_the_whole(run, toy):
    assert run("--to", "json", "--only", "2")[0] == 0
    (written,) = (toy.root / "_build").iterdir()
    assert written.name == f"{toy.slug}-only-2.json"
    assert [one["number"] for one in json.loads(written.read_text())["exercises"]] == [2]


def test_quiet_prints_nothing(run):
    assert run("-q", "--to", "json") == (0, "", "")


def test_verbose_says_what_came_of_each_stage(run):
    assert "1 steps, 2 claims" in run("-v", "--to", "json")[2]


def test_explain_says_of_each_piece_why_it_was_made(run, toy):
    def lines(*words):
        return [" ".join(line.split()) for line in run("--to", "json", "--explain", *words)[2].splitlines()]

    assert "doubling result made for the first time" in lines()
    again = lines("-P", "seed=7")
    assert "doubling result made anew: parameter seed: 5 is now 7" in again
    assert "doubling derivation square reused" in again


def test_timings_are_a_table_by_exercise_and_stage_with_cache_hits(run):
    _, _, err = run("-q", "--to", "json", "--timings")
    rows = [line.split() for line in err.splitlines()]
    assert rows[0] == ["exercise", "stage", "seconds", "CPU", "reused"]
    assert [row[:2] for row in rows[1:3]] == [["doubling", "inputs"], ["doubling", "compute"]]
    assert rows[-1][0] == "together"
    assert all("of" in row for row in rows if row[1] == "compute")


def test_what_was_reused_is_said(run):
    run("--to", "json", "--only", "2", "-v")
    said = run("--to", "json", "--only", "2", "-v")[2]
    assert "all 3 results, claims, verdicts, figures, formulas and pages were reused" in said


def test_the_cache_is_shown_and_cleared(run, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "own"))
    assert run("--to", "json", "--only", "2")[0] == 0
    code, out, _ = run("cache")
    assert code == 0
    assert "entries" in out
    assert str(tmp_path / "own" / "sheet-report") in out
    assert run("cache", "--clear")[0] == 0
    assert not (tmp_path / "own" / "sheet-report").exists()


def test_without_the_cache_nothing_is_read_or_written(run, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "own"))
    assert run("--to", "json", "--only", "2", "--no-cache")[0] == 0
    assert not (tmp_path / "own").exists()


def test_a_parameter_reaches_the_analysis_and_the_record(run, toy):
    assert run("--to", "json", "-P", "seed=7", "-P", "authors=Emmy Noether")[0] == 0
    settings = json.loads((toy.root / "_build" / f"{toy.slug}.json").read_text())["provenance"]["settings"]
    assert settings == {"authors": ["Emmy Noether"], "seed": 7}


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("nosheet",), 2, "there is no sheet nosheet"),
        (("--to", "docx"), 2, "docx is no format"),
        (("--only", "7"), 2, "no exercise 7"),
        (("--only", "two"), 2, "no list of exercise numbers"),
        (("-P", "sede=1"), 2, "did you mean seed"),
        (("-P", "seed=many"), 2, "whole number"),
        (("-P", "seed"), 2, "NAME=VALUE"),
        (("--nonsense",), 2, "No such option"),
    ],
)
def test_a_wrong_call_is_one_message_with_exit_code_2(run, toy, arguments, code, words):
    got, out, err = run(*arguments)
    assert got == code
    assert words in err
    assert "Traceback" not in out + err
    assert not (toy.root / "_build").exists()


def test_a_missing_data_file_is_the_calls_fault(run, toy):
    (toy.root / "data/numbers.csv").unlink()
    code, _, err = run()
    assert code == 2
    assert "data/numbers.csv" in err


def test_a_refuted_step_is_the_sheets_fault_and_shows_its_counterexample(run, toy):
    toy.edit(toy.analysis, "x^2+2x+1", "x^2+2x+2")
    code, _, err = run()
    assert code == 1
    assert "Counterexample" in err
    assert "Traceback" not in err


READINGS = [
    ("compute", "    number, label = (", "exercise 1, doubling"),
    ("claims", "    return (\n        Claim(", "exercise 1, doubling"),
    ("figure ramp", "    axes = canvas", "exercise 1, doubling"),
    ("an imported module", "FIRST = ", "analyses/{slug}/__init__.py"),
]


@pytest.mark.parametrize(("reader", "before", "place"), READINGS)
def test_a_file_that_no_input_names_is_refused_wherever_the_sheet_reads_it(run, toy, reader, before, place):
    toy.write("data/hidden.csv", "1\n")
    indent = before[: len(before) - len(before.lstrip())]
    reading = f'{indent}open(r"{toy.root}/data/hidden.csv", encoding="utf-8").read()\n'
    toy.edit(toy.analysis, before, reading + before)
    code, _, shown = run()
    shown = " ".join(shown.split())
    assert code == 1
    assert f"{place.format(slug=toy.slug)}: {reader} reads a file that it was not given: data/hidden.csv" in shown
    assert "Read it in compute, from an Input of the exercise" in shown


def test_a_figure_that_is_drawn_anew_may_read_what_was_kept_of_its_result(run, toy, tmp_path, monkeypatch):
    """Large arrays are read from the cache when somebody first looks at them."""
    toy.edit(
        toy.analysis, "from dataclasses import dataclass", "from dataclasses import dataclass\n\nimport numpy as np"
    )
    toy.edit(toy.analysis, "    label: str", "    label: str\n    curve: np.ndarray")
    toy.edit(toy.analysis, "label)\n", "label, np.linspace(0, 1, 10**5))\n")
    toy.edit(toy.analysis, "[0, result.value]", "[0, result.curve[1]]")
    assert run("--to", "html")[0] == 0
    style = tmp_path / "other.mplstyle"
    style.write_text(figures.STYLE.read_text(encoding="utf-8") + "\nlines.linewidth: 3\n", encoding="utf-8")
    monkeypatch.setattr(figures, "STYLE", style)
    code, _, shown = run("--to", "html", "--explain")
    assert code == 0, shown
    assert re.search(r"^compute  doubling .*reused$", shown, re.MULTILINE)
    assert not re.search(r"^draw     doubling .*reused$", shown, re.MULTILINE)


def test_an_unproved_step_is_shown_and_stops_a_strict_build_alone(run, toy):
    toy.edit(toy.analysis, "(x+1)^2 = x^2+2x+1", r"\sin(\sin(x)) \le \frac{27}{32}+\frac{x^2}{10^{9}}")
    assert run("--to", "json")[0] == 0
    record = json.loads((toy.root / "_build" / f"{toy.slug}.json").read_text())
    assert [step["status"] for step in record["exercises"][0]["derivations"][0]["steps"]] == ["unproved"]
    code, _, err = run("--to", "json", "--strict")
    assert code == 1
    assert "not proved" in err


def test_a_misspelt_name_is_told_with_file_line_and_the_nearest_name(run, toy):
    toy.edit(toy.prose, "result.label", "result.lable")
    code, _, err = run()
    assert code == 1
    assert f"{toy.slug}/doubling.md.j2:5" in err
    assert "label" in err


def test_a_record_alone_is_refused_for_its_prose_too(run, toy):
    toy.edit(toy.prose, "result.label", "result.lable")
    code, _, err = run("--to", "json")
    assert code == 1
    assert f"{toy.slug}/doubling.md.j2:5" in err


def test_the_record_holds_corrections_with_their_numbers(run, toy):
    assert run("--to", "json")[0] == 0
    record = json.loads((toy.root / "_build" / f"{toy.slug}.json").read_text())
    assert [row["correct"] for row in record["corrections"]] == ["It is 41."]


def test_a_failed_build_leaves_the_last_good_files_untouched(run, toy):
    assert run()[0] == 0
    before = {path.name: path.read_bytes() for path in (toy.root / "_build").iterdir()}
    toy.edit(toy.prose, "result.label", "result.lable")
    assert run()[0] == 1
    assert {path.name: path.read_bytes() for path in (toy.root / "_build").iterdir()} == before


def test_a_draft_frames_the_failed_exercise_and_builds_the_others(run, toy, read_pdf):
    toy.edit(toy.prose, "result.label", "result.lable")
    code, _, err = run("--draft")
    assert code == 1
    assert "exercise 1 failed" in err
    names = sorted(path.name for path in (toy.root / "_build").iterdir())
    assert names == [f"{toy.slug}-draft.{suffix}" for suffix in ("html", "json", "pdf")]
    texts = read_pdf(toy.root / "_build" / f"{toy.slug}-draft.pdf")
    assert all("draft" in text.lower() for text in texts)
    assert any("lable" in text for text in texts)
    assert any("Nothing happens here" in text for text in texts)


def test_a_draft_names_the_line_of_a_bug(run, toy):
    toy.edit(toy.analysis, "    number, label = (", "    1 / 0\n    number, label = (")
    run("--draft", "--to", "html")
    line = (toy.root / toy.analysis).read_text(encoding="utf-8").split("1 / 0")[0].count("\n") + 1
    html = (toy.root / "_build" / f"{toy.slug}-draft.html").read_text(encoding="utf-8")
    assert f"ZeroDivisionError: division by zero ({toy.analysis}:{line})" in html


CLAIMS = [
    ('">=", 4)', '"==", 4)', "the claim even has an unknown relation '=='"),
    ('">=", 4)', '"increasing", None)', "the claim even cannot be judged: 41.0 increasing None"),
    ('result.value, ">=", 4)', '(1,), "increasing", None)', "increasing takes two values at least"),
    ('result.value, ">=", 4)', 'None, ">=", 4)', "the claim even cannot be judged: None >= 4"),
    ("    return (\n        Claim(", "    return None\n    (\n        Claim(", "claims(result) returned None"),
]


@pytest.mark.parametrize(("old", "new", "words"), CLAIMS)
def test_a_claim_that_cannot_be_judged_is_the_sheets_fault_and_named(run, toy, old, new, words):
    toy.edit(toy.analysis, old, new)
    code, _, err = run("--to", "html")
    assert code == 1
    assert words in " ".join(err.split())


@pytest.mark.parametrize("breakage", ["1 / 0", "undefined_name", "inputs['nothing']"])
def test_a_draft_survives_a_bug_in_an_analysis_and_a_build_shows_it(run, toy, breakage):
    toy.edit(toy.analysis, "    number, label =", f"    {breakage}\n    number, label =")
    assert run("--draft", "--to", "html")[0] == 1
    with pytest.raises((ZeroDivisionError, NameError, KeyError)):
        main(toy.root, (), ("--to", "html"))


def test_a_draft_without_a_failure_is_a_draft_with_exit_code_0(run, toy):
    assert run("--draft", "--to", "html")[0] == 0
    assert (toy.root / "_build" / f"{toy.slug}-draft.html").exists()


def test_an_interrupted_build_exits_with_130_and_leaves_nothing_half_written(run, toy):
    toy.edit(toy.analysis, "    number, label =", "    raise KeyboardInterrupt\n    number, label =")
    code, _, err = run()
    assert code == 130
    assert "untouched" in err
    assert not (toy.root / "_build").exists()


def test_an_output_folder_that_cannot_be_made_is_one_message(run, toy):
    toy.write("taken", "a file")
    code, _, err = run("--to", "json", "--output-dir", "taken/deep")
    assert code == 2
    assert "--output-dir" in err


def test_a_cache_folder_that_cannot_be_written_is_said_and_the_build_goes_on(run, toy, monkeypatch):
    toy.write("notafolder", "a file")
    monkeypatch.setenv("XDG_CACHE_HOME", str(toy.root / "notafolder"))
    code, _, err = run("--to", "json", "--only", "2")
    assert code == 0
    assert err.count("cache cannot be written") == 1


def test_data_cannot_steer_the_terminal_or_the_page(run, toy, read_pdf):
    toy.write("data/numbers.csv", "20.5,<script>alert(1)</script> *x* $x$ {{ 7*7 }} \x1b[31mred\n")
    code, out, err = run("-v")
    assert code == 0, err
    assert "\x1b" not in out + err
    html = (toy.root / "_build" / f"{toy.slug}.html").read_text()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; *x* $x$ {{ 7*7 }}" in html
    assert "\x1b" not in html
    text = "".join(read_pdf(toy.root / "_build" / f"{toy.slug}.pdf"))
    assert "<script>alert(1)</script> *x* $x$ {{ 7*7 }}" in text


def test_list_names_sheets_exercises_and_parameters(run, toy):
    code, out, _ = run("list")
    assert code == 0
    assert all(word in out for word in (toy.slug, "Doubling", "Resting", "seed = 5", "authors = Ada Lovelace"))


def test_help_shows_every_option_and_the_other_commands(run):
    code, out, _ = run("--help")
    assert code == 0
    options = "--to --output-dir --data --only --draft --no-appendix --no-cache -P --quiet --verbose --version --help"
    assert all(option in out for option in [*options.split(), "--strict", "--explain", "--timings"])
    assert "list" in out
    assert "add" in out


def test_a_mounted_function_has_arguments_options_and_json(run):
    assert run("add", "2", "--second", "5")[:2] == (0, "together 7\\x1b[2J\n")
    code, out, _ = run("add", "2", "--json")
    assert (code, json.loads(out)) == (0, {"total": 3.0})


def test_a_terminal_that_knows_ascii_only_is_served(tmp_path):
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "NO_COLOR": "1"}
    command = [sys.executable, str(PROJECT / "build.py"), "list"]
    answer = subprocess.run(command, capture_output=True, env=environment, check=False, cwd=tmp_path)
    assert answer.returncode == 0, answer.stderr
    answer.stdout.decode("ascii")
    assert b"K\\xf6hler" in answer.stdout


def test_the_version_is_the_projects(run):
    answer = subprocess.run(
        [sys.executable, str(PROJECT / "build.py"), "--version"], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "sheet-report 0.1.0"


def test_without_dependencies_the_build_says_what_to_run(tmp_path):
    copy = tmp_path / "build.py"
    copy.write_text((PROJECT / "build.py").read_text())
    command = [sys.executable, "-I", "-S", str(copy)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.returncode == 2
    assert answer.stderr.strip().splitlines() == ["The dependencies are not installed here: run `make report` once."]


def test_without_dependencies_the_build_runs_itself_with_the_environments_python(tmp_path):
    copy = tmp_path / "build.py"
    copy.write_text((PROJECT / "build.py").read_text())
    stand_in = tmp_path / ".venv" / "bin" / "python"
    stand_in.parent.mkdir(parents=True)
    stand_in.write_text('#!/bin/sh\necho "ran with $2 $3"\n')
    stand_in.chmod(0o755)
    command = [sys.executable, "-I", "-S", str(copy), "--only", "1"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    assert answer.stdout == "ran with --only 1\n"


def test_data_for_a_sheet_that_reads_none_are_refused(run, toy):
    code, _, err = run("--data", str(toy.root / "data"))
    assert code == 2
    assert "reads no data that may be replaced" in " ".join(err.split())


def test_a_character_that_no_face_has_is_told(run, toy):
    """Another font of the machine has it, or none."""
    toy.edit(toy.prose, "The label is", "\N{ARMENIAN CAPITAL LETTER AYB}. The label is")
    code, _, err = run("--to", "pdf")
    told = " ".join(err.split())
    assert code == 0
    assert "no face of the page has '\N{ARMENIAN CAPITAL LETTER AYB}'" in told or "U+0531" in told
    toy.edit(toy.prose, "\N{ARMENIAN CAPITAL LETTER AYB}", "A")
    assert "no face of the page" not in run("--to", "pdf")[2]
