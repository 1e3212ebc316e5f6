"""Declared data are found in the order declared, hashed, and enforced where they are ours."""

from __future__ import annotations

import hashlib

import pytest

from report.errors import DataError, MissingFileError
from report.inputs import resolve, sha256, unchanged
from report.model import Exercise, Input


def exercise(**changes):
    declared = {"name": "archive", "roots": ("data/own", "data/default"), "source": "Run make data.", **changes}
    return Exercise(1, "x", "X", lambda inputs, settings: None, inputs=(Input(**declared),))


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "data" / "default"
    folder.mkdir(parents=True)
    (folder / "a.csv").write_text("1\n")
    (folder / "b.txt").write_text("2\n")
    return tmp_path


def test_the_first_root_that_exists_is_read(project):
    assert resolve(exercise(), project)["archive"].shown == "data/default"
    (project / "data" / "own").mkdir()
    assert resolve(exercise(), project)["archive"].shown == "data/own"


def test_files_are_hashed_by_content_and_filtered_by_pattern(project):
    found = resolve(exercise(patterns=("*.csv",)), project)["archive"]
    assert [(file.path, file.sha256) for file in found.files] == [("a.csv", hashlib.sha256(b"1\n").hexdigest())]


def test_missing_data_name_their_source(project):
    with pytest.raises(MissingFileError, match="Run make data"):
        resolve(exercise(roots=("data/none",)), project)


def test_data_takes_the_place_of_replaceable_roots_alone(project, tmp_path_factory):
    other = tmp_path_factory.mktemp("elsewhere")
    assert resolve(exercise(replaceable=True), project, other)["archive"].shown == str(other)
    assert resolve(exercise(), project, other)["archive"].shown == "data/default"


def test_a_data_folder_that_is_not_there_is_the_callers_mistake(project):
    with pytest.raises(MissingFileError) as caught:
        resolve(exercise(replaceable=True), project, project / "nowhere")
    assert caught.value.exit_code == 2


def test_our_own_files_must_match_their_recorded_hash(project):
    sums = project / "data" / "default" / "SHA256SUMS"
    sums.write_text(f"{hashlib.sha256(b'1').hexdigest()}  a.csv\n")
    declared = exercise(checksums="data/default/SHA256SUMS")
    with pytest.raises(DataError, match=r"a\.csv"):
        resolve(declared, project)
    sums.write_text(f"{hashlib.sha256(b'1' + bytes([10])).hexdigest()}  a.csv\n")
    assert resolve(declared, project)["archive"].files


def test_a_students_own_files_are_recorded_but_not_enforced(project):
    (project / "data" / "default" / "SHA256SUMS").write_text(f"{'0' * 64}  a.csv\n")
    own = project / "data" / "own"
    own.mkdir()
    (own / "a.csv").write_text("3\n")
    found = resolve(exercise(checksums="data/default/SHA256SUMS", patterns=("*.csv",)), project)["archive"]
    assert found.files[0].sha256 == hashlib.sha256(b"3\n").hexdigest()


def test_recorded_hashes_that_are_missing_are_the_machines_fault(project):
    with pytest.raises(MissingFileError, match="recorded hashes are missing"):
        resolve(exercise(checksums="data/default/SHA256SUMS"), project)


@pytest.mark.parametrize(
    "change",
    [
        lambda path: path.write_text("3\n"),
        lambda path: path.unlink(),
        lambda path: (path.write_text("3\n"), path.write_text("1\n")),
    ],
)
def test_a_file_that_changes_while_it_is_read_is_told(project, change):
    found = resolve(exercise(), project)
    with unchanged(found, sha256):
        pass
    with pytest.raises(DataError, match="changed while the build read it"), unchanged(found, sha256):
        change(project / "data/default/a.csv")


def test_a_file_that_changed_since_it_was_hashed_is_told(project):
    found = resolve(exercise(), project)
    (project / "data/default/a.csv").write_text("3\n")
    with pytest.raises(DataError, match="changed while the build read it"), unchanged(found, sha256):
        pass
