"""WeasyPrint tags every picture as Figure; a formula is a Formula, spoken, with its MathML and its TeX beside it."""

from __future__ import annotations

from typing import Any

import pikepdf

from report.model import Formula
from report.pdf.draft import Draft

MATHML, TEX = "application/mathml+xml", "application/x-tex"


def formulas_are_formulas(draft: Draft) -> None:
    """Tag formulas as ``/Formula`` with ``/Alt``, ``/Placement`` and two associated files.

    The files hang on the formula, not on the document: a reader's list of attachments stays empty.

    Source: ISO 14289-1, 7.7; ISO 32000-2, 14.13 (associated files).
    """
    files: dict[Formula, Any] = {}
    for element in draft.tree.find("Figure"):
        picture = draft.marks.picture(str(element.entry.get("/Alt", "")))
        if picture is None or not picture.is_formula:
            continue
        draft.tree.rename(element, "Formula")
        element.entry.Alt = picture.alt
        formula = picture.formula
        element.entry.A.Placement = pikepdf.Name("/Block" if formula and formula.display else "/Inline")
        if formula:
            if formula not in files:
                files[formula] = _associated(draft.pdf, formula, f"formula-{len(files) + 1}")
            element.entry.AF = files[formula]


def _associated(pdf: Any, formula: Formula, name: str) -> Any:
    return pdf.make_indirect(
        pikepdf.Array(
            [
                _file(pdf, f"{name}.mml", MATHML, "Supplement", formula.mathml),
                _file(pdf, f"{name}.tex", TEX, "Source", formula.tex),
            ]
        )
    )


def _file(pdf: Any, name: str, mime: str, relation: str, text: str) -> Any:
    content = text.encode()
    stream = pdf.make_stream(content)
    stream.Type = pikepdf.Name.EmbeddedFile
    stream.Subtype = pikepdf.Name(f"/{mime}")
    stream.Params = pikepdf.Dictionary(Size=len(content), ModDate=pdf.docinfo.get("/CreationDate", ""))
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
