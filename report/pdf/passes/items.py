"""WeasyPrint puts paragraphs and listings straight into an item; an item is a label and a body."""

from __future__ import annotations

from report.pdf.draft import Draft


def items_have_a_body(draft: Draft) -> None:
    """Gather what an ``/LI`` holds beside its label in one ``/LBody``.

    Source: ISO 32000-1, table 336.
    """
    for item in draft.tree.find("LI"):
        if all(kid.role in {"Lbl", "LBody"} for kid in item.elements):
            continue
        labels = [kid for kid in item.elements if kid.role == "Lbl"]
        body = next((kid for kid in item.elements if kid.role == "LBody"), None) or draft.tree.make("LBody", item)
        held = [part for kid in item.elements if kid not in labels for part in (kid.kids if kid is body else [kid])]
        draft.tree.settle(body, held)
        draft.tree.settle(item, [*labels, body])
