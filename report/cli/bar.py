"""A bar for commands that take minutes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from report.cli.console import console, visible


class _Rate(ProgressColumn):
    """How many rows a second are done."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.0f} rows/s" if task.speed else "")


@contextmanager
def bar() -> Iterator[Callable[[int, int, str], None]]:
    """Show a bar on stderr; plain lines, one a task, where that is no terminal."""
    out = console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    seen: set[str] = set()
    with Progress(*columns, console=out, disable=not out.is_terminal, transient=True) as shown:
        task = shown.add_task("", total=None)

        def progress(done: int, total: int, what: str) -> None:
            if not out.is_terminal and what not in seen:
                seen.add(what)
                out.print(visible(what))
            shown.update(task, completed=done, total=total, description=visible(what))

        yield progress
