"""``math``: every formula with its forms or its fault, and nothing else on stdout."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
import typer
from typer.testing import CliRunner

from report.cli.math import command
from report.errors import CallError, DataError, MissingFileError, MissingToolError, OutputError
from report.formulas import node

GOOD = (
    r"\frac{a}{b} \tag{7}",
    r"\begin{align*} a &= b \\ c &= d \end{align*}",
    r"\cancel{x} + \color{red}{ö}",
    "x < y",
)


@pytest.fixture
def run(tmp_path, cache_folder, monkeypatch):
    """Run the command on the given lines; return exit code, stdout and stderr."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache_folder))
    monkeypatch.chdir(tmp_path)
    app = typer.Typer(pretty_exceptions_enable=False)
    app.command("math")(command(tmp_path))

    def run(content, *options):
        file = tmp_path / "formulas.txt"
        file.write_bytes(content if isinstance(content, bytes) else "\n".join(content).encode())
        done = CliRunner().invoke(app, [str(file), *options])
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return SimpleNamespace(code=done.exit_code, out=done.stdout, err=done.stderr)

    return run


def test_json_holds_every_formula_and_nothing_else(run):
    done = run([GOOD[0], "", *GOOD[1:], "   "], "--json")
    formulas = json.loads(done.out)["formulas"]
    assert done.code == 0
    assert done.err == ""
    assert [formula["tex"] for formula in formulas] == list(GOOD)
    for formula in formulas:
        assert set(formula) == {"tex", "ok", "svg", "mathml", "speech", "width_em", "height_em", "depth_em"}
        assert formula["ok"] is True
        svg, math = (ElementTree.fromstring(formula[form]) for form in ("svg", "mathml"))  # each one element
        assert svg.tag == "{http://www.w3.org/2000/svg}svg"
        assert math.tag == "{http://www.w3.org/1998/Math/MathML}math"
        assert {one.tag.partition("}")[0] for one in (*svg.iter(), *math.iter())} == {
            "{http://www.w3.org/2000/svg",
            "{http://www.w3.org/1998/Math/MathML",
        }
        assert math.get("display") == "block"
        assert formula["height_em"] > formula["depth_em"]
    assert formulas[0]["speech"] == "a over b"


def test_bad_formula_is_named_and_the_others_still_come(run):
    done = run(["x", r"a + \undefined", "y"], "--json")
    first, bad, last = json.loads(done.out)["formulas"]
    assert done.code == 1
    assert first["ok"]
    assert last["ok"]
    assert bad["ok"] is False
    assert r"column 5, at \undefined" in bad["error"]
    assert (bad["svg"], bad["width_em"]) == (None, None)


def test_without_json_words_go_to_stdout_and_faults_to_stderr(run):
    done = run(["x^2", r"\undefined", "y"])
    assert done.code == 1
    assert [line.split("  (")[0] for line in done.out.splitlines()] == ["line 1: x squared", "line 3: y"]
    assert done.err.startswith("line 2: ")


def test_page_shows_each_formula_in_both_settings(run, tmp_path):
    done = run(["x^2", r"\frac{<}{&}", r"\text{<b>}"], "--to", "html", "--output-dir", "deep/er")
    page = (tmp_path / "deep" / "er" / "formulas.html").read_text(encoding="utf-8")
    assert done.code == 1
    assert done.out.splitlines()[-1] == str(Path("deep/er/formulas.html"))
    body = page.partition("</style>")[2]
    assert (body.count("<svg "), body.count("<math ")) == (2, 2)
    assert "x squared" in page
    assert "<b>" not in page
    assert "http://" not in page.replace("http://www.w3.org/", "")


def test_second_run_needs_no_node(run, monkeypatch, tmp_path):
    first = run(GOOD, "--json")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(node.importlib.util, "find_spec", lambda name: None)
    assert run(GOOD, "--json").out == first.out
    with pytest.raises(MissingToolError):
        run(GOOD, "--json", "--no-cache")


def test_windows_line_ends_and_byte_order_mark_are_no_part_of_a_formula(run):
    formulas = json.loads(run("\ufeffx\r\ny".encode(), "--json").out)["formulas"]
    assert [formula["tex"] for formula in formulas] == ["x", "y"]


def test_empty_file_has_no_formulas(run):
    done = run(b"", "--json")
    assert (done.code, json.loads(done.out)) == (0, {"formulas": []})


def test_standard_input_is_read(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"z^2")))
    command(tmp_path)(file="-", no_cache=True)
    assert capsys.readouterr().out.startswith("line 1: z squared")


def test_missing_file_is_told(tmp_path):
    with pytest.raises(MissingFileError, match="cannot be read"):
        command(tmp_path)(file=str(tmp_path / "none.txt"))


def test_file_that_is_not_utf8_is_told_with_its_line(run):
    with pytest.raises(DataError) as caught:
        run(b"x\n\xff")
    assert caught.value.place.endswith("formulas.txt, line 2")


def test_unknown_format_and_blocked_folder_are_told(run, tmp_path):
    with pytest.raises(CallError, match="docx is no format"):
        run(["x"], "--to", "docx")
    (tmp_path / "blocked").touch()
    with pytest.raises(OutputError):
        run(["x"], "--to", "html", "--output-dir", "blocked")
