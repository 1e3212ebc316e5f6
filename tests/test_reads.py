"""Code of a sheet that reads what it was not given is stopped, and the file is named."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from pathlib import Path

import pytest

from report import reads
from report.errors import DeclarationError
from report.model import DataFile, Resolved
from report.reads import declared_only


@pytest.fixture
def watched(tmp_path):
    """Watch a project with two files in data/, one of them declared."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data/declared.csv").write_text("1")
    (tmp_path / "data/hidden.csv").write_text("2")
    found = Resolved("numbers", tmp_path / "data", "data", (DataFile("declared.csv", "0"),))
    return lambda: declared_only("compute", "exercise 1", tmp_path, {"numbers": found})


def open_low(path):
    os.close(os.open(path, os.O_RDONLY))


def read_in_passing(path):
    try:
        path.read_text()
    except Exception:
        return


def connect(path):
    sqlite3.connect(path).close()


@pytest.mark.parametrize("read", [Path.read_text, open_low, read_in_passing, connect])
def test_reading_an_undeclared_file_fails_and_names_it(tmp_path, watched, read):
    with pytest.raises(DeclarationError, match=r"not given: data/hidden\.csv"), watched():
        read(tmp_path / "data/hidden.csv")


def test_a_link_does_not_hide_what_is_read(tmp_path, watched):
    (tmp_path / "data/link.csv").symlink_to(tmp_path / "data/hidden.csv")
    with pytest.raises(DeclarationError, match=r"hidden\.csv"), watched():
        (tmp_path / "data/link.csv").read_text()


def test_a_linked_folder_does_not_hide_what_is_read(tmp_path, watched):
    (tmp_path / "data/folder").mkdir()
    (tmp_path / "data/folder/deep.csv").write_text("3")
    (tmp_path / "link").symlink_to(tmp_path / "data/folder")
    for _ in range(2):
        with pytest.raises(DeclarationError, match=r"data/folder/deep\.csv"), watched():
            (tmp_path / "link/deep.csv").read_text()


def test_a_folder_that_becomes_a_link_does_not_hide_what_is_read(tmp_path, watched):
    def replaced_and_read(folder):
        folder.mkdir()
        (folder / "own.csv").write_text("4")
        (folder / "own.csv").unlink()
        folder.rmdir()
        folder.symlink_to(tmp_path / "data")
        (folder / "hidden.csv").read_text()

    with pytest.raises(DeclarationError, match=r"hidden\.csv"), watched():
        replaced_and_read(tmp_path / "out")


def test_a_relative_path_is_judged_by_where_it_leads(tmp_path, watched, monkeypatch):
    monkeypatch.chdir(tmp_path / "data")
    with watched():
        assert Path("declared.csv").read_text() == "1"
    with pytest.raises(DeclarationError), watched():
        Path("hidden.csv").read_text()


def test_declared_files_packages_and_pythons_own_may_be_read(tmp_path, watched):
    import numpy

    with watched():
        assert (tmp_path / "data/declared.csv").read_text() == "1"
        assert Path(numpy.__file__).read_text()
        assert Path(os.__file__).read_text()
        assert Path("/proc/self/stat").read_text()


def test_files_that_the_engine_gives_may_be_read_and_no_others(tmp_path):
    (tmp_path / "face.ttf").write_text("4")
    (tmp_path / "rows.csv").write_text("5")
    given = [tmp_path / "face.ttf"]
    with declared_only("figure ramp", "exercise 1", tmp_path, given=given):
        assert (tmp_path / "face.ttf").read_text() == "4"
    refused = r"exercise 1: figure ramp reads a file that it was not given: rows\.csv"
    with (
        pytest.raises(DeclarationError, match=refused),
        declared_only("figure ramp", "exercise 1", tmp_path, given=given),
    ):
        (tmp_path / "rows.csv").read_text()


@pytest.mark.parametrize("variable", ["MPLCONFIGDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "HOME"])
def test_what_matplotlib_keeps_for_itself_may_be_read(tmp_path, monkeypatch, variable):
    below = {"MPLCONFIGDIR": "", "HOME": ".cache/matplotlib"}.get(variable, "matplotlib")
    for name in ("MPLCONFIGDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(variable, str(tmp_path / "home"))
    kept = tmp_path / "home" / below / "fontlist.json"
    kept.parent.mkdir(parents=True)
    kept.write_text("{}")
    reads._others.cache_clear()
    try:
        with declared_only("compute", "exercise 1", tmp_path, {}):
            assert kept.read_text() == "{}"
    finally:
        reads._others.cache_clear()


def test_what_the_computation_wrote_it_may_read(watched):
    with watched(), tempfile.TemporaryDirectory() as folder, tempfile.NamedTemporaryFile("w+") as file:
        path = Path(folder) / "scratch"
        path.write_text("3")
        assert path.read_text() == "3"
        assert Path(file.name).read_text() == ""


def test_a_file_that_is_not_there_is_the_computations_own_fault(tmp_path, watched):
    with pytest.raises(FileNotFoundError), watched():
        (tmp_path / "data/nothing.csv").read_text()


def test_after_the_computation_everything_may_be_read(tmp_path, watched):
    with watched():
        pass
    assert (tmp_path / "data/hidden.csv").read_text() == "2"


def test_what_lies_outside_of_the_project_is_watched_where_inputs_are_declared(tmp_path):
    project, font = tmp_path / "project", tmp_path / "face.ttf"
    project.mkdir()
    font.write_text("6")
    (project / "rows.csv").write_text("7")
    with declared_only("figure ramp", "exercise 1", project):
        assert font.read_text() == "6"
    with pytest.raises(DeclarationError), declared_only("figure ramp", "exercise 1", project):
        (project / "rows.csv").read_text()
    with pytest.raises(DeclarationError), declared_only("compute", "exercise 1", project, {}):
        font.read_text()


def test_a_database_and_a_file_that_the_computation_made_and_moved_may_be_read(tmp_path, watched):
    with watched():
        for _ in range(2):
            connect(tmp_path / "own.db")
        (tmp_path / "aside").write_text("8")
        (tmp_path / "aside").rename(tmp_path / "own.csv")
        assert (tmp_path / "own.csv").read_text() == "8"
