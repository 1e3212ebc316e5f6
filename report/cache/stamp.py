"""Nothing has changed: told from the times of files alone, before anything heavy is imported.

A build leaves a stamp: for these words of the command line, these files stood where they stand, and those
were written. While both are so, building again would write the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from report.cache.store import CLOCK_NS, Store

ENGINE = Path(__file__).resolve().parents[2]
CODE = ("build.py", "pyproject.toml", "package-lock.json", "analyses", "report")
PROSE = "templates"
SOURCES = (*CODE, PROSE)
PACKAGES = "node_modules/.package-lock.json"
LOADER_INDEX = "/etc/ld.so.cache"
SKIPPED = frozenset({"__pycache__"})


def unchanged(store: Store, project: Path, words: Sequence[str]) -> list[str] | None:
    """Return the files that a build with these `words` wrote, if it would write the same again; else None."""
    kept = store.get(_key(project, words))
    if kept is None:
        return None
    stamp = json.loads(kept)
    state, _ = _state(_roots(project, stamp["data"]))
    if state != stamp["state"] or any(_digest(Path(path)) != digest for path, digest in stamp["files"].items()):
        return None
    return [*stamp["files"]]


def leave(store: Store, project: Path, words: Sequence[str], data: Iterable[Path], files: Iterable[Path]) -> None:
    """Leave a stamp, unless a source was saved after the build began.

    Parameters
    ----------
    store : Store
    project : Path
    words : sequence of str
        As typed.
    data : iterable of Path
        Files and folders that the sheet's inputs were looked for in, found or not.
    files : iterable of Path
        What was written.
    """
    folders = [str(path) for path in data]
    state, newest = _state(_roots(project, folders))
    # A file that is deleted or renamed changes its folder alone. Python writes into those of code.
    emptied = max((_changed(folder) for folder in _folders([str(project / PROSE), *folders])), default=0)
    if max(newest, emptied) < store.opened - CLOCK_NS:
        stamp = {"data": folders, "state": state, "files": {str(path): _digest(path) for path in files}}
        store.put(_key(project, words), json.dumps(stamp).encode())


def code_and_data(project: Path, data: Iterable[str]) -> tuple[str, int]:
    """Return a digest of the times and sizes of all files but templates, and when the youngest was written.

    Parameters
    ----------
    project : Path
    data : iterable of str
        Files and folders that inputs were looked for in, found or not.
    """
    return _state(_roots(project, data, CODE))


def circumstances(project: Path) -> list[str]:
    """Return what tells builds of the same request apart: where, by which Python, with which clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return [str(project), str(Path.cwd()), sys.executable, sys.version, epoch]


def drop_stale_bytecode(project: Path) -> None:
    """Delete bytecode that is no younger than the last change of its source.

    Python compares times of writing in whole seconds: of a file that is saved twice within one, or is given back an
    older time, it may run the first.
    """
    for folder in {project / "analyses", ENGINE / "analyses", ENGINE / "report"}:
        for path, found in _files(folder, frozenset()):
            if path.endswith(".pyc"):
                source = Path(path).parent.parent / (os.path.basename(path).partition(".")[0] + ".py")  # noqa: PTH119
                if source.is_file() and _changed(source) + CLOCK_NS >= found.st_mtime_ns:
                    Path(path).unlink(missing_ok=True)


def _changed(path: Path) -> int:
    found = path.stat()
    return max(found.st_mtime_ns, found.st_ctime_ns)


def _key(project: Path, words: Sequence[str]) -> str:
    return json.dumps(["stamp", *circumstances(project), *_libraries(), *words])


def _libraries() -> list[str]:
    """Return what changes with the system's libraries: where Linux's loader looks, and when its index was made."""
    try:
        index = str(os.stat(LOADER_INDEX).st_mtime_ns)  # noqa: PTH116  as `_files` does
    except OSError:
        index = ""
    return [os.environ.get("LD_LIBRARY_PATH", ""), index]


def _roots(project: Path, data: Iterable[str], sources: Sequence[str] = SOURCES) -> list[str]:
    own = [str(folder / name) for folder in dict.fromkeys((project, ENGINE)) for name in sources]
    return [*own, str(ENGINE / PACKAGES), *data]


def _state(roots: Iterable[str]) -> tuple[str, int]:
    """Return a digest of the times and sizes of all files below `roots`, and when the youngest was written."""
    lines, newest = [], 0
    for root in roots:
        lines.append(f"{root} {os.path.exists(root)}")  # noqa: PTH110  an empty folder counts too; strings are quicker
        for path, found in _files(root, SKIPPED):
            lines.append(f"{path} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_size}")
            newest = max(newest, found.st_mtime_ns, found.st_ctime_ns)
    packages = [f"{entry} {Path(entry).stat().st_mtime_ns}" for entry in sys.path if entry.endswith("-packages")]
    return hashlib.sha256("\n".join([*sorted(lines), *packages]).encode()).hexdigest(), newest


def _folders(roots: Iterable[str]) -> Iterator[Path]:
    """Yield the folders among `roots` and below, and those of files that are there or were looked for."""
    for root in roots:
        if Path(root).is_dir():
            yield from (Path(place) for place, _, _ in os.walk(root, followlinks=True))
        elif Path(root).parent.is_dir():
            yield Path(root).parent


def _files(root: Path | str, skipped: frozenset[str]) -> Iterator[tuple[str, os.stat_result]]:
    try:
        with os.scandir(root) as entries:
            for entry in entries:
                if entry.is_dir():
                    if entry.name not in skipped:
                        yield from _files(entry.path, skipped)
                else:
                    yield entry.path, _found(entry)
    except NotADirectoryError:
        yield str(root), os.stat(root)  # noqa: PTH116  scandir's own type
    except FileNotFoundError:
        return


def _found(entry: os.DirEntry[str]) -> os.stat_result:
    """Return what an entry leads to; of a link that leads nowhere, such as an editor's lock, the link itself."""
    try:
        return entry.stat()
    except FileNotFoundError:
        return entry.stat(follow_symlinks=False)


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
