"""SVG as a page of PDF: the part of SVG that figures are made of, translated operator by operator.

matplotlib writes paths, shapes that are used again, clipping rectangles and pictures, each with colours of its own.
WeasyPrint draws all of SVG, and takes five times as long.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from report.formulas import outlines
from report.formulas.outlines import UnknownConstructError
from report.pdf.svg.translation import translated

__all__ = ["UnknownConstructError", "sources", "translated"]


@cache
def sources() -> tuple[Path, ...]:
    """Return the files of the code that translates."""
    return (*sorted(Path(__file__).parent.glob("*.py")), Path(outlines.__file__))
