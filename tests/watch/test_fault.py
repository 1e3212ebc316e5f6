"""An exception becomes the place that its author can mend."""

from __future__ import annotations

import pytest

from report.errors import DataError, DerivationError, TemplateError
from report.watch.fault import AROUND, fault_of


@pytest.fixture
def project(tmp_path):
    for name in ("templates/toy/first.md.j2", "analyses/toy/first.py", "report/engine.py", "data/acts.csv"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(f"line {number}\n" for number in range(1, 21)))
    return tmp_path


def run(path, source):
    """Run `source` as if it were the file `path`; return what it raises."""
    path.write_text(source)
    try:
        exec(compile(source, str(path), "exec"), {})
    except Exception as error:
        return error
    raise AssertionError("nothing was raised")


@pytest.mark.parametrize(
    ("place", "file", "line"),
    [
        ("templates/toy/first.md.j2:7", "templates/toy/first.md.j2", 7),
        ("data/acts.csv, line 20", "data/acts.csv", 20),
        ("analyses/toy/first.py", "analyses/toy/first.py", 0),
        ("exercise 1, sigmoid", "", 0),
        ("templates/toy/missing.md.j2:7", "", 0),
        ("", "", 0),
    ],
)
def test_the_place_of_a_mistake_is_a_file_and_a_line_where_it_names_one(project, place, file, line):
    fault = fault_of(TemplateError("it is wrong", place=place, remedy="Mend it."), project)
    assert (fault.message, fault.place, fault.remedy, fault.trace) == ("it is wrong", place, "Mend it.", "")
    assert (fault.file, fault.line) == (file, line)
    assert dict(fault.excerpt).get(line, "") == (f"line {line}" if line else "")


@pytest.mark.parametrize(("line", "numbers"), [(1, range(1, 5)), (7, range(4, 11)), (20, range(17, 21)), (99, ())])
def test_an_excerpt_has_the_lines_around_it_as_far_as_there_are_any(project, line, numbers):
    assert AROUND == 3
    excerpt = fault_of(TemplateError("", place=f"templates/toy/first.md.j2:{line}"), project).excerpt
    assert excerpt == tuple((number, f"line {number}") for number in numbers)


def test_an_absolute_place_in_the_project_is_told_from_it(project):
    fault = fault_of(DataError("", place=f"{project}/data/acts.csv"), project)
    assert fault.file == "data/acts.csv"


def test_a_step_is_found_where_its_derivation_is_declared(project):
    (project / "analyses/toy/first.py").write_text(
        '\nA = Derivation("other", "x")\nB = Derivation(\n    "square", "y")\n'
    )
    fault = fault_of(DerivationError("refuted", place="exercise 1, derivation square"), project)
    assert (fault.file, fault.line) == ("analyses/toy/first.py", 4)


def test_a_syntax_error_has_its_line_and_no_traceback(project):
    error = run(project / "analyses/toy/first.py", "x = 1\ndef f(:\n    pass\n")
    fault = fault_of(error, project)
    assert (fault.file, fault.line, fault.trace) == ("analyses/toy/first.py", 2, "")
    assert fault.message.startswith("SyntaxError: ")
    assert (2, "def f(:") in fault.excerpt


def test_a_bug_is_found_at_the_authors_innermost_line_below_which_the_library_raised(project):
    error = run(project / "analyses/toy/first.py", "import json\n\ndef f():\n    json.loads('{')\n\nf()\n")
    fault = fault_of(error, project)
    assert (fault.file, fault.line) == ("analyses/toy/first.py", 4)
    assert "JSONDecodeError" in fault.message
    assert "in f" in fault.trace


def test_an_authors_line_goes_before_the_engines(project):
    error = run(project / "report/engine.py", "raise KeyError('x')\n")
    assert fault_of(error, project).file == "report/engine.py"
    cause = run(project / "analyses/toy/first.py", "\n1 / 0\n")
    error.__cause__ = cause
    assert (fault_of(error, project).file, fault_of(error, project).line) == ("analyses/toy/first.py", 2)


def test_an_error_from_outside_has_no_line_of_ours(project):
    try:
        int("x")
    except ValueError as error:
        fault = fault_of(error, project)
    assert (fault.file, fault.line, fault.excerpt) == ("", 0, ())
    assert "ValueError" in fault.trace
