"""The faces of the type family, and where npm keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

TEXT = "STIX Two Text"
MATHS = "STIX Two Math"
CODE = "Source Code Pro"

_SCRIPTS = ("latin", "latin-ext", "greek", "cyrillic", "vietnamese")


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
    scripts : tuple of str
        npm's files that hold it; the first gives the metrics.
    """

    family: str
    weight: int
    style: str
    scripts: tuple[str, ...] = _SCRIPTS

    @property
    def package(self) -> str:
        """The npm package, without its scope."""
        return self.family.lower().replace(" ", "-")

    @property
    def stem(self) -> str:
        """File name without suffix."""
        return f"{self.package}-{self.weight}-{self.style}"

    @property
    def sources(self) -> tuple[Path, ...]:
        """The files in node_modules."""
        folder = ROOT / "node_modules" / "@fontsource" / self.package / "files"
        return tuple(folder / f"{self.package}-{script}-{self.weight}-{self.style}.woff2" for script in self.scripts)


FACES = (
    Face(TEXT, 400, "normal"),
    Face(TEXT, 400, "italic"),
    Face(TEXT, 700, "normal"),
    Face(TEXT, 700, "italic"),
    Face(MATHS, 400, "normal", scripts=("latin",)),
    Face(CODE, 400, "normal"),
    Face(CODE, 400, "italic"),
    Face(CODE, 700, "normal"),
)
