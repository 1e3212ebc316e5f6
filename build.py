"""Build a sheet: ``python build.py``. See ``python build.py --help``."""

import atexit
import gc
import importlib.util
import os
import sys
import time
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


if __name__ == "__main__":
    started = time.time_ns()
    with_dependencies()
    without_ado()
    from report.cli.unchanged import is_unchanged

    if not is_unchanged(PROJECT, sys.argv[1:]):
        from analyses.commands import COMMANDS
        from report.cli.app import main

        main(PROJECT, COMMANDS, started=started)
