"""Where a page ends in the middle of something: known of the boxes, forgotten in the structure tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

RUN_ON = {"main", "section", "div", "blockquote", "p"}
"""Tags whose boxes and structure elements stand to each other one to one."""


def seams(pages: Sequence[Any]) -> list[int]:
    """Return for each page but the last how many levels of elements, counted from the body inwards, go on behind it.

    Parameters
    ----------
    pages : sequence of weasyprint.Page
    """
    return [_levels(earlier, later) for earlier, later in pairwise(pages)]


def _levels(earlier: Any, later: Any) -> int:
    levels = 0
    for last, first in zip(_edge(earlier, -1), _edge(later, 0), strict=False):
        if last.element is not first.element or last.element_tag not in RUN_ON:
            break
        levels += 1
    return levels


def _edge(page: Any, end: int) -> Iterator[Any]:
    """Yield the boxes at one end of a page, from the body's child inwards."""
    # A page does not offer its boxes otherwise; tests/pdf/passes/test_sections.py holds WeasyPrint to this.
    box = page._page_box
    while inside := [child for child in getattr(box, "children", ()) if child.is_in_normal_flow()]:
        box = inside[0] if box is page._page_box else inside[end]
        if box.element is None:
            return
        if box.element_tag not in {"html", "body"}:
            yield box
