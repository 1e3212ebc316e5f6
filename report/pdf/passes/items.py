"""WeasyPrint puts paragraphs and listings straight into an item; an item is a label and a body."""

from __future__ import annotations

from report.pdf.draft import Draft


def items_have_a_body(draft: Draft) -> None:
    """Gather what an ``/LI`` holds beside its label in one ``/LBody``.

    Source: ISO 32000-1, table 336.
    """
    for item in draft.tree.find("LI"):
        labels = [kid for kid in item.elements if kid.role == "Lbl"]
        rest = [kid for kid in item.elements if kid.role != "Lbl"]
        if not rest or [kid.role for kid in rest] == ["LBody"]:
            continue
        body = rest[0] if rest[0].role == "LBody" else draft.tree.make("LBody", item)
        for kid in rest:
            if kid.role != "LBody":
                draft.tree.settle(body, [*body.kids, kid])
            elif kid is not body:
                draft.tree.merge(body, kid)
        draft.tree.settle(item, [*labels, body])
