"""WeasyPrint begins every section anew on every page; a section that runs on is one section."""

from __future__ import annotations

from report.pdf.draft import Draft
from report.pdf.tree import Element, position

HEADINGS = {f"H{level}" for level in range(1, 7)}


def sections_run_on(draft: Draft) -> None:
    """Join the parts of a section that pages separate: the later ones do not begin with a heading."""
    _join(draft, draft.tree.root)


def _join(draft: Draft, above: Element) -> None:
    for earlier, later in zip(above.elements, above.elements[1:], strict=False):
        # Of a chain, the parts join the first: look up who has taken `earlier` in.
        first = earlier if earlier.parent is above else _taker(above, later)
        if first is not None and _continues(first, later):
            draft.tree.settle(first, [*first.kids, *later.kids])
            draft.tree.remove(later)
    for section in above.elements:
        if section.role in {"Part", "Sect"}:
            _join(draft, section)


def _taker(above: Element, later: Element) -> Element | None:
    place = position(above.elements, later)
    return above.elements[place - 1] if place else None


def _continues(earlier: Element, later: Element) -> bool:
    if earlier.role != later.role or earlier.role not in {"Part", "Sect"}:
        return False
    if earlier.page == later.page:
        return False
    return later.role == "Part" or _first_role(later) not in HEADINGS


def _first_role(element: Element) -> str:
    return element.elements[0].role if element.elements else ""
