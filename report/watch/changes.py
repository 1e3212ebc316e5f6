"""What was saved: the one door to watchfiles."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from watchfiles import Change, DefaultFilter, watch

FOLDERS = ("analyses", "templates", "report", "data")
FILES = ("pyproject.toml", "package-lock.json")
"""What a sheet is made from, below the project."""

EDITORS = (r"^4913$", r"^#.*#$", r"\.part$", r"\.tmp$", r"^\.goutputstream-", r"^\.nfs")
"""Files that editors and writers leave for a moment, beside those that watchfiles knows."""

Filter = Callable[[Change, str], bool]

STEP = 20
LONGEST = 400
"""Saves that follow each other by less than `STEP` milliseconds are one, until `LONGEST` have passed."""


class Changes:
    """Hears of files as they are saved, each burst of saves at once.

    Parameters
    ----------
    hear : callable
        Given the paths of a burst, or the error that ended the watching; called from another thread.
    output : Path
        The folder of the results, in which nothing is a source.
    """

    def __init__(self, hear: Callable[[frozenset[Path] | OSError], None], output: Path) -> None:
        self._hear = hear
        self._known: set[Path] = set()
        self._ended = threading.Event()
        self._output = output.resolve()
        self._threads: list[threading.Thread] = []

    def watch(self, paths: Iterable[Path]) -> None:
        """Watch `paths` too: those that exist, and are not below what is watched."""
        fresh = {path.resolve() for path in paths if path.exists()}
        fresh = {path for path in fresh if not any(path.is_relative_to(known) for known in self._known)}
        self._known.update(fresh)
        folders = {path for path in fresh if path.is_dir()}
        files = fresh - folders
        if folders:
            self._listen(folders, _Sources(ignore_paths=[self._output]))
        if files:  # by their folders: who saves by renaming makes another file of the name
            self._listen({path.parent for path in files}, lambda change, path: Path(path) in files, recursive=False)

    def close(self) -> None:
        """Watch no more."""
        self._ended.set()
        for thread in self._threads:
            thread.join()

    def _listen(
        self, folders: Iterable[Path], wanted: Callable[[Change, str], bool], *, recursive: bool = True
    ) -> None:
        bursts = watch(
            *folders,
            watch_filter=wanted,
            step=STEP,
            debounce=LONGEST,
            stop_event=self._ended,
            recursive=recursive,
        )
        self._threads.append(threading.Thread(target=self._hear_all, args=(bursts,), daemon=True))
        self._threads[-1].start()

    def _hear_all(self, bursts: Iterable[set[tuple[Change, str]]]) -> None:
        try:
            for burst in bursts:
                self._hear(frozenset(Path(path) for _, path in burst))
        except OSError as error:
            self._hear(error)


class _Sources(DefaultFilter):
    """Lets pass what an author saves."""

    ignore_entity_patterns = (*DefaultFilter.ignore_entity_patterns, *EDITORS)
