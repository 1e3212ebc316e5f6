"""``python build.py --watch``: build again at each save, and show the page, until Ctrl-C."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import typer

from report.cli.console import console, say_error, visible, warn
from report.cli.telling import Telling, tell
from report.errors import CallError, ReportError
from report.model import Request
from report.watch import watch
from report.watch.messages import Failed, Fault, Finished, Message, Warned, Written


def run(request: Request, telling: Telling, *, cached: bool, opens: bool) -> None:
    """Watch until Ctrl-C, which is how a watch ends: exit code 0.

    Raises
    ------
    CallError
        If the page is not among the formats.
    """
    if "html" not in request.formats:
        raise CallError("a watch shows the page", place="--to", remedy="Add html to the formats.")

    def announce(address: str) -> None:
        console().print(f"{address}  shows {request.sheet} as it becomes; Ctrl-C ends the watch")
        if opens:
            webbrowser.open(address)

    try:
        watch(request, cached=cached, on_address=announce, on_message=lambda message: _print(message, telling))
    except KeyboardInterrupt:
        console(stderr=True).print("the watch has ended; the files of its last build stand")
        raise typer.Exit from None


def _print(message: Message, telling: Telling) -> None:
    out = console(stderr=True)
    match message:
        case Warned(text=text):
            warn(text)
        case Written(page=page, seconds=seconds) if not telling.quiet:
            out.print(f"{seconds:6.2f} s  {visible(Path(page).name)}")
        case Finished(steps=steps, seconds=seconds):
            if not telling.quiet:
                out.print(f"{seconds:6.2f} s  all formats")
            if telling.explain or telling.timings:
                tell([], steps, telling)
        case Failed(fault=fault):
            _print_fault(fault)


def _print_fault(fault: Fault) -> None:
    if fault.trace:
        console(stderr=True).print(visible(fault.trace))
    say_error(ReportError(fault.message, place=fault.where, remedy=fault.remedy))
