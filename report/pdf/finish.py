"""Mend the PDF that WeasyPrint left, pass by pass, and save it with an identifier made from its content."""

from __future__ import annotations

import io
from collections.abc import Mapping
from types import MappingProxyType

import pikepdf

from report.pdf.draft import Draft
from report.pdf.drawings import fill
from report.pdf.marks import Marks
from report.pdf.passes import PASSES
from report.pdf.reading import read_tree
from report.pdf.saving import saved


def finish(content: bytes, marks: Marks, drawings: Mapping[str, bytes] = MappingProxyType({}), name: str = "") -> bytes:
    """Return the PDF `content`, mended, compressed and identified.

    Parameters
    ----------
    content : bytes
        As WeasyPrint leaves it.
    marks : Marks
        What was marked in its page.
    drawings : mapping of str to bytes
        What takes the place of stand-ins.
    name : str
        Begins every identifier.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        fill(pdf, content, drawings)
        draft = Draft(pdf, read_tree(pdf, content), marks, name)
        for mend in PASSES:
            mend(draft)
        draft.tree.write()
        return saved(pdf)
