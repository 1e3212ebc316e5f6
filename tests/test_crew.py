"""Two processes gather a sheet: at the same time, to the same bytes, and with the same errors as one."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

SHEET = '''
"""Two exercises; what they do is told by files beside the data."""

import os
import time
from pathlib import Path

from report import Claim, DataError, Exercise, Figure, Input, Sheet

TOP
ROOT = Path(__file__).parents[2]
DEADLINE = 60


def note(name):
    (ROOT / name).write_text(str(os.getpid()))


def await_file(name):
    end = time.monotonic() + DEADLINE
    while not (ROOT / name).exists():
        if time.monotonic() > end:
            raise DataError(f"{name} never came")
        time.sleep(0.01)


def first(inputs, settings):
    note("first")
    FIRST
    return 1.0


def second(inputs, settings):
    note("second")
    SECOND
    return 2.0


def draw(canvas, result):
    canvas.subplots().plot([0, result], [0, 1])


SHEET = Sheet(
    slug="toy",
    title="Two",
    date="2024-11-22",
    authors=("Ada Lovelace",),
    exercises=(
        Exercise(number=1, slug="one", title="One", compute=first),
        Exercise(
            number=2,
            slug="two",
            title="Two",
            compute=second,
            claims=lambda result: (Claim("two", "it is two", result, "=", 2),),
            figures=(Figure("line", draw, lambda result: "A line."),),
        ),
    ),
)
'''

BUILD = """
import json, multiprocessing, sys
from functools import partial
from pathlib import Path
from report import pipeline
from report.cache import Store
from report.crew import gather_all
from report.errors import ReportError
from report.model import Request
from report.progress import Stages

if __name__ == "__main__":
    root, cache, workers = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    pipeline.gather_all = partial(gather_all, patience=0)
    request = Request(sheet="toy", project=root, formats=("html", "json"), output=root / "_build", workers=workers)
    stages, message = Stages(lambda step: None), ""
    told = []

    def tell(fault):
        told.append(fault)
        (root / "told").touch()

    try:
        pipeline.build(request, Store(cache, tell), stages)
    except ReportError as error:
        message = str(error)
    steps = [[step.stage, step.exercise, [piece.reused for piece in step.pieces]] for step in stages.steps]
    left = len(multiprocessing.active_children())
    print(json.dumps({"steps": steps, "error": message, "told": "; ".join(told), "left": left}))
"""


@pytest.fixture
def sheet(tmp_path, set_up):
    toy = set_up(tmp_path / "project")

    def build(workers, first="pass", second="pass", top=""):
        """Build from a cache that holds the fonts alone; return what is said, and the files."""
        toy.write(toy.analysis, SHEET.replace("FIRST", first).replace("SECOND", second).replace("TOP", top))
        toy.write("templates/toy/one.md.j2", "One is {{ result | number(1) }}.\n")
        two = "{% call given(claims.two) %}Two.{% endcall %}\n\n{% call figure(figures.line) %}A line.{% endcall %}\n"
        toy.write("templates/toy/two.md.j2", two)
        toy.write("run.py", BUILD)
        for name in ("first", "second", "told"):
            (toy.root / name).unlink(missing_ok=True)
        command = [sys.executable, toy.root / "run.py", toy.root, cache / str(workers), str(workers)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=toy.root, timeout=120)
        files = {path.name: path.read_bytes() for path in (toy.root / "_build").glob("toy.*")}
        return json.loads(done.stdout.splitlines()[-1]), files

    cache = tmp_path / "cache"
    build.root = toy.root
    return build


@pytest.fixture(autouse=True)
def _fonts(tmp_path, shared_fonts):
    """Lend the fonts that were joined before."""
    for workers in ("1", "2"):
        (tmp_path / "cache" / workers).mkdir(parents=True)
        (tmp_path / "cache" / workers / "fonts").symlink_to(shared_fonts, target_is_directory=True)


def test_two_work_at_once_and_give_the_bytes_that_one_gives(sheet):
    said, files = sheet(2, first='await_file("second")')
    assert said["error"] == ""
    assert said["left"] == 0
    assert (sheet.root / "first").read_text() != (sheet.root / "second").read_text()
    stages = [(stage, exercise) for stage, exercise, _ in said["steps"] if exercise]
    assert stages == [(stage, slug) for slug in ("one", "two") for stage in ("inputs", "compute", "check", "draw")]
    assert not any(reused for _, exercise, pieces in said["steps"] if exercise for reused in pieces)
    alone, same = sheet(1)
    assert alone["error"] == ""
    assert (sheet.root / "first").read_text() == (sheet.root / "second").read_text()
    assert set(files) == {"toy.html", "toy.json"}
    assert files == same


def test_what_fails_in_the_second_process_is_told_by_the_first(sheet):
    said, files = sheet(2, first='await_file("second")', second='raise DataError("the second is at fault")')
    assert "the second is at fault" in said["error"]
    assert said["left"] == 0
    assert files == {}


def test_what_fails_in_the_first_process_ends_the_second(sheet):
    said, _ = sheet(
        2, first='await_file("second"); raise DataError("the first is at fault")', second='await_file("never")'
    )
    assert "the first is at fault" in said["error"]
    assert said["left"] == 0


def test_a_second_process_that_cannot_work_is_told_and_the_first_does_it_all(sheet):
    away = "import multiprocessing\nif multiprocessing.parent_process():\n    raise OSError('no room')\n"
    said, files = sheet(2, first="for name in ('first', 'told'): await_file(name)", top=away)
    assert said["error"] == ""
    assert "a second process cannot work (OSError: no room)" in said["told"]
    assert set(files) == {"toy.html", "toy.json"}


def test_a_second_process_that_dies_is_told_and_the_first_does_its_work(sheet):
    dies = "import multiprocessing; multiprocessing.parent_process() and os._exit(9)"
    said, files = sheet(2, first='await_file("told")', second=dies)
    assert said["error"] == ""
    assert "a second process died (exit code 9); the first does its work" in said["told"]
    assert set(files) == {"toy.html", "toy.json"}
