"""WeasyPrint has no role for code; the article that stands around it in its place becomes Code."""

from __future__ import annotations

from report.pdf.draft import Draft


def code_is_code(draft: Draft) -> None:
    """Tag code as ``/Code``; a listing becomes a paragraph that holds code."""
    for element in draft.tree.find("Art"):
        listings = [kid for kid in element.elements if kid.role == "NonStruct"]
        for listing in listings:
            draft.tree.rename(listing, "Code")
        draft.tree.rename(element, "P" if listings else "Code")
