"""Versions that are read from a few lines are those that Python tells when it reads all."""

from __future__ import annotations

import sysconfig
from importlib.metadata import distributions
from pathlib import Path

from report.cache import versions
from report.cache.index import Index
from report.cache.store import NoStore
from report.cache.versions import _brought, _installed_in, package_versions

FOLDER = Path(sysconfig.get_path("purelib"))


def test_names_and_versions_are_those_of_the_whole_metadata():
    told = {(one.metadata["Name"], one.version) for one in distributions(path=[str(FOLDER)])}
    assert {(one.name, one.version) for one in _installed_in(FOLDER)} == told
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
    assert [(one.name, one.version) for one in _installed_in(tmp_path)] == [("old", "1.0")]
    assert _brought(tmp_path)["old"] == {"old 1.0"}


def installed(folder, name, version, *required):
    lines = [f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}", *(f"Requires-Dist: {one}" for one in required)]
    info = folder / f"{name}-{version}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("\n".join(lines) + "\n\nRequires-Dist: nothing\n")
    (info / "RECORD").write_text(f"{name}/__init__.py,,\n")


def test_what_a_package_requires_counts_whatever_requires_it(tmp_path, monkeypatch):
    installed(tmp_path, "outer", "1", "Middle_Part>=2", 'absent; python_version < "3"', 'more; extra == "all"')
    installed(tmp_path, "middle-part", "2", "inner", "outer")
    installed(tmp_path, "inner", "3")
    installed(tmp_path, "more", "4")
    monkeypatch.setattr(versions, "_folders", lambda: [tmp_path])
    found = package_versions(["outer", "nowhere"], Index(NoStore(), tmp_path))
    assert found == {"nowhere": "", "outer": "outer 1", "inner (required)": "3", "middle-part (required)": "2"}


def test_the_real_packages_require_what_they_are_known_to(tmp_path):
    found = package_versions(["sklearn", "matplotlib"], Index(NoStore(), tmp_path))
    assert {"joblib (required)", "scipy (required)", "contourpy (required)", "kiwisolver (required)"} <= set(found)
    assert all(found.values())
