"""The quickest answer: nothing has changed. To give it, neither typer nor anything heavy is imported."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from report.cache.stamp import drop_stale_bytecode, unchanged
from report.cache.store import open_store
from report.cli.terminal import speak_any_terminal, visible

QUIET = frozenset({"-q", "--quiet"})


def is_unchanged(project: Path, words: Sequence[str]) -> bool:
    """Whether building with these `words` would write what stands there already; if so, that is said."""
    drop_stale_bytecode(project)
    if "--no-cache" in words:
        return False
    speak_any_terminal()
    files = unchanged(open_store(_warn), project, words)
    if files is None:
        return False
    if not QUIET & set(words):
        sys.stderr.write("nothing has changed since the last build; its files stand as it left them\n")
        sys.stdout.write("".join(f"{visible(path)}\n" for path in files))
    return True


def _warn(fault: str) -> None:
    sys.stderr.write(f"warning: {visible(fault)}\n")
