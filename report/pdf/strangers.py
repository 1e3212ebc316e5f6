"""Characters that no face of the page has: Pango sets them in another font of the machine, if it has one."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Any

SHOWN = 20
"""Characters that a warning names."""


def strangers(fonts: Iterable[Any], families: Container[str]) -> list[str]:
    """Return a sentence for each font that is of none of these families, with what is set in it.

    Parameters
    ----------
    fonts : iterable of weasyprint.pdf.fonts.Font
        Of a document that was written.
    families : container of str
    """
    strange: dict[str, set[str]] = {}
    for font in fonts:
        if font.family not in families:
            strange.setdefault(font.family, set()).update("".join("".join(font.to_unicode.values()).split()))
    return [
        f"no face of the page has {''.join(sorted(characters))[:SHOWN]!r}; the PDF sets it in this machine's {family}"
        for family, characters in sorted(strange.items())
    ]
