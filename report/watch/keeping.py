"""The cache of a build whose engine was imported long before: kept is what the engine on disk would make too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from report.cache import NoStore, Store, open_store
from report.cache.store import CLOCK_NS
from report.watch.orders import Task

ENGINE = Path(__file__).resolve().parents[1]


def open_kept(task: Task, loaded: int, on_fault: Callable[[str], None]) -> Store | NoStore:
    """Return the store for a build of modules that were imported from `loaded` on, in nanoseconds."""
    if not task.cached:
        return NoStore()
    return _Store(open_store(on_fault).folder, on_fault, loaded, task.started)


class _Store(Store):
    """A store that keeps nothing once a file of the engine has been saved: the save renews the child in a moment."""

    def __init__(self, folder: Path, on_fault: Callable[[str], None], loaded: int, started: int) -> None:
        super().__init__(folder, on_fault, loaded)
        self._engine_as_of = started

    def put(self, key: str, content: bytes) -> None:
        """Keep `content` under `key`, if the engine that made it is the one that its key tells of."""
        if _newest() < self._engine_as_of - CLOCK_NS:
            super().put(key, content)


def _newest() -> int:
    states = [path.stat() for path in ENGINE.rglob("*.py")]
    return max(max(state.st_mtime_ns, state.st_ctime_ns) for state in states)
