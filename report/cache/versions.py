"""Versions of Python and of the packages that others wrote, without asking twice."""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from report.cache.index import Index


def machine() -> str:
    """Return Python's version and the platform."""
    return f"{platform.python_implementation()} {platform.python_version()} {sys.platform} {platform.machine()}"


def distribution_versions(names: Iterable[str], index: Index) -> dict[str, str]:
    """Return the version of each distribution, without what stands behind a plus sign.

    Raises
    ------
    importlib.metadata.PackageNotFoundError
        If one is not installed.
    """
    known: dict[str, str] = {}
    for folder in reversed(_folders()):
        known |= index.fact("distributions", folder, _distributions)
    return {name: (known.get(name) or _asked(name)).partition("+")[0] for name in names}


def _distributions(folder: Path) -> dict[str, str]:
    from importlib.metadata import distributions

    found = ((one.name, one.version) for one in distributions(path=[os.fspath(folder)]))
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in found}


def _asked(name: str) -> str:
    from importlib.metadata import version

    return version(name)


def _folders() -> list[Path]:
    return [Path(entry) for entry in sys.path if entry.endswith("-packages") and Path(entry).is_dir()]


def package_versions(names: Iterable[str], index: Index) -> dict[str, str]:
    """Return the version of what each name is imported from; empty for what is not installed.

    The folder of packages changes with each installation; as long as it does not, `index` knows.
    """
    return {name: _version(name, index) for name in sorted(names)}


def _version(name: str, index: Index) -> str:
    known = (index.fact(f"version of {name}", folder, lambda folder: _installed(name, folder)) for folder in _folders())
    return next((version for version in known if version), "")


def _installed(name: str, folder: Path) -> str:
    """Return the versions of the distributions in `folder` that bring the package `name`."""
    return ", ".join(sorted(_brought(folder).get(name, ())))


@cache
def _brought(folder: Path) -> dict[str, set[str]]:
    from importlib.metadata import distributions

    found: dict[str, set[str]] = {}
    for distribution in distributions(path=[os.fspath(folder)]):
        for name in {file.parts[0].removesuffix(".py") for file in distribution.files or () if ".." not in file.parts}:
            found.setdefault(name, set()).add(f"{distribution.name} {distribution.version}")
    return found
