"""WeasyPrint says a table's head and foot again on every page; a table has one of each."""

from __future__ import annotations

import pikepdf

from report.pdf.draft import Draft
from report.pdf.tree import Element


def heads_are_said_once(draft: Draft) -> None:
    """Leave each ``/Table`` its first head and its last foot: the others become artifacts.

    Source: ISO 32000-1, table 337.
    """
    for table in draft.tree.find("Table"):
        heads = [kid for kid in table.elements if kid.role == "THead"]
        renamed: dict[bytes, bytes] = {}
        for head in heads[1:]:
            renamed |= zip(_names(head), _names(heads[0]), strict=True)
            draft.tree.remove(head)
        for foot in [kid for kid in table.elements if kid.role == "TFoot"][:-1]:
            draft.tree.remove(foot)
        if renamed:
            _rename(table, renamed)


def _names(head: Element) -> list[bytes]:
    return [bytes(cell.entry.ID) for cell in head.walk() if cell.role == "TH"]


def _rename(table: Element, renamed: dict[bytes, bytes]) -> None:
    """Let the cells of later pages name the headers that are left."""
    for cell in table.walk():
        if cell.role == "TD" and "/Headers" in cell.entry.A:
            names = [bytes(name) for name in cell.entry.A.Headers]
            cell.entry.A.Headers = pikepdf.Array(pikepdf.String(renamed.get(name, name)) for name in names)
