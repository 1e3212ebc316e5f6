"""Bytes under a key, shared by builds that run at once.

An entry is the SHA-256 of its content followed by the content. It is written beside its place and
renamed, so that a reader sees a whole entry or none; one that does not match its hash is dropped.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import platformdirs

DIGEST_SIZE = 32


class Store:
    """Entries in a folder.

    Parameters
    ----------
    folder : Path
        Made at the first write.
    on_fault : callable
        Told, once a fault, in one sentence: an entry was damaged, or the folder cannot be written.
        The build goes on without the entry.

    Attributes
    ----------
    opened : int
        When, in nanoseconds. What is made from code written later may come of code that was imported
        before, so it is not kept.
    """

    def __init__(self, folder: Path, on_fault: Callable[[str], None]) -> None:
        self.folder = folder
        self.opened = time.time_ns()
        self._on_fault = on_fault
        self._writable = True

    def get(self, key: str) -> bytes | None:
        """Return the content kept under `key`, or None if there is none that is whole."""
        path = self._path(key)
        try:
            raw = path.read_bytes()
        except OSError:
            return None
        digest, content = raw[:DIGEST_SIZE], raw[DIGEST_SIZE:]
        if hashlib.sha256(content).digest() == digest:
            return content
        self._on_fault(f"a cache entry was damaged and is made anew: {path.name}")
        return None

    def put(self, key: str, content: bytes) -> None:
        """Keep `content` under `key`; a folder that cannot be written is reported once and left alone."""
        if not self._writable:
            return
        path = self._path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, aside = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(hashlib.sha256(content).digest() + content)
                Path(aside).replace(path)
            except BaseException:
                Path(aside).unlink(missing_ok=True)
                raise
        except OSError as error:
            self._give_up(error)

    def report(self, fault: str) -> None:
        """Tell whoever opened the store of a fault."""
        self._on_fault(fault)

    def claim(self, name: str) -> Path | None:
        """Return a folder of the store that can be written, or None; the fault is reported once."""
        folder = self.folder / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                return folder
        except OSError as error:
            self._give_up(error)
            return None

    def _give_up(self, error: OSError) -> None:
        if self._writable:
            self._writable = False
            self._on_fault(f"the cache cannot be written, the build goes on without: {error.strerror} ({self.folder})")

    def _path(self, key: str) -> Path:
        name = hashlib.sha256(key.encode()).hexdigest()
        return self.folder / name[:2] / name[2:]


class NoStore:
    """A store that keeps nothing, for ``--no-cache``."""

    opened = 0

    def report(self, fault: str) -> None:
        """Tell nobody."""

    def get(self, key: str) -> bytes | None:  # noqa: ARG002  the shape of Store
        """Return None."""
        return None

    def put(self, key: str, content: bytes) -> None:
        """Forget `content`."""

    def claim(self, name: str) -> Path | None:  # noqa: ARG002  the shape of Store
        """Return None."""
        return None


def open_store(on_fault: Callable[[str], None]) -> Store:
    """Return the store in the user's cache folder: ``$XDG_CACHE_HOME/sheet-report`` or the platform's."""
    base = os.environ.get("XDG_CACHE_HOME")
    folder = Path(base) / "sheet-report" if base else platformdirs.user_cache_path("sheet-report", appauthor=False)
    return Store(folder, on_fault)
