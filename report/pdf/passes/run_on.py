"""WeasyPrint begins everything anew on every page; what runs on over a page's end is one."""

from __future__ import annotations

from itertools import pairwise

from report.pdf.draft import Draft
from report.pdf.seams import Seam
from report.pdf.tree import Element


def what_runs_on_is_one(draft: Draft) -> None:
    """Join the parts of what pages cut: sections, paragraphs, lists and their items, tables and their rows, code."""
    pages = [page.objgen[0] for page in draft.pdf.pages]
    for seam, (_, page) in zip(draft.marks.seams, pairwise(pages), strict=True):
        top = draft.tree.root.elements
        place = next((place for place, element in enumerate(top) if element.page == page), 0)
        if seam and place and top[place - 1].role == top[place].role == seam[0]:
            _join(draft, top[place - 1], top[place], seam[1:])


def _join(draft: Draft, earlier: Element, later: Element, inside: Seam) -> None:
    """Join two parts of one element, and first those of what the page's end cuts inside it."""
    if inside[:2] == ("LI", "L"):  # WeasyPrint puts a list behind the item that holds it
        _join_ends(draft, earlier, later, inside[:1])
        inside = inside[1:]
    if inside:
        _join_ends(draft, earlier, later, inside)
    elif earlier.role == "TR":
        for cell, rest in zip(earlier.elements, later.elements, strict=True):
            draft.tree.merge(cell, rest)
    draft.tree.merge(earlier, later)


def _join_ends(draft: Draft, earlier: Element, later: Element, seam: Seam) -> None:
    """Join the last of `earlier` of the seam's role with the first of `later`."""
    last = next((kid for kid in reversed(earlier.elements) if kid.role == seam[0]), None)
    first = next((kid for kid in later.elements if kid.role == seam[0]), None)
    if last is not None and first is not None:
        _join(draft, last, first, seam[1:])
