"""What the console shows: steps as they end, a bar while they run, one message for a mistake."""

from __future__ import annotations

import sys
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn
from rich.text import Text

from report.cli.terminal import visible
from report.errors import ReportError
from report.model import Step

__all__ = ["StepPrinter", "console", "say_error", "visible"]


def console(*, stderr: bool = False) -> Console:
    """Return a console that neither guesses markup nor emoji in what it is given."""
    return Console(
        file=sys.stderr if stderr else sys.stdout, markup=False, emoji=False, highlight=False, soft_wrap=True
    )


def say_error(error: ReportError) -> None:
    """Print `error`: place, message, remedy."""
    out = console(stderr=True)
    head = Text("error: ", style="bold red")
    if error.place:
        head.append(visible(error.place) + ": ", style="bold")
    head.append(visible(error.message), style="")
    out.print(head)
    if error.remedy:
        out.print(Text("\n".join("  " + line for line in visible(error.remedy).splitlines())))


class StepPrinter:
    """Prints a line a step; on a terminal, a bar shows what is running.

    Parameters
    ----------
    total : int
        Number of steps expected.
    quiet, verbose : bool
        Nothing at all; or also what came of each step and its CPU time.
    """

    def __init__(self, total: int, *, quiet: bool, verbose: bool) -> None:
        self._out = console(stderr=True)
        self._quiet = quiet
        self._verbose = verbose
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.completed}/{task.total}"),
            console=self._out,
            transient=True,
            disable=quiet or not self._out.is_terminal,
        )
        self._task: TaskID = self._bar.add_task("", total=total)

    def __enter__(self) -> StepPrinter:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def started(self, stage: str, exercise: str) -> None:
        """Show that `stage` runs."""
        self._bar.update(self._task, description=f"{stage} {exercise}".strip())

    def ended(self, step: Step) -> None:
        """Print `step`."""
        self._bar.advance(self._task)
        if self._quiet:
            return
        line = f"{step.stage:<8} {step.exercise:<16} {step.seconds:6.2f} s"
        if step.pieces and all(piece.reused for piece in step.pieces):
            line += "  reused"
        if self._verbose:
            line += f"  {step.cpu:6.2f} s CPU  {visible(step.reason)}"
        self._out.print(Text(line.rstrip()))

    def warn(self, message: str) -> None:
        """Print a warning, even when quiet: the build did something else than was asked."""
        self._out.print(Text("warning: " + visible(message), style="yellow"))
