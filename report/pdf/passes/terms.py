"""WeasyPrint makes two items of a term and its description; they are one, the term its label."""

from __future__ import annotations

from report.pdf.draft import Draft
from report.pdf.tree import Element


def terms_are_labels(draft: Draft) -> None:
    """Give each term its descriptions: one ``/LI``, the term its ``/Lbl``, each description a ``/LBody``.

    Source: ISO 32000-1, table 336: in a dictionary list, the label is the term.
    """
    for one in draft.tree.find("L"):
        term: Element | None = None
        for item in one.elements:
            if item.role != "LI":
                continue
            if marks := _marks(item):
                term = item
                draft.tree.rename(item.elements[0], "Lbl")
                for mark in marks:
                    draft.tree.rename(mark, "Span")
            elif term is not None:
                draft.tree.settle(term, [*term.kids, *item.kids])
                draft.tree.remove(item)


def _marks(item: Element) -> list[Element]:
    """Return the two articles in which a term stands, or nothing."""
    outer = [kid for body in item.elements[:1] for kid in body.elements if kid.role == "Art"]
    inner = [kid for kid in (outer[0].elements if outer else []) if kid.role == "Art"]
    return [*outer, *inner] if inner else []
