"""Read the structure tree from the text of a PDF as WeasyPrint writes it without compression."""

from __future__ import annotations

import re
from typing import Any

from report.pdf.tree import Element, Kid, Tree

_ELEMENT = re.compile(rb"\n(\d+) 0 obj\n<</Type /StructElem/S /(\w+)/K \[([^\]]*)\](?:/Pg (\d+) 0 R)?/P ")
_MARK = b"<</Type /StructElem"
_BEFORE = 30
"""Bytes from the line's end in front of an object's number to the mark of an element, at most."""
_KID = re.compile(rb"(\d+)( 0 R)?")


def read_tree(pdf: Any, content: bytes) -> Tree:
    """Return the structure tree of `pdf`.

    Parameters
    ----------
    pdf : pikepdf.Pdf
    content : bytes
        What it was opened from, as WeasyPrint writes it without compression, all pages before the first element:
        reading five thousand elements from the text takes a third of the time that asking for them one by one does.
    """
    root = pdf.Root.StructTreeRoot
    numbers = list(root.ParentTree.Nums)
    parents = {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
    read = {
        int(number): (Element(pdf, int(number), int(page or 0), role.decode(), [], None), kids)
        for number, role, kids, page in _ELEMENT.findall(content, max(0, content.find(_MARK) - _BEFORE))
    }
    for element, kids in read.values():
        if b"R" not in kids:
            element.kids += map(int, kids.split())
            continue
        for number, refers in _KID.findall(kids):
            element.kids.append(_kid(pdf, read, element, int(number)) if refers else int(number))
    return Tree(pdf, read[root.K[0].objgen[0]][0], parents)


def _kid(pdf: Any, read: dict[int, tuple[Element, bytes]], above: Element, number: int) -> Kid:
    if number not in read:
        return pdf.get_object(number, 0)
    kid = read[number][0]
    kid.parent = above
    return kid
