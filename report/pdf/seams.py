"""Where a page ends in the middle of something: known of the boxes, forgotten in the structure tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

Seam = tuple[str, ...]
"""The roles of the structure elements that a page's end cuts, from the body inwards."""

ROLES = {
    "main": "Part",
    "section": "Sect",
    "article": "Art",
    "blockquote": "BlockQuote",
    "p": "P",
    "div": "Div",
    "span": "Span",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "figcaption": "Caption",
    "caption": "Caption",
    **{tag: tag.upper() for tag in ("h1", "h2", "h3", "h4", "h5", "h6", "th", "td")},
    **dict.fromkeys(("dl", "ul", "ol"), "L"),
}
"""What WeasyPrint makes of a tag; of any other, a NonStruct."""

ITEMS = {"li", "dt", "dd"}


def seams(pages: Sequence[Any]) -> list[Seam]:
    """Return for each page but the last what goes on behind it.

    Parameters
    ----------
    pages : sequence of weasyprint.Page
    """
    return [tuple(_roles(_cut(earlier, later))) for earlier, later in pairwise(pages)]


def _cut(earlier: Any, later: Any) -> Iterator[Any]:
    """Yield the boxes of `later` whose elements began on `earlier`."""
    for last, first in zip(_edge(earlier, at_end=True), _edge(later, at_end=False), strict=False):
        if last.element is not first.element or last.element_tag != first.element_tag:
            return
        yield first


def _edge(page: Any, *, at_end: bool) -> Iterator[Any]:
    """Yield the boxes at one end of a page, from the body's child inwards; lines are none."""
    from weasyprint.formatting_structure.boxes import LineBox

    # A page does not offer its boxes otherwise; tests/pdf/passes/test_run_on.py holds WeasyPrint to this.
    box = page._page_box.children[0]
    while box is not None and box.element is not None and not isinstance(box, LineBox):
        if box.element_tag not in {"html", "body"}:
            yield box
        box = _outermost(box, at_end=at_end)


def _outermost(box: Any, *, at_end: bool) -> Any:
    """Return the last or the first box in `box`, but for what a table says again on every page."""
    again = "is_footer" if at_end else "is_header"
    inside = [
        child
        for child in getattr(box, "children", ())
        if child.is_in_normal_flow() and not getattr(child, again, False)
    ]
    return inside[-1 if at_end else 0] if inside else None


def _roles(boxes: Iterator[Any]) -> Iterator[str]:
    """Yield the roles of what WeasyPrint makes of `boxes`, each inside the one before."""
    around, last = None, ""
    for box in boxes:
        anonymous = around is not None and around.element is box.element
        made = _of_item(box, last) if box.element_tag in ITEMS else _of_other(box, last, anonymous)
        yield from made
        last = made[-1] if made else last
        around = box


def _of_item(box: Any, above: str) -> tuple[str, ...]:
    if above == "LI":
        return ("LBody",)
    if above == "LBody":
        return ("NonStruct",)
    is_marked = "list-item" in box.style["display"] and box.style["list_style_type"] != "none"
    return ("LI",) if is_marked else ("LI", "LBody")


def _of_other(box: Any, above: str, anonymous: bool) -> tuple[str, ...]:
    if anonymous and above == "Table":  # the table in its wrapper
        return ()
    return ("NonStruct",) if anonymous and above in {"TD", "TH"} else (ROLES.get(box.element_tag, "NonStruct"),)
