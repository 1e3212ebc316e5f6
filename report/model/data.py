"""Data that exercises declare, and what was found on disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Input:
    """Data that an exercise reads.

    Attributes
    ----------
    name : str
        Key under which ``compute`` finds it.
    roots : tuple of str
        Files or folders relative to the project, first choice first; the first that exists is read.
    source : str
        Where the data come from, in words.
    patterns : tuple of str
        Within a folder, the files that count, as globs.
    replaceable : bool
        Whether ``--data DIR`` takes the place of the roots.
    checksums : str, optional
        A file in `sha256sum` format, relative to the project, enforced for the files it names when
        they are read from the folder it lies in.
    """

    name: str
    roots: tuple[str, ...]
    source: str
    patterns: tuple[str, ...] = ("**/*",)
    replaceable: bool = False
    checksums: str | None = None


@dataclass(frozen=True)
class DataFile:
    """A file that was read: its path relative to the input's root, and its content's hash."""

    path: str
    sha256: str


@dataclass(frozen=True)
class Resolved:
    """An `Input` found on disk.

    Attributes
    ----------
    name : str
        The input's name.
    root : Path
        The file or folder that was chosen.
    shown : str
        `root` as the report names it: relative to the project, else as given.
    files : tuple of DataFile
        Sorted by path.
    """

    name: str
    root: Path
    shown: str
    files: tuple[DataFile, ...]
