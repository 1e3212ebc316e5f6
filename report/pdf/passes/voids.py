"""WeasyPrint tags boxes that hold nothing, such as anchors; what holds nothing is left out."""

from __future__ import annotations

from report.pdf.draft import Draft
from report.pdf.tree import Element

GROUPS = {"NonStruct", "Div", "Span", "P", "Sect", "Part"}


def nothing_is_tagged(draft: Draft) -> None:
    """Take out groups without content; a table's empty cell stays."""
    _clear(draft, draft.tree.root)


def _clear(draft: Draft, element: Element) -> None:
    for kid in element.elements:
        _clear(draft, kid)
    full = [kid for kid in element.kids if not (isinstance(kid, Element) and _is_void(kid))]
    if len(full) < len(element.kids):
        draft.tree.settle(element, full)


def _is_void(element: Element) -> bool:
    return element.role in GROUPS and not element.kids
