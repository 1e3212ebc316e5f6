"""WeasyPrint says of no header cell what it is the header of."""

from __future__ import annotations

import pikepdf

from report.pdf.draft import Draft
from report.pdf.tree import Element


def headers_have_a_scope(draft: Draft) -> None:
    """Give each ``/TH`` its ``/Scope``: of columns in the head or in a row of headers, else of the row.

    Source: ISO 14289-1, 7.5.
    """
    for row in draft.tree.find("TR"):
        cells = row.elements
        in_head = row.parent is not None and row.parent.role == "THead"
        columns = in_head or all(cell.role == "TH" for cell in cells)
        for cell in cells:
            if cell.role == "TH":
                cell.entry.A.Scope = pikepdf.Name("/Column" if columns else "/Row")
            else:
                _without_empty_headers(cell)


def _without_empty_headers(cell: Element) -> None:
    attributes = cell.entry.get("/A")
    if attributes is not None and len(attributes.get("/Headers", [0])) == 0:
        del attributes.Headers
