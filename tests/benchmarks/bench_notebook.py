"""The hand-in's notebook against the same work here: ``python tests/benchmarks/bench_notebook.py [REPEATS]``.

``notebook/cells.py`` does what the notebook that was handed in does, with nbconvert; ``notebook/sheet/`` has the same
fits, grids and pictures as a sheet, built from an empty cache. Seconds of processors, on one thread, with all child
processes, medians of three rounds, each of which takes both in turn: a machine that slows down slows both. matplotlib
knows the machine's fonts in both.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from builds import ROOT, Spent, copied, median, spent
from notebooks import Converted, convert, write_notebook

HERE = Path(__file__).parent / "notebook"
SLUG = "notebook"
UNUSED = ("", "softargmax", "linear_regions")
"""Packages of sheet05 whose modules are used one by one, and not as exercises."""

NOTES = """
Shown on both sides: {numbers}.
How it is come by differs, here against the notebook:
- where there is a minimum, with C = 1 and where no boundary separates the rows, Newton's method goes to it; liblinear
  stops short of it
- a fit is made once; the notebook fits cities with C = 1e12 twice, as was handed in
- of the far view's 5000 x 5000 points every tenth each way is drawn, and extremes are sought beside the kinks
- gradients are exact, by the chain rule; there they are differences of neighbouring points
- lse and softargmax take the largest exponent out first, and maxima that tie share the one of one-hot argmax
- the panels of softargmax share a colour bar, as do the two of a gradient
- figures are SVG, with fields of 220 dots an inch; there they are PNG
- nbconvert's time to execute holds its kernel's, {kernel}"""


WORK_ALONE = "  of it fits, grids and pictures, without making pages"
COLD, FONTS_KEPT = "here, cold, HTML + PDF + JSON", "here, cold but for the page's fonts"


@dataclass(frozen=True)
class Round:
    """What nbconvert took, what builds took, and what the cold one said of its stages."""

    converted: Converted
    built: Mapping[str, Spent]
    stages: str


def main(repeats: int) -> None:
    """Print what nbconvert takes, what a build takes, stage by stage, and how often one is in the other."""
    with tempfile.TemporaryDirectory(prefix="sheet-bench-") as name:
        folder = Path(name)
        fonts = {"MPLCONFIGDIR": str(folder / "matplotlib")}
        spent([sys.executable, "-c", "import matplotlib.font_manager"], folder, fonts)
        project, notebook = _project(folder / "project"), _notebook(folder / "notebook")
        rounds = [_round(project, notebook, fonts) for _ in range(repeats)]
        converted = rounds[-1].converted
        _print(rounds)
        if converted.steps:
            kernel = f"{converted.said['CPU']:.1f} s"
            print(NOTES.format(numbers=_compared(project, converted.said["shown"]), kernel=kernel))  # noqa: T201


def _project(project: Path) -> Path:
    """Copy the project with the notebook's work as its only sheet."""
    copied(project)
    for package in UNUSED:
        (project / "analyses" / "sheet05" / package / "__init__.py").write_text("")
    shutil.rmtree(project / "templates" / "sheet05")
    shutil.copytree(HERE / "sheet", project / "analyses" / SLUG, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(HERE / "prose", project / "templates" / SLUG)
    return project


def _notebook(folder: Path) -> Path:
    folder.mkdir()
    (folder / "data").symlink_to(ROOT / "data")
    write_notebook(HERE / "cells.py", folder / "sheet.ipynb")
    return folder / "sheet.ipynb"


def _round(project: Path, notebook: Path, environment: Mapping[str, str]) -> Round:
    """Convert once, build once from nothing, and once more with the fonts of the page, which are cut once a machine."""
    converted = convert(notebook, {**environment, "XDG_CACHE_HOME": str(notebook.parent / "cache")})
    with (project / "timings").open("w+", encoding="utf-8") as said:
        cold = _built(project, environment, "", said)
        said.seek(0)
        stages = "exercise" + said.read().rstrip().rsplit("exercise", 1)[-1]
        return Round(converted, {COLD: cold, FONTS_KEPT: _built(project, environment, "fonts", said)}, stages)


def _built(project: Path, environment: Mapping[str, str], keeps: str, said: IO[str]) -> Spent:
    """Build from a cache that holds nothing but the folder `keeps`."""
    cache = project.parent / "cache"
    for path in (cache / "sheet-report").glob("*"):
        if path.name != keeps:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    build = [sys.executable, "build.py", SLUG, "-q", "--workers", "1", "--timings"]
    return spent(build, project, {**environment, "XDG_CACHE_HOME": str(cache)}, said)


def _compared(project: Path, theirs: Mapping[str, float]) -> str:
    """Say how far the numbers of both ways are from each other; all must be there in both."""
    record = json.loads((project / "_build" / f"{SLUG}.json").read_text(encoding="utf-8"))
    results = {exercise["slug"]: exercise["result"] for exercise in record["exercises"]}
    scores, fields = results["probes"]["scores"], results["networks"]["fields"]
    ranges = {f"{name}, least": field["low"] for name, field in fields.items()}
    ranges |= {f"{name}, largest": field["high"] for name, field in fields.items()}
    if set(theirs) != {*scores, *ranges}:
        raise SystemExit(f"not the same numbers: {sorted(set(theirs) ^ {*scores, *ranges})}")
    apart = {name: abs(value - theirs[name]) for name, value in scores.items() if abs(value - theirs[name]) > 1e-9}
    far = max(abs(value / theirs[name] - 1) for name, value in ranges.items())
    apart_by = f", and {len(apart)}, by Newton's method, differ by up to {max(apart.values()):.2f}" if apart else ""
    return (
        f"{len(scores)} accuracies, of which {len(scores) - len(apart)} agree{apart_by};\n"
        f"the least and largest outputs of the networks, which agree to {far:.0e}; and the pictures"
    )


def _print(rounds: Sequence[Round]) -> None:
    """Print the table: medians, and how often a build is in what nbconvert takes."""
    print(f"{'what':<58} {'CPU':>9} {'peak':>9} {'nbconvert':>12}")  # noqa: T201  a script's output
    theirs = 0.0
    for what in rounds[0].converted.steps:
        step = median([one.converted.steps[what] for one in rounds])
        theirs += step.cpu
        _row(f"nbconvert, {what}", step)
    for line in rounds[0].converted.missing:
        print(f"nbconvert, {line}")  # noqa: T201
    if theirs:
        print(f"{'nbconvert, together (the goal: five times ours)':<58} {theirs:>7.1f} s")  # noqa: T201
    for what in (COLD, FONTS_KEPT):
        used = median([one.built[what] for one in rounds])
        _row(what, used, theirs)
        if what == COLD:
            stages = next(one.stages for one in rounds if one.built[what] is used)
            _row(WORK_ALONE, replace(used, cpu=used.cpu - _of_pages(stages)), theirs)
            print("    " + stages.replace("\n", "\n    "))  # noqa: T201


def _of_pages(stages: str) -> float:
    """Return the seconds of processors that a table of stages has for HTML, PDF and JSON."""
    rows = [line.split() for line in stages.splitlines()]
    return sum(float(row[3]) for row in rows if row[0] in ("html", "pdf", "json"))


def _row(what: str, used: Spent, theirs: float = 0) -> None:
    """Print a row; where nbconvert's time is known, how often ours is in it."""
    times = f"{theirs / used.cpu:>6.1f} times" if theirs else ""
    print(f"{what:<58} {used.cpu:>7.1f} s {used.peak / 1e6:>6.0f} MB {times:>12}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
