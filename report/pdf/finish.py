"""Mend the PDF that WeasyPrint left, pass by pass, and save it with an identifier made from its content."""

from __future__ import annotations

import io

import pikepdf

from report.pdf.draft import Draft
from report.pdf.marks import Marks
from report.pdf.passes import PASSES
from report.pdf.reading import read_tree
from report.pdf.saving import saved


def finish(content: bytes, marks: Marks) -> bytes:
    """Return the PDF `content`, mended, compressed and identified.

    Parameters
    ----------
    content : bytes
        As WeasyPrint leaves it.
    marks : Marks
        What was marked in its page.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        draft = Draft(pdf, read_tree(pdf, content), marks)
        for mend in PASSES:
            mend(draft)
        draft.tree.write()
        return saved(pdf)
