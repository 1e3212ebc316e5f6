"""WeasyPrint makes a link of every box inside a link; one link has one tag and one annotation, which says whither."""

from __future__ import annotations

from itertools import chain
from typing import Any

import pikepdf

from report.pdf.draft import Draft
from report.pdf.tree import Element, Kid, position


def links_are_tagged_once(draft: Draft) -> None:
    """Leave one ``/Link`` and one annotation for each link, with the link's words in ``/Contents``.

    A page number that the style sheet sets behind a link belongs to the link.
    """
    gone: set[tuple[int, int]] = set()
    _join_lines(draft)
    for element in draft.tree.find("Link"):
        if element.role == "Link":  # not by now part of another
            gone |= _joined(draft, element)
    if gone:
        for page in draft.pdf.pages:
            if "/Annots" in page:
                page.Annots = pikepdf.Array([one for one in page.Annots if one.objgen not in gone])


def _join_lines(draft: Draft) -> None:
    """Make one of the parts of a link that lines separate: they follow each other and lead to the same place."""
    for link in draft.tree.find("Link"):
        above = link.parent
        place = position(above.kids, link) if above else 0
        before = above.kids[place - 1] if above and place else None
        if isinstance(before, Element) and before.role == "Link" and before.page == link.page:
            targets = [_target(references[0].Obj) for one in (before, link) if (references := _references(one))]
            if len(targets) == 2 and targets[0] == targets[1]:
                draft.tree.merge(before, link)


def _target(annotation: Any) -> str:
    return str(annotation.get("/Dest") or annotation.A.URI)


def _joined(draft: Draft, link: Element) -> set[tuple[int, int]]:
    annotations = [reference.Obj for element in link.walk() for reference in _references(element)]
    if not annotations:
        draft.tree.rename(link, "Span")
        return set()
    kept, others = annotations[0], annotations[1:]
    for element in link.walk():
        own = _references(element)
        if element is not link and own:
            draft.tree.settle(element, [kid for kid in element.kids if not _is_reference(kid)])
            if element.role == "Link":
                draft.tree.rename(element, "Span")
        elif element is link and len(own) > 1:
            draft.tree.settle(element, [own[0], *(kid for kid in element.kids if not _is_reference(kid))])
    kept.Contents = draft.marks.links.get(str(kept.Contents), str(kept.Contents))
    if others:
        _cover(kept, annotations)
        for annotation in others:
            draft.tree.parents.pop(int(annotation.StructParent))
    return {annotation.objgen for annotation in others}


def _references(element: Element) -> list[Any]:
    return [kid for kid in element.kids if _is_reference(kid)]


def _is_reference(kid: Kid) -> bool:
    return not isinstance(kid, Element | int)


def _cover(kept: Any, annotations: list[Any]) -> None:
    """Let one annotation answer where several did: in their boxes, and only there."""
    boxes = [_box(annotation) for annotation in annotations]
    kept.Rect = [min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)]
    kept.QuadPoints = list(
        chain.from_iterable((left, top, right, top, left, bottom, right, bottom) for left, bottom, right, top in boxes)
    )


def _box(annotation: Any) -> tuple[float, float, float, float]:
    x, y, other_x, other_y = (float(side) for side in annotation.Rect)
    return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)
