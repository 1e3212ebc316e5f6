"""What a page has no room for: tables wider than their column, of which paper shows a part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

ROOM = 0.5
"""CSS pixels beyond the column that nobody sees."""


def overflows(pages: Sequence[Any]) -> list[str]:
    """Return a sentence for each table that is wider than the page's column, each once.

    Parameters
    ----------
    pages : sequence of weasyprint.Page
    """
    # A page does not offer its boxes otherwise.
    wide = (table for page in pages for table in _beyond(page._page_box, _right(page._page_box)))
    return list(dict.fromkeys(f"a table is wider than the page, which cuts it off: {_said(table)}" for table in wide))


def _right(box: Any) -> float:
    return float(box.content_box_x() + box.width) + ROOM


def _beyond(box: Any, right: float) -> Iterator[Any]:
    from weasyprint.formatting_structure.boxes import LineBox, TableBox

    for child in getattr(box, "children", ()):
        if isinstance(child, TableBox):
            if child.border_box_x() + child.border_width() > right:
                yield child
        elif not isinstance(child, LineBox):
            yield from _beyond(child, right)


def _said(table: Any) -> str:
    """Return how the table begins."""
    return " ".join(" ".join(table.element.itertext()).split())[:60]
