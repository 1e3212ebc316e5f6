"""WeasyPrint begins everything anew on every page; what runs on is one section, one paragraph."""

from __future__ import annotations

from itertools import pairwise

from report.pdf.draft import Draft
from report.pdf.tree import Element


def sections_run_on(draft: Draft) -> None:
    """Join the parts of what pages separate: sections, groups, quotations and paragraphs."""
    pages = [page.objgen[0] for page in draft.pdf.pages]
    for levels, (_, page) in zip(draft.marks.seams, pairwise(pages), strict=True):
        top = draft.tree.root.elements
        place = next((place for place, element in enumerate(top) if element.page == page), 0)
        if levels and place:
            _join(draft, top[place - 1], top[place], levels)


def _join(draft: Draft, earlier: Element, later: Element, levels: int) -> None:
    if earlier.role != later.role or len(later.elements) < len(later.kids):
        return
    if levels > 1 and earlier.elements and later.elements:
        _join(draft, earlier.elements[-1], later.elements[0], levels - 1)
    draft.tree.settle(earlier, [*earlier.kids, *later.kids])
    draft.tree.remove(later)
