"""Text that is not seen but is found, read out and copied: a font of empty glyphs, and text set in it.

A Type 3 font holds its own glyphs, so nothing is missing from the file, and its table of characters says what each
code stands for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pydyf  # type: ignore[import-untyped]  # no types of its own

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FONT_NAME = "Source"
WIDTH = 500
"""Of each glyph, in thousandths of the font's size."""

NARROWEST = 0.5
"""Least width of a letter, as a part of its natural one."""

_FIRST, _LAST = 32, 255


def invisible_font(pdf: Any, letters: Sequence[str]) -> tuple[Any, dict[str, int]]:
    """Add a font of empty glyphs to `pdf`; return it with the code of each letter.

    Letters outside ASCII take the codes that are left; should there be more of them, the rest read as ``?``.
    """
    codes = {letter: ord(letter) for letter in letters if _FIRST <= ord(letter) < 127}
    others = [letter for letter in letters if ord(letter) >= 127]
    codes |= dict(zip(others, range(127, _LAST + 1), strict=False)) | {"?": ord("?")}
    glyph = pydyf.Stream([f"{WIDTH} 0 d0"])
    meaning = pydyf.Stream([_to_unicode(codes)])
    pdf.add_object(glyph)
    pdf.add_object(meaning)
    first, last = min(codes.values()), max(codes.values())
    font = pydyf.Dictionary(
        {
            "Type": "/Font",
            "Subtype": "/Type3",
            "FontBBox": pydyf.Array([0, -250, WIDTH, 750]),
            "FontMatrix": pydyf.Array([0.001, 0, 0, 0.001, 0, 0]),
            "FirstChar": first,
            "LastChar": last,
            "Widths": pydyf.Array([WIDTH] * (last - first + 1)),
            "Encoding": pydyf.Dictionary(
                {"Type": "/Encoding", "Differences": pydyf.Array([first, *["/empty"] * (last - first + 1)])}
            ),
            "CharProcs": pydyf.Dictionary({"empty": glyph.reference}),
            "Resources": pydyf.Dictionary(),
            "ToUnicode": meaning.reference,
        }
    )
    pdf.add_object(font)
    return font, codes


def invisible_text(text: str, codes: Mapping[str, int], width: float, size: float) -> bytes:
    """Return the operators that lay `text` from 0 to `width` along the baseline, unseen.

    Letters are `size` high and as narrow as need be; where that is below `NARROWEST`, they become smaller, as
    readers take two equal letters that all but coincide for one.
    """
    shown = bytes(codes.get(letter, codes["?"]) for letter in " ".join(text.split()))
    stretch = width / (len(shown) * WIDTH / 1000 * size)
    size *= min(1, stretch / NARROWEST)
    stretch = max(stretch, NARROWEST)
    return f"q BT 3 Tr /{FONT_NAME} {size:.2f} Tf {100 * stretch:.2f} Tz <{shown.hex()}> Tj ET Q".encode("ascii")


def _to_unicode(codes: Mapping[str, int]) -> str:
    """Return the table that turns codes into characters, in the language that PDF has for it."""
    pairs = sorted((code, letter) for letter, code in codes.items())
    lines = [f"<{code:02x}> <{letter.encode('utf-16-be').hex()}>" for code, letter in pairs]
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CMapName /Source def /CMapType 2 def",
            "1 begincodespacerange <00> <ff> endcodespacerange",
            *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
    )
