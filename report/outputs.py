"""Write the results: all aside first, then all renamed together."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator, Mapping
from pathlib import Path

from report.errors import OutputError


@contextlib.contextmanager
def written_together(folder: Path) -> Iterator[dict[str, bytes]]:
    """Collect file contents by name in the block; at its end write them all to `folder`, or none.

    Each is written beside its place under a name that ends in ``.part``; when all stand they are
    renamed. If anything fails, the files of the last good build stay as they were.

    Raises
    ------
    OutputError
        If the folder cannot be made or written, or the disk is full.
    """
    contents: dict[str, bytes] = {}
    yield contents
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder, contents)
    except OSError as error:
        raise OutputError(_reason(error), place=str(folder), remedy=_remedy(error)) from error


def _write(folder: Path, contents: Mapping[str, bytes]) -> None:
    asides = {folder / name: folder / f".{name}.part" for name in contents}
    try:
        for (name, content), aside in zip(contents.items(), asides.values(), strict=True):
            if (folder / name).is_dir():
                raise IsADirectoryError(errno.EISDIR, "Is a directory", str(folder / name))
            aside.write_bytes(content)
        for target, aside in asides.items():
            aside.replace(target)
    finally:
        for aside in asides.values():
            aside.unlink(missing_ok=True)


def _reason(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return "the disk is full"
    return f"results cannot be written here: {error.strerror or error}"


def _remedy(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return "Free some space; the files of the last build are untouched."
    return "Choose another folder with --output-dir."
