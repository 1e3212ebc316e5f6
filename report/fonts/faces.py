"""The faces of the type family, and where npm keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from report.npm import ROOT

TEXT = "STIX Two Text"
MATHS = "STIX Two Math"
CODE = "Source Code Pro"

PRIMES = "Temml"


@dataclass(frozen=True)
class Face:
    """One font of a family.

    Attributes
    ----------
    family : str
        The name that style sheets use.
    weight : int
        400 or 700.
    style : str
        ``normal`` or ``italic``.
    package : str
        The npm package that holds it.
    file : str
        Its file there.
    """

    family: str
    weight: int
    style: str
    package: str
    file: str

    @property
    def stem(self) -> str:
        """File name without suffix."""
        return f"{self.family}-{self.weight}-{self.style}".lower().replace(" ", "-")

    @property
    def source(self) -> Path:
        """The file in node_modules."""
        return ROOT / "node_modules" / self.package / self.file


def _whole(family: str, weight: int, style: str = "normal") -> Face:
    """Return a face that npm has as one TrueType file with all scripts."""
    cut = {400: "400Regular", 700: "700Bold"}[weight] + ("_Italic" if style == "italic" else "")
    package = f"@expo-google-fonts/{family.lower().replace(' ', '-')}"
    return Face(family, weight, style, package, f"{cut}/{family.replace(' ', '')}_{cut}.ttf")


FACES = (
    _whole(TEXT, 400),
    _whole(TEXT, 400, "italic"),
    _whole(TEXT, 700),
    _whole(TEXT, 700, "italic"),
    # The same as woff2 but for hints, and read at once.
    Face(MATHS, 400, "normal", "@fontsource/stix-two-math", "files/stix-two-math-latin-400-normal.woff"),
    _whole(CODE, 400),
    _whole(CODE, 700),
)

FAMILIES = frozenset(face.family for face in FACES)
"""Of all that the PDF is set in."""

PRIME_FACE = Face(PRIMES, 400, "normal", "temml", "dist/Temml.woff2")
"""Primes drawn for the size of a superscript, which npm's STIX Two Math has not; browsers need them."""
