"""A notebook made of a Python file whose cells begin with ``# %%``, and what nbconvert takes for it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builds import Spent, spent

CELL = re.compile(r"^# %%(.*)\n", re.MULTILINE)
KERNEL = "bench"
NBCONVERT = "jupyter-nbconvert"
OPTIONAL = ("export PDF",)
"""Steps that may fail: a TeX without the packages that nbconvert asks for."""


@dataclass(frozen=True)
class Converted:
    """What each step of nbconvert took, what is missing for the others, and the last cell's output: JSON."""

    steps: Mapping[str, Spent]
    missing: tuple[str, ...]
    said: Mapping[str, Any]


def write_notebook(cells: Path, path: Path) -> None:
    """Write the cells of a Python file as a notebook; those marked ``[markdown]`` are text in comments."""
    parts = CELL.split(cells.read_text(encoding="utf-8"))[1:]
    found = zip(parts[::2], parts[1::2], strict=True)
    notebook = {
        "cells": [_cell(f"cell{n}", "markdown" in mark, body.strip()) for n, (mark, body) in enumerate(found)],
        "metadata": {"kernelspec": {"name": KERNEL, "display_name": "Python", "language": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    path.write_text(json.dumps(notebook), encoding="utf-8")


def _cell(name: str, is_text: bool, source: str) -> dict[str, Any]:
    if is_text:
        return {"cell_type": "markdown", "id": name, "metadata": {}, "source": source.removeprefix("# ")}
    cell = {"cell_type": "code", "id": name, "metadata": {}, "source": source}
    return {**cell, "execution_count": None, "outputs": []}


def convert(notebook: Path, environment: Mapping[str, str]) -> Converted:
    """Execute a notebook and export it, a process a step; its kernel sees the libraries that this Python sees.

    Raises
    ------
    SystemExit
        If it cannot be executed or exported as HTML.
    """
    folder = notebook.parent
    steps: dict[str, Spent] = {}
    missing: list[str] = []
    surroundings = {**environment, **_kernel(folder)}
    for what, words, needed in (
        ("execute", ["--execute", "--inplace", "--to", "notebook"], ()),
        ("export HTML", ["--to", "html"], ()),
        ("export PDF", ["--to", "pdf"], ("pandoc", "xelatex")),
    ):
        absent = [name for name in (NBCONVERT, *needed) if not shutil.which(name)]
        if absent:
            missing.append(f"{what}: no {' and no '.join(absent)} on the PATH")
            continue
        with (folder / "nbconvert.log").open("w", encoding="utf-8") as log:
            try:
                steps[what] = spent([NBCONVERT, *words, str(notebook)], folder, surroundings, log)
            except subprocess.CalledProcessError:
                if what not in OPTIONAL:
                    raise SystemExit(f"nbconvert cannot {what}: {_reason(Path(log.name))}") from None
                missing.append(f"{what}: {_reason(Path(log.name))}")
    return Converted(steps, tuple(missing), _said(notebook) if "execute" in steps else {})


def _kernel(folder: Path) -> dict[str, str]:
    """Return the environment in which Jupyter finds a kernel that runs on this Python's libraries."""
    home = folder / "jupyter" / "kernels" / KERNEL
    home.mkdir(parents=True, exist_ok=True)
    # Jupyter puts its own Python in the place of the word python.
    command = ["python", "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    paths = {"PYTHONPATH": sysconfig.get_path("purelib")}
    kernel = {"argv": command, "display_name": "Python", "language": "python", "env": paths}
    (home / "kernel.json").write_text(json.dumps(kernel), encoding="utf-8")
    return {"JUPYTER_PATH": os.fspath(folder / "jupyter"), "IPYTHONDIR": os.fspath(folder / "ipython")}


def _said(notebook: Path) -> dict[str, Any]:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    found: dict[str, Any] = json.loads("".join(cells[-1]["outputs"][0]["text"]))
    return found


def _reason(log: Path) -> str:
    """Return TeX's first complaint, else the last thing said."""
    lines = log.read_text(encoding="utf-8", errors="replace").split("\n")
    complaints = (line for line in lines if line.startswith("!"))
    return next(complaints, next((line for line in reversed(lines) if line.strip()), "it said nothing"))
