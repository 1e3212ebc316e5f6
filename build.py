"""Build a sheet: ``python build.py``. See ``python build.py --help``."""

import atexit
import gc
import importlib.util
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

PROJECT = Path(__file__).resolve().parent
NEEDED = ("typer", "jinja2", "msgspec", "weasyprint", "sympy", "torch")


def with_dependencies() -> None:
    """Run this file again with ``.venv``'s Python where this one lacks the dependencies."""
    if all(importlib.util.find_spec(name) for name in NEEDED):
        return
    folder = PROJECT / ".venv" / ("Scripts" if os.name == "nt" else "bin")
    python = folder / ("python.exe" if os.name == "nt" else "python")
    if not python.exists() or Path(sys.prefix).resolve() == (PROJECT / ".venv").resolve():
        sys.stderr.write("The dependencies are not installed here: run `make report` once.\n")
        sys.exit(2)
    os.execv(python, [str(python), __file__, *sys.argv[1:]])  # noqa: S606  our own file, our own Python


def without_ado() -> None:
    """Let no search for cyclic garbage slow start and end, nor threads of the BLAS, which pay for no matrix here."""
    gc.set_threshold(100_000)
    atexit.register(gc.freeze)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def leave_at_once(run: Callable[[], None]) -> None:
    """Run, and at the end take nothing down that the system takes down anyway: a thirtieth of a build from nothing.

    What others have registered for the end comes first, as what is registered last does. An error that nobody
    expected ends the process as ever.
    """
    ended: list[int] = []

    def leave() -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        if ended:
            os._exit(ended[0])

    atexit.register(leave)
    try:
        run()
        ended.append(0)
    except SystemExit as stop:
        if isinstance(stop.code, int):
            ended.append(stop.code)
        raise


def run() -> None:
    """Tell that nothing has changed, or else build."""
    started = time.time_ns()
    from report.cli.unchanged import is_unchanged

    if not is_unchanged(PROJECT, sys.argv[1:]):
        from analyses.commands import COMMANDS
        from report.cli.app import main

        main(PROJECT, COMMANDS, started=started)


if __name__ == "__main__":
    with_dependencies()
    without_ado()
    leave_at_once(run)
