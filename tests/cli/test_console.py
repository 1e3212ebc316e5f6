"""What a terminal shows while a build runs, and what a file is told."""

from __future__ import annotations

import io
import sys

import pytest

from report.cli.console import StepPrinter
from report.model import Piece, Step


class Screen(io.StringIO):
    """A terminal of one line: what a carriage return goes back over is written over."""

    terminal = True

    def isatty(self):
        """Whether it is one."""
        return self.terminal

    def lines(self):
        """Return the lines as a reader sees them."""
        seen = []
        for line in self.getvalue().split("\n"):
            cells = ""
            for part in line.split("\r"):
                cells = part + cells[len(part) :]
            seen.append(cells.rstrip())
        return seen


@pytest.fixture
def shown(monkeypatch):
    """Return what takes standard error down; called in the test, before which pytest puts its own there."""

    def begin():
        monkeypatch.setattr(sys, "stderr", Screen())
        return sys.stderr

    return begin


STEP = Step("compute", "coin", 1.25, 1.0, "5 numbers", (Piece("result", reused=True),))


def test_the_stage_that_runs_stands_in_the_last_line_and_gives_way(shown):
    screen = shown()
    with StepPrinter(quiet=False, verbose=False) as printer:
        printer.expects(3)
        printer.started("compute", "a coin of a very long name")
        assert screen.lines() == ["1/3 compute a coin of a very long name"]
        printer.started("check", "coin")
        assert screen.lines() == ["1/3 check coin"]
        printer.ended(STEP)
        assert screen.lines() == ["compute  coin               1.25 s  reused", ""]
        printer.started("draw", "coin")
        assert screen.lines()[-1] == "2/3 draw coin"
    assert screen.lines()[-1] == ""


def test_a_warning_does_not_stand_behind_what_runs(shown):
    screen = shown()
    with StepPrinter(quiet=False, verbose=False) as printer:
        printer.started("compute", "coin")
        printer.warn("the cache cannot be written")
    assert any("warning: the cache cannot be written" in line for line in screen.lines())
    assert not any("compute" in line for line in screen.lines())


@pytest.mark.parametrize(("quiet", "terminal"), [(True, True), (False, False)])
def test_a_file_and_a_quiet_terminal_are_shown_nothing_that_runs(shown, quiet, terminal):
    screen = shown()
    screen.terminal = terminal
    with StepPrinter(quiet=quiet, verbose=False) as printer:
        printer.started("compute", "coin")
    assert screen.getvalue() == ""


def test_control_characters_of_a_name_are_shown_by_their_code(shown):
    screen = shown()
    with StepPrinter(quiet=False, verbose=True) as printer:
        printer.ended(Step("draw", "\x1b[31m", 0.0, 0.0, "\x1b[2J", ()))
    assert "\x1b" not in screen.getvalue()


@pytest.mark.parametrize("quiet", [False, True])
def test_what_was_done_otherwise_than_asked_is_told_even_when_quiet(quiet, capsys):
    with StepPrinter(quiet=quiet, verbose=False) as printer:
        printer.ended(Step("pdf", "", 1.0, 1.0, warnings=("fonts are cut slowly",)))
    assert "warning: fonts are cut slowly" in capsys.readouterr().err
