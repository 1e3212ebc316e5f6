"""A picture's mark gives way to its alternative text; one that only decorates is no content."""

from __future__ import annotations

from report.pdf.draft import Draft


def pictures_speak(draft: Draft) -> None:
    """Give every picture its ``/Alt`` back, and take those without out of the tree."""
    for element in draft.tree.find("Figure"):
        picture = draft.marks.picture(str(element.entry.get("/Alt", "")))
        if picture is None:
            continue
        if picture.alt:
            element.entry.Alt = picture.alt
        else:
            draft.tree.remove(element)
