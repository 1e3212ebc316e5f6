"""WeasyPrint gives header cells identifiers, but no index to find them by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pikepdf

from report.pdf.draft import Draft


def identifiers_are_found(draft: Draft) -> None:
    """Add the ``/IDTree`` of all identifiers, in the order of their bytes.

    Source: ISO 32000-1, table 322: required if any element has an identifier.
    """
    cells = [cell.entry for cell in draft.tree.find("TH")]  # WeasyPrint gives none to anything else
    if draft.name:
        _distinguish(draft, cells)
    named = {bytes(cell.ID): cell for cell in cells if "/ID" in cell}
    if not named:
        return
    index(draft.pdf, named)


def index(pdf: Any, named: Mapping[bytes, Any]) -> None:
    """Make the ``/IDTree`` of the elements `named`."""
    names = sorted(named)
    leaf = pikepdf.Dictionary(
        Limits=[pikepdf.String(names[0]), pikepdf.String(names[-1])],
        Names=[part for name in names for part in (pikepdf.String(name), named[name])],
    )
    pdf.Root.StructTreeRoot.IDTree = pikepdf.Dictionary(Kids=[pdf.make_indirect(leaf)])


def _distinguish(draft: Draft, cells: Sequence[Any]) -> None:
    """Put the draft's name before each identifier, and where data cells name the headers above and beside them."""
    for cell in cells:
        if "/ID" in cell:
            cell.ID = pikepdf.String(f"{draft.name}-{cell.ID}")
    for element in draft.tree.find("TD", "TH"):
        attributes = element.entry.get("/A", {})
        if "/Headers" in attributes:
            attributes.Headers = [pikepdf.String(f"{draft.name}-{header}") for header in attributes.Headers]
