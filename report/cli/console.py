"""What the console shows: steps as they end, on a terminal the one that runs, one message for a mistake."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

from report.cli.terminal import visible
from report.errors import ReportError
from report.model import Step

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["StepPrinter", "console", "say_error", "visible", "warn"]


def console(*, stderr: bool = False) -> Console:
    """Return a console that neither guesses markup nor emoji in what it is given."""
    from rich.console import Console

    return Console(
        file=sys.stderr if stderr else sys.stdout, markup=False, emoji=False, highlight=False, soft_wrap=True
    )


def say_error(error: ReportError) -> None:
    """Print `error`: place, message, remedy."""
    from rich.text import Text

    out = console(stderr=True)
    head = Text("error: ", style="bold red")
    if error.place:
        head.append(visible(error.place) + ": ", style="bold")
    head.append(visible(error.message), style="")
    out.print(head)
    if error.remedy:
        out.print(Text("\n".join("  " + line for line in visible(error.remedy).splitlines())))


def warn(message: str) -> None:
    """Print a warning, even when quiet: a build did something else than was asked."""
    from rich.text import Text

    console(stderr=True).print(Text("warning: " + visible(message), style="yellow"))


class StepPrinter:
    """Prints a line a step; on a terminal, a last line shows what is running.

    It writes plain lines, for a build that reuses all should not wait for a library that draws.

    Parameters
    ----------
    quiet, verbose : bool
        Nothing at all; or also what came of each step and its CPU time.
    """

    def __init__(self, *, quiet: bool, verbose: bool) -> None:
        self._out = sys.stderr
        self._quiet = quiet
        self._verbose = verbose
        self._shows = not quiet and self._out.isatty()
        self._shown = ""
        self._total = 0
        self._ended = 0

    def __enter__(self) -> StepPrinter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._show("")

    def expects(self, total: int) -> None:
        """Take note of the number of steps."""
        self._total = total

    def started(self, stage: str, exercise: str) -> None:
        """Show that `stage` runs."""
        self._show(f"{self._ended + 1}/{self._total} {stage} {visible(exercise)}")

    def ended(self, step: Step) -> None:
        """Print `step`; its warnings even when quiet."""
        self._ended += 1
        for warning in step.warnings:
            self.warn(warning)
        if self._quiet:
            return
        line = f"{step.stage:<8} {visible(step.exercise):<16} {step.seconds:6.2f} s"
        if step.pieces and all(piece.reused for piece in step.pieces):
            line += "  reused"
        if self._verbose:
            line += f"  {step.cpu:6.2f} s CPU  {visible(step.reason)}"
        self._show("")
        self._write(f"{line.rstrip()}\n")

    def warn(self, message: str) -> None:
        """Print a warning, as `warn` does."""
        self._show("")
        warn(message)

    def _show(self, text: str) -> None:
        """Put `text` in the place of what the last line of a terminal shows."""
        if self._shows and text != self._shown:
            self._write(f"\r{' ' * len(self._shown)}\r{text}" if self._shown else text)
            self._shown = text

    def _write(self, text: str) -> None:
        self._out.write(text)
        self._out.flush()
