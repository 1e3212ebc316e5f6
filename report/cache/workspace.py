"""A folder for files that other libraries want to read from disk."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from report.cache.store import NoStore, Store


@contextmanager
def workspace(store: Store | NoStore, name: str) -> Iterator[Path]:
    """Yield a folder called `name` in the store's; a passing one if the store keeps nothing or cannot be written."""
    folder = store.claim(name)
    if folder is not None:
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="sheet-report-") as passing:
        yield Path(passing)
