"""All files or none: a build that fails while writing leaves the last good one."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from report.errors import OutputError
from report.outputs import written_together


def write(folder, **contents):
    with written_together(folder) as outputs:
        outputs.update({name.replace("_", "."): content for name, content in contents.items()})


def write_and_be_interrupted(folder):
    with written_together(folder) as outputs:
        outputs["a.html"] = b"new"
        raise KeyboardInterrupt


def test_files_appear_together_and_nothing_else(tmp_path):
    folder = tmp_path / "new" / "deep"
    write(folder, a_html=b"1", a_pdf=b"2")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"a.html": b"1", "a.pdf": b"2"}


def test_a_failure_before_writing_leaves_the_last_files(tmp_path):
    write(tmp_path, a_html=b"old")
    with pytest.raises(KeyboardInterrupt):
        write_and_be_interrupted(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]
    assert (tmp_path / "a.html").read_bytes() == b"old"


@pytest.mark.parametrize(("number", "words"), [(errno.ENOSPC, "disk is full"), (errno.EACCES, "cannot be written")])
def test_a_failure_while_writing_leaves_the_last_files(tmp_path, monkeypatch, number, words):
    write(tmp_path, a_html=b"old", a_pdf=b"old")
    whole = Path.write_bytes

    def fails_at_the_second(path, content):
        if ".pdf" in path.name:
            whole(path, content[:1])
            raise OSError(number, "no")
        return whole(path, content)

    monkeypatch.setattr(Path, "write_bytes", fails_at_the_second)
    with pytest.raises(OutputError, match=words):
        write(tmp_path, a_html=b"new", a_pdf=b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.html": b"old", "a.pdf": b"old"}


def test_a_file_in_place_of_the_folder_is_one_message(tmp_path):
    (tmp_path / "taken").write_text("x")
    with pytest.raises(OutputError, match="--output-dir"):
        write(tmp_path / "taken", a_html=b"1")


def test_a_folder_in_place_of_a_file_leaves_the_other_files(tmp_path):
    write(tmp_path, a_html=b"old")
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(OutputError):
        write(tmp_path, a_html=b"new", a_pdf=b"new")
    assert (tmp_path / "a.html").read_bytes() == b"old"
