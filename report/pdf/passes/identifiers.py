"""WeasyPrint gives header cells identifiers, but no index to find them by."""

from __future__ import annotations

import pikepdf

from report.pdf.draft import Draft


def identifiers_are_found(draft: Draft) -> None:
    """Add the ``/IDTree`` of all identifiers, in the order of their bytes.

    Source: ISO 32000-1, table 322: required if any element has an identifier.
    """
    cells = draft.tree.find("TH")  # WeasyPrint gives none to anything else
    named = {bytes(cell.entry.ID): cell.entry for cell in cells if "/ID" in cell.entry}
    if not named:
        return
    names = sorted(named)
    leaf = pikepdf.Dictionary(
        Limits=[pikepdf.String(names[0]), pikepdf.String(names[-1])],
        Names=[part for name in names for part in (pikepdf.String(name), named[name])],
    )
    draft.pdf.Root.StructTreeRoot.IDTree = pikepdf.Dictionary(Kids=[draft.pdf.make_indirect(leaf)])
