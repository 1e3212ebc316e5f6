"""Mend the PDF that WeasyPrint left, pass by pass, and save it with an identifier made from its content."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf

from report.pdf.draft import Draft
from report.pdf.drawings import fill, undrawn
from report.pdf.marks import Marks
from report.pdf.passes import PASSES
from report.pdf.reading import read_tree
from report.pdf.saving import saved


def finish(content: bytes, marks: Marks, drawn: Callable[[str], bytes] = undrawn, name: str = "") -> bytes:
    """Return the PDF `content`, mended, compressed and identified.

    Parameters
    ----------
    content : bytes
        As WeasyPrint leaves it.
    marks : Marks
        What was marked in its page.
    drawn : callable
        Returns what takes the place of a stand-in, by its name.
    name : str
        Begins every identifier.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        fill(pdf, content, drawn)
        draft = Draft(pdf, read_tree(pdf, content), marks, name)
        for mend in PASSES:
            mend(draft)
        draft.tree.write()
        return saved(pdf)
