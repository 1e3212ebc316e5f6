"""What is known of files, so that a file that was not touched is not read again."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from report.cache.store import CLOCK_NS, NoStore, Store

EDITION = 3
"""Counted up when what is noted of a file changes its meaning."""


class Index:
    """Facts about files, kept from build to build as long as time and size of the file stay the same.

    Parameters
    ----------
    store : Store or NoStore
    project : Path
        Each project has an index of its own.

    Attributes
    ----------
    files : dict of str to dict
        What is known of each file, by its path.
    last : dict of str to dict of str to str
        For each piece, what it depended on when it was last asked for.
    """

    def __init__(self, store: Store | NoStore, project: Path) -> None:
        self._store = store
        self._key = f"index {EDITION} {sys.version} {project.resolve()}"
        kept = store.get(self._key)
        content = msgspec.json.decode(kept) if kept else {"files": {}, "last": {}}
        self._before = kept
        self.files: dict[str, dict[str, Any]] = content["files"]
        self.last: dict[str, dict[str, str]] = content["last"]

    def fact(self, kind: str, path: Path, read: Callable[[Path], Any]) -> Any:
        """Return ``read(path)``, a value of JSON's types; from memory if the file was not touched since.

        Raises
        ------
        OSError
            If there is no such file.
        """
        entry, state = self.files.get(str(path), {}), signature(path)
        if entry.get("state") != state:
            entry = {"state": state}
        if kind not in entry:
            entry[kind] = read(path)
            if time.time_ns() - state[0] > CLOCK_NS:
                self.files[str(path)] = entry
        return entry[kind]

    def save(self) -> None:
        """Keep what was learnt, if anything was."""
        content = msgspec.json.encode({"files": self.files, "last": self.last})
        if content != self._before:
            self._store.put(self._key, content)


def signature(path: Path) -> list[int]:
    """Return what changes when a file is written: its times and its size."""
    found = path.stat()
    return [found.st_mtime_ns, found.st_ctime_ns, found.st_size]
