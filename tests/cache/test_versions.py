"""Versions that are read from a few lines are those that Python tells when it reads all."""

from __future__ import annotations

import sysconfig
from importlib.metadata import distributions
from pathlib import Path

from report.cache.versions import _brought, _installed_in

FOLDER = Path(sysconfig.get_path("purelib"))


def test_names_and_versions_are_those_of_the_whole_metadata():
    told = {(one.metadata["Name"], one.version) for one in distributions(path=[str(FOLDER)])}
    assert {(name, version) for _, name, version in _installed_in(FOLDER)} == told
    assert len(told) > 10


def test_packages_are_brought_by_those_that_list_their_files():
    listed = {}
    for one in distributions(path=[str(FOLDER)]):
        name = f"{one.metadata['Name']} {one.version}"
        for file in one.files or ():
            if ".." not in file.parts:
                listed.setdefault(file.parts[0].removesuffix(".py"), set()).add(name)
    assert _brought(FOLDER) == listed


def test_what_has_no_record_is_asked_for_its_files(tmp_path):
    old = tmp_path / "old-1.0.egg-info"
    old.mkdir()
    (old / "PKG-INFO").write_text("Metadata-Version: 1.0\nName: old\nVersion: 1.0\n")
    (old / "SOURCES.txt").write_text("old/__init__.py\n")
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "__init__.py").touch()
    assert [(name, version) for _, name, version in _installed_in(tmp_path)] == [("old", "1.0")]
    assert _brought(tmp_path)["old"] == {"old 1.0"}
