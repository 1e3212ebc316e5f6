"""The bookmarks of joined parts: one tree, in which a part that goes on with a chapter stands below that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf


def outermost(pdf: Any) -> list[Any]:
    """Return the bookmarks of the outermost level."""
    return _below(pdf.Root.Outlines) if "/Outlines" in pdf.Root else []


def set_outline(whole: Any, items: Sequence[Any]) -> None:
    """Give a document these bookmarks, and what is below them."""
    if items:
        whole.Root.Outlines = whole.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Outlines))
        _hang(whole.Root.Outlines, items)


def go_on(chapter: Any, items: Sequence[Any], levels: Sequence[int]) -> None:
    """Put the bookmarks of a part that goes on with a chapter where their headings would have put them.

    Laid out by itself, the part has what is deeper than its first heading says on the outermost level.

    Parameters
    ----------
    chapter : bookmark
        Of level 1; what is below it is of level 2 and so on.
    items : sequence of bookmarks
        The part's outermost ones.
    levels : sequence of int
        Of each heading of the part, from 2.

    Raises
    ------
    RuntimeError
        If there are more or fewer headings than bookmarks: a bug of ours.
    """
    flat = [item for outer in items for item in _flat(outer)]
    if len(flat) != len(levels):
        raise RuntimeError(f"{len(levels)} headings for {len(flat)} bookmarks")
    root = _tree(chapter, 1)
    for item, level in zip(flat, levels, strict=True):
        above = root
        while above.below and above.below[-1].level < level:
            above = above.below[-1]
        above.below.append(_Bookmark(item, level, []))
    _hang_tree(root)


@dataclass(frozen=True)
class _Bookmark:
    item: Any
    level: int
    below: list[_Bookmark]


def _tree(item: Any, level: int) -> _Bookmark:
    return _Bookmark(item, level, [_tree(kid, level + 1) for kid in _below(item)])


def _hang_tree(bookmark: _Bookmark) -> None:
    for kid in bookmark.below:
        _hang_tree(kid)
    _hang(bookmark.item, [kid.item for kid in bookmark.below])


def _flat(item: Any) -> Iterator[Any]:
    yield item
    for kid in _below(item):
        yield from _flat(kid)


def _below(parent: Any) -> list[Any]:
    items, item = [], parent.get("/First")
    while item is not None:
        items.append(item)
        item = item.get("/Next")
    return items


def _hang(parent: Any, items: Sequence[Any]) -> None:
    """Put bookmarks below another, or into the outline, in place of those that are there."""
    for key in ("/First", "/Last", "/Count"):
        if key in parent:
            del parent[key]
    if not items:
        return
    parent.First, parent.Last = items[0], items[-1]
    # An open bookmark counts those below it, a closed one none.
    parent.Count = len(items) + sum(max(0, int(item.get("/Count", 0))) for item in items)
    for place, item in enumerate(items):
        item.Parent = parent
        for key, neighbour in (("/Prev", place - 1), ("/Next", place + 1)):
            if 0 <= neighbour < len(items):
                item[key] = items[neighbour]
            elif key in item:
                del item[key]
