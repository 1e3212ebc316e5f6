"""See to it that a sheet's code reads declared files alone: what it depends on is what was hashed.

Only ``compute`` is given files; what claims, figures and imported modules read, no digest would know. Python tells
its audit hooks of each file that it opens. A file may be read if it was declared, if the watched code itself wrote
it, or if it belongs to Python, to an installed package or to the system.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from report.errors import DeclarationError
from report.model import Resolved

_SYSTEM = ("/proc", "/sys", "/dev", "/etc", "/usr", "/lib", "/lib64", "/System", "/Library")
_MOVES = ("os.symlink", "os.rename", "os.rmdir", "os.remove")
"""Events after which a path may lead elsewhere."""
_UNCOUNTED = (".py", ".pyc", ".so", ".pyd", f"{os.sep}matplotlibrc")
"""Endings of files that count otherwise, as modules and packages, or not at all: figures have one style."""


@contextmanager
def declared_only(
    reader: str, place: str, project: Path, inputs: Mapping[str, Resolved] | None = None, given: Iterable[Path] = ()
) -> Iterator[None]:
    """Fail where the block reads a file that is neither in `inputs` nor `given`.

    Without `inputs` only the project's files are watched: what libraries keep elsewhere, such as a list of fonts, is
    theirs to read as they are imported or draw.

    Parameters
    ----------
    reader : str
        What reads, as a message says it, such as ``compute``.
    place : str
        Where it stands, such as ``exercise 1, sigmoid``.
    project : Path
    inputs : mapping of str to Resolved, optional
        With them, whatever lies outside of Python, packages and the system is watched.
    given : iterable of Path
        Files and folders that the engine gives to it and counts itself: fonts, and what was kept of a result.

    Raises
    ------
    DeclarationError
        As the file is opened, naming it; and at the end of the block, should it have been caught there.
    """
    declared = [found.root / file.path for found in (inputs or {}).values() for file in found.files]
    watch = _Watch(reader, place, project, declared, everywhere=inputs is not None)
    watch.made.update(_real(str(path)) for path in given)
    _install()
    _watching.append(watch)
    try:
        yield
    finally:
        _watching.remove(watch)
    if watch.fault is not None:
        raise watch.fault


_watching: list[_Watch] = []


@cache
def _install() -> None:
    sys.addaudithook(_heard)


def _heard(event: str, arguments: tuple[Any, ...]) -> None:
    if not _watching:
        return
    if event == "open" and isinstance(arguments[0], (str, bytes, os.PathLike)):
        for watch in _watching:
            watch.opened(os.fsdecode(arguments[0]), arguments[1], arguments[2])
    elif event == "sqlite3.connect" and isinstance(arguments[0], (str, bytes, os.PathLike)):
        for watch in _watching:
            watch.connected(os.fsdecode(arguments[0]))
    elif event == "os.mkdir":
        for watch in _watching:
            watch.made.add(_real(os.fsdecode(arguments[0])))
    elif event in _MOVES:
        for watch in _watching:
            watch.folders.clear()
            if event == "os.rename" and _real(os.fsdecode(arguments[0])) in watch.made:
                watch.made.add(_real(os.fsdecode(arguments[1])))


class _Watch:
    """What one reader may read, and what it wrote itself.

    Attributes
    ----------
    folders : dict of str to str
        Where the folders lead that were looked up.
    made : set of str
        Files and folders that it made, or that the engine gives to it.
    fault : DeclarationError or None
        The first file that it was not to read.
    """

    def __init__(self, reader: str, place: str, project: Path, declared: Iterable[Path], *, everywhere: bool) -> None:
        self._reader = reader
        self._place = place
        self._project = _real(str(project))
        self._everywhere = everywhere
        self._declared = {_real(str(path)) for path in declared}
        self.folders: dict[str, str] = {}
        self.made: set[str] = set()
        self.fault: DeclarationError | None = None

    def opened(self, path: str, mode: str | None, flags: int) -> None:
        """Judge an opening of `path`."""
        real = self._real_file(path)
        if _writes(mode, flags):
            self.made.add(real)
        elif not self._may_read(real) and os.path.isfile(real):  # noqa: PTH113  no Path: it is slow here
            shown = os.path.relpath(real, self._project) if real.startswith(self._project + os.sep) else real
            self.fault = self.fault or DeclarationError(
                f"{self._reader} reads a file that it was not given: {shown}",
                place=self._place,
                remedy="Read it in compute, from an Input of the exercise, so that a change in it is noticed.",
            )
            raise self.fault

    def connected(self, path: str) -> None:
        """Judge a connection to a database, which makes the file that is not there."""
        if os.path.exists(path):  # noqa: PTH110  as in `opened`
            self.opened(path, None, os.O_RDONLY)
        else:
            self.made.add(_real(path))

    def _real_file(self, path: str) -> str:
        """Return where a path leads; a folder is looked up once, for an import opens thousands of files in a few."""
        folder, name = os.path.split(path)
        if not os.path.isabs(folder) or name in ("", ".", "..") or os.path.islink(path):  # noqa: PTH114, PTH117
            return _real(path)
        if folder not in self.folders:
            self.folders[folder] = _real(folder)
        return os.path.join(self.folders[folder], name)  # noqa: PTH118

    def _may_read(self, real: str) -> bool:
        if real in self._declared or real.endswith(_UNCOUNTED):
            return True
        if any(real == made or real.startswith(made + os.sep) for made in self.made):
            return True
        return real.startswith(_others()) or not (self._everywhere or real.startswith(self._project + os.sep))


def _writes(mode: str | None, flags: int) -> bool:
    if mode is not None:
        return any(letter in mode for letter in "wax+")
    return bool(flags & (os.O_WRONLY | os.O_RDWR))


@cache
def _others() -> tuple[str, ...]:
    """Return the folders of Python, of packages and of the system."""
    python = {sys.prefix, sys.base_prefix, sys.exec_prefix, *sysconfig.get_paths().values()}
    packages = {entry for entry in sys.path if entry.endswith("-packages")}
    homes = {os.environ.get(name, "") for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME")} - {""} | {
        "~/.cache",
        "~/.config",
    }
    matplotlib = {os.path.expanduser(f"{home}/matplotlib") for home in homes}  # noqa: PTH111
    matplotlib |= {os.environ.get("MPLCONFIGDIR", "")} - {""} | {os.path.expanduser("~/.matplotlib")}  # noqa: PTH111
    return tuple(_real(folder) + os.sep for folder in (*_SYSTEM, *python, *packages, *matplotlib))


def _real(path: str) -> str:
    return os.path.realpath(path)
