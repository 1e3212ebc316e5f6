"""`@font-face` rules: whole files for the PDF, subsets inside the rules for the page."""

from __future__ import annotations

import base64
import hashlib
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
            rules.append(_rule(face, f"data:font/woff2;base64,{data}", "woff2"))
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
    path = kept(folder / f"{face.stem}-{edition()}-{key}.woff2", lambda: _cut(face, font_file(face, folder), used))
    return path.read_bytes()


def _cut(face: Face, source: Path, used: str) -> bytes:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(source, recalcTimestamp=False, lazy=True)
    names = font["name"]
    options = Options(hinting=False, notdef_outline=True)
    # Left to itself, the cutter reads every layout table through once more in search of names.
    options.drop_tables += ["name", "STAT"]
    options.layout_features = _features(face, used, options.layout_features)
    cutter = Subsetter(options)
    cutter.populate(text=used)
    cutter.subset(font)
    names.names = [name for name in names.names if name.nameID in _NAMES]
    font["name"] = names
    font.flavor = "woff2"
    return saved(font)


def _features(face: Face, used: str, usual: list[str]) -> list[str]:
    """Return the features of OpenType that a subset keeps, out of the `usual` ones."""
    if face.family == MATHS:
        return ["*"]  # browsers and Temml's rules ask for more than text does
    if any(unicodedata.category(character).startswith("M") for character in used):
        return usual
    # The tables that place marks are long to read, and nothing but a mark is placed by them.
    return [feature for feature in usual if feature not in {"mark", "mkmk"}]
