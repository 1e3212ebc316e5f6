"""`@font-face` rules: whole files for the PDF, subsets inside the rules for the page."""

from __future__ import annotations

import base64
import hashlib
import io
import unicodedata
from typing import TYPE_CHECKING

from report.fonts.faces import CODE, FACES, MATHS, PRIME_FACE, PRIMES, TEXT, Face
from report.fonts.files import edition, font_file, kept, saved

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_STRETCHED = frozenset("()[]{}|‖/\\√⟨⟩⌊⌋⌈⌉⏞⏟⎴⎵‾¯_^~ˆ˜˙¨´`→←↔⃗⇒∑∏∫∪∩′″‴−+=<>,.·×")
"""Signs that a browser may take from the font for its own constructions, whatever the source spells."""

_PRIMES = frozenset("′″‴⁗‵‶‷")

_NAMES = frozenset({0, 1, 2, 13, 14})
"""What a subset says of itself: copyright, family, style, licence and where that is."""


def pdf_css(folder: Path) -> str:
    """Return the rules for WeasyPrint, which subsets fonts itself: whole files, kept in `folder`.

    Raises
    ------
    MissingToolError
        If npm's packages are not installed.
    OutputError
        If `folder` cannot be written.
    """
    return "".join(_rule(face, font_file(face, folder).absolute().as_uri(), "truetype") for face in FACES)


def page_css(folder: Path, *, text: Iterable[str], code: Iterable[str] = (), maths: Iterable[str] = ()) -> str:
    """Return the rules for a browser, with the used characters of each face inside.

    Parameters
    ----------
    folder : Path
        Where fonts and subsets are kept.
    text, code, maths : iterable of str
        The characters set in text, listings and MathML; strings of any length. Characters of `text` that the text
        faces lack are looked for in the maths face. A face without any is left out.

    Raises
    ------
    MissingToolError
        If npm's packages are not installed.
    OutputError
        If `folder` cannot be written.
    """
    words = frozenset("".join(text))
    signs = frozenset("".join(maths))
    symbols = words - _characters(next(face for face in FACES if face.family == TEXT), folder)
    wanted = {
        TEXT: words,
        CODE: frozenset("".join(code)),
        MATHS: symbols | (signs and signs | _slanted(signs) | _STRETCHED),
        PRIMES: signs & _PRIMES,
    }
    rules = []
    for face in (*FACES, PRIME_FACE):
        if wanted[face.family]:
            data = base64.b64encode(_subset(face, wanted[face.family], folder)).decode()
            rules.append(_rule(face, f"data:font/woff;base64,{data}", "woff"))
    return "".join(rules)


def _rule(face: Face, url: str, kind: str) -> str:
    return (
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};font-style:{face.style};'
        f'src:url("{url}") format("{kind}")}}\n'
    )


def _characters(face: Face, folder: Path) -> frozenset[str]:
    def listed() -> bytes:
        from fontTools.ttLib import TTFont

        with TTFont(font_file(face, folder), lazy=True) as font:
            return "".join(map(chr, sorted(font.getBestCmap()))).encode()

    return frozenset(kept(folder / f"{face.stem}-{edition()}.characters", listed).read_bytes().decode())


def _slanted(signs: frozenset[str]) -> frozenset[str]:
    """Return the mathematical italics of the letters in `signs`: MathML's single letters are set in them."""
    italics = [*range(0x1D434, 0x1D468), 0x210E, *range(0x1D6E2, 0x1D71C)]
    return frozenset(chr(code) for code in italics if unicodedata.normalize("NFKC", chr(code)) in signs)


def _subset(face: Face, characters: frozenset[str], folder: Path) -> bytes:
    used = "".join(sorted(characters))
    key = hashlib.sha256(used.encode()).hexdigest()[:12]
    path = kept(folder / f"{face.stem}-{edition()}-{key}.woff", lambda: _cut(face, font_file(face, folder), used))
    return path.read_bytes()


def _cut(face: Face, source: Path, used: str) -> bytes:
    """Return the characters `used` of a font as woff: woff2 would be a fifth smaller, and take ten times as long."""
    import uharfbuzz
    from fontTools.ttLib import TTFont

    wanted = uharfbuzz.SubsetInput()
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    wanted.unicode_set.update(map(ord, used))
    wanted.name_id_set.clear()
    wanted.name_id_set.update(_NAMES)
    # It tells the styles of the family apart by names that are left out.
    wanted.drop_table_tag_set.add(int.from_bytes(b"STAT"))
    if face.family == MATHS:
        # All there are: browsers and Temml's rules ask for more than text does.
        wanted.layout_feature_tag_set.clear()
        wanted.layout_feature_tag_set.invert()
    cut = uharfbuzz.subset(uharfbuzz.Face(uharfbuzz.Blob(source.read_bytes())), wanted)
    font = TTFont(io.BytesIO(cut.blob.data), recalcTimestamp=False, recalcBBoxes=False, lazy=True)
    font.flavor = "woff"
    return saved(font)
