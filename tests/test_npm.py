"""What npm installed is told before what it is to install."""

from __future__ import annotations

import json
from pathlib import Path

from report.npm import npm_versions


def lock(path: Path, **versions: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    packages = {f"node_modules/{name}": {"version": version} for name, version in versions.items()}
    path.write_text(json.dumps({"packages": packages}))


def test_what_is_installed_counts_and_what_is_missing_has_no_version(tmp_path: Path) -> None:
    lock(tmp_path / "package-lock.json", temml="2", mathjax="4")
    assert npm_versions(["temml", "mathjax"], tmp_path) == ["2", "4"]
    lock(tmp_path / "node_modules/.package-lock.json", temml="1")
    assert npm_versions(["temml", "mathjax"], tmp_path) == ["1", ""]
