"""What every pass works on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from report.pdf.marks import Marks
from report.pdf.tree import Tree

POINTS_PER_PIXEL = 0.75
"""CSS pixels are 1/96 inch, points 1/72."""


@dataclass(frozen=True)
class Draft:
    """A PDF being mended.

    Attributes
    ----------
    pdf : pikepdf.Pdf
    tree : Tree
        Its structure; a pass changes it, and it is written after the last.
    marks : Marks
        What was marked in the HTML it was made from.
    name : str
        Begins every identifier, to tell those of several drafts apart that will be joined.
    """

    pdf: Any
    tree: Tree
    marks: Marks
    name: str = ""
