"""The faces of the type family, and where npm keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

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
    files : tuple of str
        Its files there, one a script; the first gives the metrics.
    """

    family: str
    weight: int
    style: str
    package: str
    files: tuple[str, ...]

    @property
    def stem(self) -> str:
        """File name without suffix."""
        return f"{self.family}-{self.weight}-{self.style}".lower().replace(" ", "-")

    @property
    def sources(self) -> tuple[Path, ...]:
        """The files in node_modules."""
        return tuple(ROOT / "node_modules" / self.package / file for file in self.files)


def _face(
    family: str,
    weight: int,
    style: str,
    scripts: tuple[str, ...] = ("latin", "latin-ext", "greek", "cyrillic", "vietnamese"),
    packing: str = "woff2",
) -> Face:
    name = family.lower().replace(" ", "-")
    files = tuple(f"files/{name}-{script}-{weight}-{style}.{packing}" for script in scripts)
    return Face(family, weight, style, f"@fontsource/{name}", files)


FACES = (
    _face(TEXT, 400, "normal"),
    _face(TEXT, 400, "italic"),
    _face(TEXT, 700, "normal"),
    _face(TEXT, 700, "italic"),
    # The same as woff2 but for hints, and read at once; the other faces' woff has other outlines.
    _face(MATHS, 400, "normal", scripts=("latin",), packing="woff"),
    _face(CODE, 400, "normal"),
    _face(CODE, 700, "normal"),
)

PRIME_FACE = Face(PRIMES, 400, "normal", "temml", ("dist/Temml.woff2",))
"""Primes drawn for the size of a superscript, which npm's STIX Two Math has not; browsers need them."""
