"""Versions of Python and of the packages that others wrote, without asking twice."""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from report.cache.index import Index

if TYPE_CHECKING:
    from importlib.metadata import Distribution

_REQUIREMENT = re.compile(r"^Requires-Dist: *([\w.-]+)(.*)$", re.MULTILINE)
_HEADER = re.compile(r"^(Name|Version): *(.+?) *$", re.MULTILINE)


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
    return {_normal(one.name): one.version for one in _installed_in(folder)}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _requirements(folder: Path) -> dict[str, list[str]]:
    """Return what each distribution requires without being asked for more; on which system, is left open."""
    return {_normal(one.name): sorted({_normal(name) for name in one.required}) for one in _installed_in(folder)}


class _Installed(NamedTuple):
    """A distribution, and what its metadata say."""

    distribution: Distribution
    name: str
    version: str
    required: tuple[str, ...]


@cache
def _installed_in(folder: Path) -> tuple[_Installed, ...]:
    """Return the distributions in `folder`.

    These stand in the first lines of its metadata; to read all of them, descriptions included, takes ten times as long.
    """
    from importlib.metadata import distributions

    found = []
    for one in distributions(path=[os.fspath(folder)]):
        head = (one.read_text("METADATA") or "").partition("\n\n")[0]
        headers = dict(reversed(_HEADER.findall(head)))
        required = tuple(name for name, marker in _REQUIREMENT.findall(head) if "extra" not in marker)
        name, version = headers.get("Name") or one.name, headers.get("Version") or one.version
        found.append(_Installed(one, name, version, required))
    return tuple(found)


def _asked(name: str) -> str:
    from importlib.metadata import version

    return version(name)


def _folders() -> list[Path]:
    return [Path(entry) for entry in sys.path if entry.endswith("-packages") and Path(entry).is_dir()]


def package_versions(names: Iterable[str], index: Index) -> dict[str, str]:
    """Return the version of what each name is imported from, and of what that requires, whatever requires it.

    Empty for a name that is not installed.
    The folder of packages changes with each installation; till then `index` knows.

    Returns
    -------
    dict of str to str
        By the name that is imported; of what is only required, by that of its distribution and ``(required)``.
    """
    own = {name: _version(name, index) for name in sorted(names)}
    direct = {_normal(one.partition(" ")[0]) for version in own.values() for one in version.split(", ") if one}
    known: dict[str, str] = {}
    needs: dict[str, list[str]] = {}
    for folder in reversed(_folders()):
        known |= index.fact("distributions", folder, _distributions)
        needs |= index.fact("requirements", folder, _requirements)
    found, waiting = set(direct), [*direct]
    while waiting:
        new = [name for name in needs.get(waiting.pop(), ()) if name in known and name not in found]
        found.update(new)
        waiting += new
    return own | {f"{name} (required)": known[name] for name in sorted(found - direct)}


def _version(name: str, index: Index) -> str:
    known = (index.fact(f"version of {name}", folder, lambda folder: _installed(name, folder)) for folder in _folders())
    return next((version for version in known if version), "")


def _installed(name: str, folder: Path) -> str:
    """Return the versions of the distributions in `folder` that bring the package `name`."""
    return ", ".join(sorted(_brought(folder).get(name, ())))


@cache
def _brought(folder: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in _installed_in(folder):
        for top in set(_tops(one.distribution)):
            found.setdefault(top.removesuffix(".py"), set()).add(f"{one.name} {one.version}")
    return found


def _tops(distribution: Distribution) -> Iterator[str]:
    """Yield the first part of the path of each file that `distribution` installed below its folder."""
    record = distribution.read_text("RECORD")
    if record is None:
        yield from (file.parts[0] for file in distribution.files or () if ".." not in file.parts)
        return
    for line in record.splitlines():
        path = line.lstrip('"').partition(",")[0]
        if not path.startswith("../"):
            yield path.partition("/")[0]
