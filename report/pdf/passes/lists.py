"""WeasyPrint puts the blanks between items, and groups of them, straight into a list; a list holds items alone."""

from __future__ import annotations

from report.pdf.draft import Draft
from report.pdf.tree import Element, Kid

ALLOWED = {"LI", "L", "Caption"}


def lists_hold_items(draft: Draft) -> None:
    """Leave in each ``/L`` its items, lists and caption.

    Groups give way to what they hold; anything else joins the item before it, at the very start the one after.

    Source: ISO 32000-1, table 336.
    """
    for one in draft.tree.find("L"):
        if all(kid.role in ALLOWED for kid in one.elements):
            continue
        items: list[Kid] = []
        strays: list[Kid] = []
        for kid in _ungrouped(one.elements):
            if kid.role in ALLOWED:
                items.append(kid)
                if strays and kid.role == "LI":
                    _join(draft, kid, strays, at_end=False)
                    strays = []
            elif items and items[-1].role == "LI":
                _join(draft, items[-1], [kid], at_end=True)
            else:
                strays.append(kid)
        draft.tree.settle(one, items)


def _ungrouped(kids: list[Element]) -> list[Element]:
    flat = []
    for kid in kids:
        grouping = kid.role in {"Div", "NonStruct"} and any(below.role in ALLOWED for below in kid.elements)
        flat += _ungrouped(kid.elements) if grouping else [kid]
    return flat


def _join(draft: Draft, item: Element, strays: list[Kid], *, at_end: bool) -> None:
    body = next((kid for kid in reversed(item.elements) if kid.role == "LBody"), item)
    draft.tree.settle(body, [*body.kids, *strays] if at_end else [*strays, *body.kids])
