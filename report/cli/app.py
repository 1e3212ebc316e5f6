"""Join the commands, and turn what goes wrong into one message and an exit code."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import typer

from report.cli import build, cache, listing, math, mount, prove
from report.cli.console import say_error
from report.cli.terminal import speak_any_terminal
from report.errors import ReportError

PROGRAM = "python build.py"
INTERRUPTED = 130

Command = Callable[..., Any]

OTHERS: Mapping[str, Callable[[Path], Command]] = {
    "cache": cache.command,
    "list": listing.command,
    "math": math.command,
    "prove": lambda project: prove.prove,
}
"""The engine's commands beside build, each made for a project."""


def application(project: Path, commands: Sequence[Command]) -> typer.Typer:
    """Return the command line of `project`, its own commands beside those of the sheets' domain."""
    app = typer.Typer(
        add_completion=False, pretty_exceptions_enable=False, context_settings={"help_option_names": ["-h", "--help"]}
    )
    others = "  ".join([*OTHERS, *(command.__name__ for command in commands)])
    app.command("build", epilog=f"Other commands, each with --help:  {others}")(build.command(project))
    for name, command_of in OTHERS.items():
        app.command(name)(command_of(project))
    for command in commands:
        app.command(command.__name__)(mount.mounted(command))
    return app


def route(arguments: Sequence[str], names: Sequence[str]) -> list[str]:
    """Return `arguments` with ``build`` before them, unless their first word is a command."""
    return [*arguments] if arguments and arguments[0] in names else ["build", *arguments]


def main(
    project: Path, commands: Sequence[Command], arguments: Sequence[str] | None = None, started: int | None = None
) -> None:
    """Run the command line and exit; `started`, in nanoseconds, is when the first module was imported.

    Exit codes: 0 built; 1 the sheet is at fault; 2 the call or the machine is; 130 interrupted.
    """
    speak_any_terminal()
    app = application(project, commands)
    names = ["build", *OTHERS, *(command.__name__ for command in commands)]
    typed = tuple(sys.argv[1:] if arguments is None else arguments)
    try:
        app(route(typed, names), prog_name=PROGRAM, obj=build.Call(typed, started or time.time_ns()))
    except ReportError as error:
        say_error(error)
        sys.exit(error.exit_code)
    except SystemExit as stop:
        if stop.code == INTERRUPTED:
            sys.stderr.write("interrupted; the files of the last build are untouched\n")
        raise
