"""Time and memory of builds of sheet05: ``python tests/benchmarks/bench_build.py [REPEATS]``.

Each build is a process of its own, in a copy of the project with a cache of its own. Wall and CPU are
medians of five (cold: of one), the processor time of child processes included; the memory is the peak of
any process.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from builds import copied, spent
from peers import Peer, change, peers

PROSE = "templates/sheet05/{}.md.j2"
ANALYSIS = "analyses/sheet05/sigmoid/compute.py"
MOST_PICTURES, MOST_PAGES = "linear_regions", "lie_detector"
"""The exercises in which a changed sentence takes longest, to HTML and to PDF."""


def main(repeats: int) -> None:
    """Print the table, a row a change; below it, what peers take to render the prose alone."""
    print(f"{'what':<58} {'goal':>8} {'wall':>9} {'CPU':>9} {'peak':>9}")  # noqa: T201  a script's output
    with tempfile.TemporaryDirectory(prefix="sheet-bench-") as folder:
        project = copied(Path(folder) / "project")
        nothing, analysis = _Nothing(), _Analysis(project)
        short, number = _Sentence(project, "sigmoid"), _Number(project, "sigmoid")
        pictured, long = _Sentence(project, MOST_PICTURES), _Sentence(project, MOST_PAGES)
        _row(project, "cold, all outputs", "60 s CPU", ["--workers", "1", "--timings"], nothing, 1)
        shutil.rmtree(project.parent / "cache")
        _row(project, "cold, all outputs, two processes", "60 s CPU", ["--workers", "2"], nothing, 1)
        _row(project, "(the next build leaves the stamp)", "", [], nothing, 1)
        _row(project, "nothing changed, HTML + PDF + JSON", "0.25 s", [], nothing, repeats)
        html = _row(project, "a sentence changed, to HTML", "0.3 s", ["--to", "html"], short, repeats)
        _row(project, "the same, in a sentence that shows a number", "0.6 s", ["--to", "html"], number, repeats)
        _row(project, "the same, in the exercise with most pictures", "0.6 s", ["--to", "html"], pictured, repeats)
        _row(project, "a sentence changed, to HTML + PDF", "1.6 s", ["--to", "html,pdf"], short, repeats)
        _row(project, "the same, in the exercise with most pages", "", ["--to", "html,pdf"], long, repeats)
        _row(project, "one analysis changed, to HTML", "+ 2 s", ["--to", "html"], analysis, repeats)
        _row(
            project,
            "PDF from cached results, formulas and drawings",
            "1.6 s",
            ["--to", "pdf"],
            _Paper(project),
            repeats,
        )
        for peer in peers(project / "templates" / "sheet05", Path(folder)):
            _peer_row(peer, html, repeats)


class _Nothing:
    def __call__(self) -> None:
        """Change nothing."""


class _Sentence:
    """Adds a sentence to an exercise, each time another."""

    def __init__(self, project: Path, exercise: str) -> None:
        self.path, self.count = project / PROSE.format(exercise), 0

    def __call__(self) -> None:
        self.count += 1
        with self.path.open("a", encoding="utf-8") as file:
            file.write(f"\nOne more sentence, which nobody reads twice{'.' * self.count}\n")


class _Number:
    """Adds a word to the first sentence of an exercise that shows a number, each time one more."""

    def __init__(self, project: Path, exercise: str) -> None:
        self.path = project / PROSE.format(exercise)

    def __call__(self) -> None:
        prose = self.path.read_text(encoding="utf-8")
        self.path.write_text(prose.replace("{{ result.", "about {{ result.", 1), encoding="utf-8")


class _Analysis:
    """Adds a constant, which changes the analysis but not its result."""

    def __init__(self, project: Path) -> None:
        self.path, self.count = project / ANALYSIS, 0

    def __call__(self) -> None:
        self.count += 1
        with self.path.open("a", encoding="utf-8") as file:
            file.write(f"\nUNUSED_{self.count} = {self.count}\n")


class _Paper:
    """Adds a rule to the style sheet of paper, so that every page is laid out again."""

    def __init__(self, project: Path) -> None:
        self.path, self.count = project / "templates" / "paper.css", 0

    def __call__(self) -> None:
        self.count += 1
        with self.path.open("a", encoding="utf-8") as file:
            file.write(f"\n.unused-{self.count} {{ color: red }}\n")


def _row(project: Path, what: str, goal: str, words: list[str], change: Callable[[], None], repeats: int) -> float:
    """Print a row, and return its wall time."""
    walls, cpus, peaks = zip(*(_timed(project, words, change) for _ in range(repeats)), strict=True)
    wall, cpu = float(statistics.median(walls)), statistics.median(cpus)
    print(f"{what:<58} {goal:>8} {wall:>7.2f} s {cpu:>7.2f} s {max(peaks) / 1e6:>6.0f} MB", flush=True)  # noqa: T201
    return wall


def _peer_row(peer: Peer, ours: float, repeats: int) -> None:
    """Print what a peer takes to render a changed sentence, and how often that is our time."""
    walls = []
    for _ in range(repeats):
        change(peer)
        began = time.perf_counter()
        subprocess.run([*peer.command, peer.document], check=True)
        walls.append(time.perf_counter() - began)
    wall = statistics.median(walls)
    what = f"{peer.name}, the prose alone, a sentence changed, to HTML"
    print(f"{what:<58} {'':>8} {wall:>7.2f} s   {wall / ours:.1f} times ours", flush=True)  # noqa: T201


def _timed(project: Path, words: list[str], change: Callable[[], None]) -> tuple[float, float, int]:
    """Return wall and CPU seconds of one build, and the peak of its memory in bytes."""
    change()
    build = [sys.executable, "build.py", "-q", *words]
    used = spent(build, project, {"XDG_CACHE_HOME": str(project.parent / "cache")})
    return used.wall, used.cpu, used.peak


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
