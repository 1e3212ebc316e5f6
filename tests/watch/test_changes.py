"""Saves are heard, and what editors and builds leave beside them is not."""

from __future__ import annotations

import queue

import pytest

from report.watch.changes import Changes

LIMIT = 10


@pytest.fixture
def heard(tmp_path):
    """Watch a folder; return the queue of bursts."""
    for name in ("templates", "data/_build", "elsewhere"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "pyproject.toml").touch()
    bursts = queue.Queue()
    changes = Changes(bursts.put, tmp_path / "data/_build")
    changes.watch(tmp_path / name for name in ("templates", "data", "pyproject.toml", "missing"))
    bursts.changes = changes
    yield bursts
    changes.close()


def everything(heard, last):
    """Return the names of what was heard up to `last`, which was saved after all else."""
    names = set()
    while last.name not in names:
        names |= {path.name for path in heard.get(timeout=LIMIT)}
    return names


@pytest.mark.parametrize(
    "name", ["a.md.j2.swp", "a.md.j2~", "4913", ".#a.md.j2", "#a.md.j2#", "__pycache__/a.pyc", "a.html.part", "x.tmp"]
)
def test_what_editors_leave_for_a_moment_is_no_save(heard, tmp_path, name):
    path = tmp_path / "templates" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("x")
    last = tmp_path / "templates/a.md.j2"
    last.write_text("x")
    assert everything(heard, last) - {"__pycache__"} == {"a.md.j2"}


def test_results_are_no_sources(heard, tmp_path):
    (tmp_path / "data/_build/toy.html").write_text("x")
    last = tmp_path / "data/numbers.csv"
    last.write_text("x")
    assert everything(heard, last) == {"numbers.csv"}


def test_a_file_that_is_saved_by_renaming_is_heard_each_time(heard, tmp_path):
    target = tmp_path / "pyproject.toml"
    (tmp_path / "README.md").write_text("nobody listens")
    for _ in range(2):
        aside = tmp_path / "aside"
        aside.write_text("x")
        aside.replace(target)
        assert everything(heard, target) == {"pyproject.toml"}


def test_a_folder_can_be_added(heard, tmp_path):
    heard.changes.watch([tmp_path / "elsewhere", tmp_path / "templates"])
    last = tmp_path / "elsewhere/numbers.csv"
    last.write_text("x")
    assert everything(heard, last) == {"numbers.csv"}
