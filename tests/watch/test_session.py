"""What a save or a message leads to, with a child that only notes what it is told."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from report.errors import MissingToolError
from report.watch.messages import Ended, Failed, Fault, Finished, Warned, Written
from report.watch.screen import Screen
from report.watch.session import ENGINE, Session

PROJECT = Path(__file__).parents[2]
ROOT = Path("/project")
PROSE, CODE, DATA = ROOT / "templates/toy/a.md.j2", ROOT / "analyses/toy/a.py", ROOT / "data/a.csv"
PAGE = "/project/_build/toy.html"


class Noting:
    """Takes every order, and notes it."""

    def __init__(self):
        self.notes = []

    def __getattr__(self, name):
        return lambda *words, **named: self.notes.append((name, *words, *named.values()))


class Desk:
    """A session, and what it told to whom."""

    def __init__(self):
        self.child, self.changes, self.screen, self.heard = Noting(), Noting(), Screen(), []
        self.session = Session(self.child, self.screen, self.changes, self.heard.append, ROOT / "templates")
        self.session.build()
        self.child.notes.clear()

    def save(self, *paths):
        self.session.take(frozenset(paths))
        notes, self.child.notes = self.child.notes, []
        return notes


@pytest.fixture
def desk():
    return Desk()


HEAVY = {"numpy", "jinja2", "markdown_it", "weasyprint", "sympy", "torch", "matplotlib", "pandas", "typer"}


def test_who_watches_imports_nothing_heavy():
    code = "import sys, report.watch; print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    modules = told.stdout.split()
    assert "watchfiles" in modules
    assert HEAVY & set(modules) == set()
    assert not {name for name in modules if name.startswith(("analyses", "report.pipeline", "report.page"))}


def finished(number):
    return Finished(number, (PAGE,), ("/elsewhere",), (), 1.0, ("numpy",))


def test_a_burst_of_saves_is_one_build(desk):
    assert desk.save(PROSE, CODE, DATA) == [("build", 2, True)]


def test_templates_alone_do_not_import_the_sheet_anew(desk):
    assert desk.save(PROSE) == [("build", 2, False)]
    assert desk.save(CODE) == [("build", 3, True)]
    assert desk.save(DATA, PROSE) == [("build", 4, True)]


@pytest.mark.parametrize("path", [ENGINE / "page/words.py", ROOT / "pyproject.toml"])
def test_a_change_of_the_engine_renews_the_child(desk, path):
    assert desk.save(path) == [("renew",), ("build", 2, True)]


def test_the_page_is_shown_before_the_other_formats(desk):
    desk.session.take(Written(1, PAGE, "v", 0.1))
    assert (desk.screen.shown.page, desk.screen.shown.version) == (Path(PAGE), "v")
    assert desk.screen.shown.building
    desk.session.take(finished(1))
    assert not desk.screen.shown.building
    assert desk.child.notes == [("make_ready",), ("warm", ("numpy",))]
    assert [name for name, *_ in desk.changes.notes] == ["watch"]


def test_what_a_save_has_overtaken_is_neither_shown_nor_told(desk):
    desk.save(PROSE)
    for message in (
        Written(1, PAGE, "old", 0.1),
        finished(1),
        Failed(1, Fault("old")),
        Warned(1, "old"),
        Ended(1, 143),
    ):
        desk.session.take(message)
    assert desk.heard == []
    assert desk.screen.shown.version == ""
    assert desk.screen.shown.fault is None


def test_a_fault_stays_until_a_page_was_written_again(desk):
    desk.session.take(Failed(1, Fault("broken")))
    assert desk.screen.shown.fault == Fault("broken")
    desk.save(PROSE)
    assert desk.screen.shown.fault == Fault("broken")
    desk.session.take(Written(2, PAGE, "v", 0.1))
    assert desk.screen.shown.fault is None


def test_a_fault_of_another_format_stands_over_the_new_page(desk):
    desk.session.take(Written(1, PAGE, "v", 0.1))
    desk.session.take(Failed(1, Fault("no PDF")))
    assert desk.screen.shown.version == "v"
    assert desk.screen.shown.fault == Fault("no PDF")


@pytest.mark.parametrize("ending", [Ended(1, -9), None])
def test_a_builder_that_dies_without_a_word_is_told_of(desk, ending):
    desk.session.take(ending)
    assert "without a word" in desk.screen.shown.fault.message
    assert isinstance(desk.heard[0], Failed)


@pytest.mark.parametrize("ending", [Ended(1, 0), None])
def test_a_builder_that_has_done_its_work_may_end(desk, ending):
    desk.session.take(finished(1))
    desk.session.take(ending)
    assert desk.screen.shown.fault is None


def test_a_system_that_cannot_watch_is_the_machines_fault(desk):
    with pytest.raises(MissingToolError, match="no space left"):
        desk.session.take(OSError("no space left"))
