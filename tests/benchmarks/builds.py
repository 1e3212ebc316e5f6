"""What the benchmarks of whole builds share: a copy of the project, and what a process takes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("build.py", "pyproject.toml", "package.json", "package-lock.json", "analyses", "report", "templates", "data")
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")


@dataclass(frozen=True)
class Spent:
    """What a process and those it waited for took: seconds, seconds of processors, bytes of the largest of them."""

    wall: float
    cpu: float
    peak: int


def copied(project: Path) -> Path:
    """Copy the project to a folder that is not there yet, and return it."""
    project.mkdir()
    for name in COPIED:
        copy: Callable[[Path, Path], object] = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, project / name)
    for name in ("node_modules", ".venv"):
        (project / name).symlink_to(ROOT / name)
    return project


def spent(
    command: Sequence[str | Path], folder: Path, environment: Mapping[str, str], output: IO[str] | None = None
) -> Spent:
    """Run a command on one thread, in `folder`; what it says goes to `output`.

    Raises
    ------
    CalledProcessError
        If it fails.
    """
    began = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env={**os.environ, **ONE_THREAD, **environment}, stdout=output, stderr=output
    )
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, [str(word) for word in command])
    return Spent(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * (1 if sys.platform == "darwin" else 1024))


def median(runs: Sequence[Spent]) -> Spent:
    """Return the run of the middle by processor time; of an even number, the dearer one."""
    return sorted(runs, key=lambda run: run.cpu)[len(runs) // 2]
