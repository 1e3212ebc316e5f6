"""One TrueType file for each face, in a folder of the caller's."""

from __future__ import annotations

import hashlib
import io
import json
import re
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from report.errors import MissingToolError, OutputError
from report.fonts.faces import FACES, PRIME_FACE, TEXT, Face
from report.npm import ROOT, npm_versions

if TYPE_CHECKING:
    from collections.abc import Callable

    from fontTools.ttLib import TTFont


_PINNED = re.compile(r'"((?:fonttools|uharfbuzz|brotli)==[^"]+)"')


def text_files(folder: Path) -> tuple[Path, ...]:
    """Return the TrueType file of each face that text is set in, as `font_file` does."""
    return tuple(font_file(face, folder) for face in FACES if face.family == TEXT)


def font_file(face: Face, folder: Path) -> Path:
    """Return the TrueType file of `face`, put into `folder` unless it is there already.

    Raises
    ------
    MissingToolError
        If npm's packages are not installed.
    OutputError
        If `folder` cannot be written.
    """
    return kept(folder / f"{face.stem}-{edition()}.ttf", lambda: _truetype(face))


def kept(path: Path, content: Callable[[], bytes]) -> Path:
    """Return `path`, after writing `content()` there unless it stands there, whole."""
    noted = path.with_name(f"{path.name}.sha256")
    if _is_whole(path, noted):
        return path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent) as aside:
            part, note = Path(aside) / path.name, Path(aside) / noted.name
            part.write_bytes(content())
            note.write_text(_digest(part))
            part.replace(path)
            note.replace(noted)
    except OSError as error:
        raise OutputError(f"fonts cannot be kept: {error.strerror}", place=str(path.parent)) from error
    return path


def _is_whole(path: Path, noted: Path) -> bool:
    try:
        return _digest(path) == noted.read_text()
    except (OSError, ValueError):
        return False


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def saved(font: TTFont) -> bytes:
    """Return `font` as bytes."""
    target = io.BytesIO()
    font.save(target, reorderTables=True)
    return target.getvalue()


@cache
def edition() -> str:
    """Return a short hash of npm's packages, and of the code and the libraries that unpack and subset them."""
    packages = sorted({face.package for face in (*FACES, PRIME_FACE)})
    versions = json.dumps([packages, npm_versions(packages, ROOT)]).encode()
    libraries = "".join(_PINNED.findall((ROOT / "pyproject.toml").read_text(encoding="utf-8"))).encode()
    code = b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
    return hashlib.sha256(versions + libraries + code).hexdigest()[:12]


def _truetype(face: Face) -> bytes:
    try:
        content = face.source.read_bytes()
    except FileNotFoundError as error:
        raise MissingToolError(
            f"the fonts are not installed: {error.filename}", remedy="Run make report, or npm ci"
        ) from error
    return content if face.source.suffix == ".ttf" else _unpacked(content)


def _unpacked(content: bytes) -> bytes:
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(content), recalcTimestamp=False, recalcBBoxes=False, lazy=True)
    font.flavor = None
    return saved(font)
