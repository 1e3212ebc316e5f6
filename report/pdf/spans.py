"""WeasyPrint wraps every run of text into an element of its own; one that says nothing is left out, before the file.

Two thirds of all elements are such. Each would be written, read, passed by every pass and written again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

HOLDERS = {"/P", "/Lbl", "/LBody", "/TH", "/TD", "/Caption", "/Link", "/Span", "/Art"} | {f"/H{n}" for n in range(1, 7)}
"""Roles that may hold text itself; ``Art`` is code or a term (see `report.pdf.marks`).

Source: ISO 32000-1, 14.8.4.2: grouping elements hold no content.
"""

KEYS = {"Type", "S", "K", "Pg", "P"}
"""Of a span that says nothing."""


def without_spans(pdf: Any) -> None:
    """Let elements hold the text that their spans held.

    Parameters
    ----------
    pdf : pydyf.PDF
        Before it is written.
    """
    dictionaries: list[Any] = [one for one in pdf.objects if isinstance(one, dict)]
    elements = {one.reference: one for one in dictionaries if one.get("Type") == "/StructElem"}
    for element in reversed(elements.values()):  # what is inside first
        if element["S"] in HOLDERS:
            element["K"][:] = _held(element, elements)
    holders = dict(_holders(pdf))
    for element in elements.values():
        if element.free == "n":
            for kid in element["K"]:
                if isinstance(kid, int):
                    holders[element["Pg"]][kid] = element.reference


def _held(element: Any, elements: dict[bytes, Any]) -> Iterator[Any]:
    for kid in element["K"]:
        span = elements.get(kid)
        if span is None or not _says_nothing(span):
            yield kid
        else:
            yield from span["K"]
            span.free = "f"


def _says_nothing(span: Any) -> bool:
    return span["S"] == "/Span" and span.keys() == KEYS and all(isinstance(kid, int) for kid in span["K"])


def _holders(pdf: Any) -> Iterator[tuple[bytes, list[bytes]]]:
    """Yield for each page the holders of its marked content, by number."""
    root = pdf.objects[int(pdf.catalog["StructTreeRoot"].split()[0])]
    numbers = pdf.objects[int(root["ParentTree"].split()[0])]["Nums"]
    yield from zip(pdf.page_references, numbers[1::2], strict=False)
