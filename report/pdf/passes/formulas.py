"""WeasyPrint tags every picture as Figure; a formula is a Formula, spoken, with its MathML and its TeX beside it."""

from __future__ import annotations

from typing import Any

import pikepdf

from report.model import Formula
from report.pdf.draft import Draft
from report.pdf.marks import Picture

MATHML, TEX = "application/mathml+xml", "application/x-tex"


def formulas_are_formulas(draft: Draft) -> None:
    """Tag formulas as ``/Formula`` with ``/Alt``, ``/Placement`` and two associated files.

    The files hang on the formula, not on the document: a reader's list of attachments stays empty.

    Source: ISO 14289-1, 7.7; ISO 32000-2, 14.13 (associated files).
    """
    # First all entries, then the new objects: to pikepdf, going back and forth between the two is costly.
    known = [(entry, picture.formula) for entry, picture in _tagged(draft) if picture.formula]
    date = _date(draft.pdf)
    files: dict[Formula, Any] = {}
    for entry, formula in known:
        if formula not in files:
            files[formula] = _associated(draft.pdf, date, formula, f"formula-{len(files) + 1}")
        entry.AF = files[formula]


def _tagged(draft: Draft) -> list[tuple[Any, Picture]]:
    """Tag the formulas, and return their entries."""
    tagged = []
    for element in draft.tree.find("Figure"):
        entry = element.entry
        picture = draft.marks.picture(str(entry.get("/Alt", "")))
        if picture is not None and picture.is_formula:
            draft.tree.rename(element, "Formula")
            entry.Alt = picture.alt
            block = picture.formula is not None and picture.formula.display
            entry.A.Placement = pikepdf.Name("/Block" if block else "/Inline")
            tagged.append((entry, picture))
    return tagged


def _associated(pdf: Any, date: dict[str, Any], formula: Formula, name: str) -> Any:
    return [
        _file(pdf, date, f"{name}.mml", MATHML, "Supplement", formula.mathml),
        _file(pdf, date, f"{name}.tex", TEX, "Source", formula.tex),
    ]


def _file(pdf: Any, date: dict[str, Any], name: str, mime: str, relation: str, text: str) -> Any:
    content = text.encode()
    stream = pdf.make_stream(content)
    stream.Type = pikepdf.Name.EmbeddedFile
    stream.Subtype = pikepdf.Name(f"/{mime}")
    stream.Params = pikepdf.Dictionary(Size=len(content), **date)
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Filespec,
            F=name,
            UF=name,
            AFRelationship=pikepdf.Name(f"/{relation}"),
            Desc=f"{relation} of a formula, as {mime}",
            EF=pikepdf.Dictionary(F=stream, UF=stream),
        )
    )


def _date(pdf: Any) -> dict[str, Any]:
    """Return when the file was modified: the document's date, if it has one."""
    return {"ModDate": pdf.docinfo.CreationDate} if "/CreationDate" in pdf.docinfo else {}
