"""Find declared data on disk, and hash them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from report.cache.index import signature
from report.errors import DataError, MissingFileError
from report.model import DataFile, Exercise, Input, Resolved


def resolve(
    exercise: Exercise[object], project: Path, data: Path | None = None, hashed: Callable[[Path], str] | None = None
) -> dict[str, Resolved]:
    """Return every input of `exercise`, found and hashed.

    Parameters
    ----------
    exercise : Exercise
    project : Path
        The folder that declared roots are relative to.
    data : Path, optional
        Takes the place of the roots of replaceable inputs.
    hashed : callable, optional
        Returns the SHA-256 of a file's content; by default `sha256`.

    Raises
    ------
    MissingFileError
        If `data` or every root of an input is missing.
    DataError
        If a file of ours differs from its recorded hash.
    """
    return {declared.name: _resolve(declared, project, data, hashed or sha256) for declared in exercise.inputs}


def _resolve(declared: Input, project: Path, data: Path | None, hashed: Callable[[Path], str]) -> Resolved:
    if data is not None and declared.replaceable:
        root, shown = data, _shown(data, project)
        if not root.is_dir():
            raise MissingFileError(
                "there is no such folder",
                place=f"--data {data}",
                remedy="Name a folder that holds datasets/ and acts/.",
            )
    else:
        root, shown = _first(declared, project)
    files = tuple(DataFile(path.relative_to(root).as_posix(), hashed(path)) for path in _files(root, declared.patterns))
    if declared.checksums is not None:
        _enforce(project / declared.checksums, root, files)
    return Resolved(declared.name, root, shown, files)


def _first(declared: Input, project: Path) -> tuple[Path, str]:
    for root in declared.roots:
        if (project / root).exists():
            return project / root, root
    raise MissingFileError(
        f"the data of input {declared.name} are missing: {' or '.join(declared.roots)}", remedy=declared.source
    )


def _shown(path: Path, project: Path) -> str:
    whole = path.resolve()
    return whole.relative_to(project.resolve()).as_posix() if whole.is_relative_to(project.resolve()) else str(path)


def _files(root: Path, patterns: tuple[str, ...]) -> list[Path]:
    if root.is_file():
        return [root]
    return sorted({path for pattern in patterns for path in root.glob(pattern) if path.is_file()})


@contextmanager
def unchanged(inputs: Mapping[str, Resolved], hashed: Callable[[Path], str]) -> Iterator[None]:
    """Fail where a file of `inputs` is written while the block reads it, or was since it was hashed.

    Raises
    ------
    DataError
        At the end of the block, naming the file.
    """
    files = [(found.root / file.path, file.sha256) for found in inputs.values() for file in found.files]
    before = [_state(path) for path, _ in files]
    yield
    for (path, digest), state in zip(files, before, strict=True):
        if not state or _state(path) != state or hashed(path) != digest:
            raise DataError("the file changed while the build read it", place=str(path), remedy="Build again.")


def _state(path: Path) -> list[int]:
    """Return what changes when a file is written; nothing of one that is gone."""
    return signature(path) if path.is_file() else []


def sha256(path: Path) -> str:
    """Return the SHA-256 of the content of `path`, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _enforce(checksums: Path, root: Path, files: tuple[DataFile, ...]) -> None:
    """Compare `files` with their recorded hashes, where they are ours: those in the folder of `checksums`."""
    if checksums.parent.resolve() != root.resolve():
        return
    recorded = _recorded(checksums)
    found = {file.path: file.sha256 for file in files}
    for path, expected in recorded.items():
        if path in found and found[path] != expected:
            raise DataError(
                "the file is not the one that was recorded",
                place=str(root / path),
                remedy=f"Restore it, or renew {checksums.name} if the change is meant.",
            )


def _recorded(checksums: Path) -> Mapping[str, str]:
    if not checksums.is_file():
        raise MissingFileError("the recorded hashes are missing", place=str(checksums), remedy="Restore the file.")
    lines = checksums.read_text(encoding="utf-8").splitlines()
    pairs = (line.split(maxsplit=1) for line in lines if line.strip())
    return {path.lstrip("*"): digest for digest, path in pairs}
