"""One TrueType file for each face, joined from npm's files and kept in a folder of the caller's."""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from report.errors import MissingToolError, OutputError
from report.fonts.faces import FACES, PRIME_FACE, ROOT, Face

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fontTools.ttLib import TTFont

_STYLE_NAMES = {
    (400, "normal"): "Regular",
    (400, "italic"): "Italic",
    (700, "normal"): "Bold",
    (700, "italic"): "Bold Italic",
}


def font_files(folder: Path) -> tuple[Path, ...]:
    """Return a TrueType file for each face, made in `folder` unless it is there already.

    Raises
    ------
    MissingToolError
        If npm's packages are not installed.
    OutputError
        If `folder` cannot be written.
    """
    return tuple(font_file(face, folder) for face in FACES)


def font_file(face: Face, folder: Path) -> Path:
    """Return the TrueType file of `face`, as `font_files` does."""
    return kept(folder / f"{face.stem}-{edition()}.ttf", lambda: saved(_joined(face)))


def kept(path: Path, content: Callable[[], bytes]) -> Path:
    """Return `path`, after writing `content()` there if it did not exist."""
    if path.exists():
        return path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent) as aside:
            part = Path(aside) / path.name
            part.write_bytes(content())
            part.replace(path)
    except OSError as error:
        raise OutputError(f"fonts cannot be kept: {error.strerror}", place=str(path.parent)) from error
    return path


def saved(font: TTFont) -> bytes:
    """Return `font` as bytes."""
    target = io.BytesIO()
    font.save(target, reorderTables=True)
    return target.getvalue()


@cache
def edition() -> str:
    """Return a short hash of npm's packages and of the code that joins and subsets them."""
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    packages = sorted({f"node_modules/{face.package}" for face in (*FACES, PRIME_FACE)})
    versions = json.dumps([[name, lock[name]["version"]] for name in packages]).encode()
    code = b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
    return hashlib.sha256(versions + code).hexdigest()[:12]


def _joined(face: Face) -> TTFont:
    """Return the scripts of `face` as one font."""
    from fontTools.ttLib import TTFont

    try:
        font = TTFont(face.sources[0], recalcTimestamp=False)
        times = font["head"].created, font["head"].modified
        if len(face.sources) > 1:
            font = _merged(face.sources)
    except FileNotFoundError as error:
        raise MissingToolError(
            f"the fonts are not installed: {error.filename}", remedy="Run make report, or npm ci"
        ) from error
    font.flavor = None
    font.recalcTimestamp = font.recalcBBoxes = False  # both are as npm has them
    font["head"].created, font["head"].modified = times
    _name(font, face)
    return font


def _merged(paths: Sequence[Path]) -> TTFont:
    from fontTools.merge import Merger, Options

    class HalfLazy(Merger):  # type: ignore[misc]  # fontTools carries no types
        """Opens all fonts twice, as its parent does; but the first time, for their glyphs' order, decodes no tables."""

        looks = True

        def _openFonts(self, files: Sequence[Path]) -> list[TTFont]:  # noqa: N802 - its parent's name
            fonts: list[TTFont] = super()._openFonts(files)
            for font in fonts:
                font.lazy = self.looks or None
            self.looks = False
            return fonts

    return HalfLazy(Options(drop_tables=["STAT"])).merge(paths)


def _name(font: TTFont, face: Face) -> None:
    """Call the font by its family and style; npm's files carry the names of the variable font they are cut from."""
    style = _STYLE_NAMES[face.weight, face.style]
    names = {1: face.family, 2: style, 4: f"{face.family} {style}", 6: f"{face.family}-{style}".replace(" ", "")}
    for number in (16, 17, 21, 22):
        font["name"].removeNames(nameID=number)
    for number, text in names.items():
        font["name"].removeNames(nameID=number)
        font["name"].setName(text, number, 3, 1, 0x409)
