"""Bytes under a key, shared by builds that run at once.

An entry is the SHA-256 of its content followed by the content. It is written beside its place and
renamed, so that a reader sees a whole entry or none; one that does not match its hash is dropped.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from report.errors import OutputError

DIGEST_SIZE = 32
SHELF = 2
"""Letters of an entry's name that make the folder it lies in."""

LIMIT = 1_000_000_000
"""Bytes that entries may take together; beyond, those go that were not used for longest."""

SWEEP = 0.01
"""The share of `LIMIT` after whose writing the entries are counted again."""

CLOCK_NS = 20_000_000
"""A file system's clock ticks no coarser: a file younger than this may change again and look the same."""

STALE_SECONDS = 3600
"""A use is noted down at most this often."""


class Store:
    """Entries in a folder.

    Parameters
    ----------
    folder : Path
        Made at the first write.
    on_fault : callable
        Told, once a fault, in one sentence: an entry was damaged, or the folder cannot be written.
        The build goes on without the entry.
    opened : int, optional
        When the build began, in nanoseconds; now by default. What is made from code that was saved later may come of
        code that was imported before, so it is not kept.
    """

    def __init__(self, folder: Path, on_fault: Callable[[str], None], opened: int | None = None) -> None:
        self.folder = folder
        self.opened = opened or time.time_ns()
        self._on_fault = on_fault
        self._told: set[str] = set()
        self._written = 0
        self._writable = True

    def get(self, key: str) -> bytes | None:
        """Return the content kept under `key`, or None if there is none that is whole."""
        path = self._path(key)
        try:
            raw = path.read_bytes()
            _note_use(path)
        except OSError:
            return None
        digest, content = raw[:DIGEST_SIZE], raw[DIGEST_SIZE:]
        if hashlib.sha256(content).digest() == digest:
            return content
        self.report(f"a cache entry was damaged and is made anew: {path.name}")
        return None

    def digest(self, key: str) -> str | None:
        """Return the SHA-256, in hexadecimal, of what is kept under `key`, or None; the content is not read."""
        try:
            with self._path(key).open("rb") as file:
                digest = file.read(DIGEST_SIZE)
            _note_use(self._path(key))
        except OSError:
            return None
        if len(digest) == DIGEST_SIZE and any(digest):
            return digest.hex()
        self.report(
            f"a cache entry was damaged and is made anew: {self._path(key).name}"
        )  # as a loss of power leaves it
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
                self._written += len(content)
            except BaseException:
                Path(aside).unlink(missing_ok=True)
                raise
        except OSError as error:
            self._give_up(error)

    def report(self, fault: str) -> None:
        """Tell whoever opened the store of a fault, once."""
        if fault not in self._told:
            self._told.add(fault)
            self._on_fault(fault)

    def report_unreadable(self, error: ValueError) -> None:
        """Tell of an entry that is whole but says nothing to this version."""
        self.report(f"a cache entry cannot be read and is made anew: {error}")

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

    def trim(self, limit: int = LIMIT) -> None:
        """Delete the entries that were not used for longest until the rest fit `limit`, if much was written."""
        if self._written <= SWEEP * limit:
            return
        self._written = 0
        entries = sorted(self._entries(), key=lambda entry: entry[1].st_mtime_ns, reverse=True)
        held = 0
        for path, found in entries:
            held += found.st_size
            if held > limit:
                path.unlink(missing_ok=True)

    def contents(self) -> dict[str, tuple[int, int]]:
        """Return how many files there are and how many bytes they take: entries, then folder by folder."""
        found = {"entries": [entry.st_size for _, entry in self._entries()]}
        for folder in sorted(self.folder.iterdir()) if self.folder.is_dir() else ():
            if folder.is_dir() and len(folder.name) != SHELF:
                found[folder.name] = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
        return {kind: (len(sizes), sum(sizes)) for kind, sizes in found.items()}

    def clear(self) -> None:
        """Delete everything.

        Raises
        ------
        OutputError
            If something cannot be deleted.
        """
        import shutil

        try:
            if self.folder.exists():
                shutil.rmtree(self.folder)
        except OSError as error:
            raise OutputError(f"cannot be cleared: {error.strerror}", place=str(self.folder)) from error

    def _entries(self) -> Iterator[tuple[Path, os.stat_result]]:
        for path in self.folder.glob(f"{'[0-9a-f]' * SHELF}/*"):
            with contextlib.suppress(FileNotFoundError):  # another build was quicker
                yield path, path.stat()

    def _give_up(self, error: OSError) -> None:
        if self._writable:
            self._writable = False
            self._on_fault(f"the cache cannot be written, the build goes on without: {error.strerror} ({self.folder})")

    def _path(self, key: str) -> Path:
        name = hashlib.sha256(key.encode()).hexdigest()
        return self.folder / name[:SHELF] / name[SHELF:]


def _note_use(path: Path) -> None:
    if time.time() - path.stat().st_mtime > STALE_SECONDS:
        os.utime(path)


class NoStore:
    """A store that keeps nothing, for ``--no-cache``."""

    opened = 0

    def report(self, fault: str) -> None:
        """Tell nobody."""

    def report_unreadable(self, error: ValueError) -> None:
        """Tell nobody: nothing is read."""

    def get(self, key: str) -> bytes | None:  # noqa: ARG002  the shape of Store
        """Return None."""
        return None

    def digest(self, key: str) -> str | None:  # noqa: ARG002  the shape of Store
        """Return None."""
        return None

    def put(self, key: str, content: bytes) -> None:
        """Forget `content`."""

    def claim(self, name: str) -> Path | None:  # noqa: ARG002  the shape of Store
        """Return None."""
        return None


def open_store(on_fault: Callable[[str], None], opened: int | None = None) -> Store:
    """Return the store in the user's cache folder: ``$XDG_CACHE_HOME/sheet-report`` or the platform's."""
    base = os.environ.get("XDG_CACHE_HOME")
    if base:
        return Store(Path(base) / "sheet-report", on_fault, opened)
    from platformdirs import user_cache_path

    return Store(user_cache_path("sheet-report", appauthor=False), on_fault, opened)
