"""Lay the printed page out, then make it a document for everyone and for the archive."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from report.model import Formula
from report.pdf.engine import fetcher, nothing_left_out, uncollected, weasyprint
from report.pdf.marks import Marks, mark
from report.pdf.seams import seams
from report.pdf.spans import without_spans

VARIANT = "pdf/a-3a"


@dataclass(frozen=True)
class PdfFile:
    """A finished PDF: its bytes, and how many pages it has."""

    content: bytes
    pages: int


@dataclass(frozen=True)
class LaidOut:
    """The PDF as WeasyPrint leaves it, and what was marked in its page."""

    content: bytes
    pages: int
    marks: Marks


def lay_out(
    html: str,
    images: Mapping[str, Any] | None = None,
    fonts: Path | None = None,
    formulas: Mapping[str, Formula] | None = None,
    finisher: Callable[[Any, Any], None] | None = None,
) -> PdfFile:
    """Return `html` as PDF/UA-1 and PDF/A-3a at once; the same HTML gives the same bytes.

    The page must say its title and its language. Its date (``<meta name="dcterms.created">``), else
    ``SOURCE_DATE_EPOCH``, is the only clock.

    Parameters
    ----------
    html : str
        A whole document; everything it needs stands inside it as ``data:`` addresses, or in `images`.
    images : mapping of str to object, optional
        Pictures by address, as WeasyPrint's image cache holds them.
    fonts : Path, optional
        The one folder whose files the page may ask for.
    formulas : mapping of str to Formula, optional
        What each ``<img class="formula">`` shows, by its address. Without, a formula is still spoken, but carries
        neither MathML nor TeX.
    finisher : callable, optional
        Called with WeasyPrint's document and its PDF before that is written, such as `FormulaImages.finish`.

    Raises
    ------
    MissingToolError
        If WeasyPrint cannot find Pango.
    RuntimeError
        If the page asks for something that is not inside it, a picture cannot be read, a formula is not among
        `formulas`, or the page lacks its title or language: a bug of ours.
    """
    from report.pdf.finish import finish

    with uncollected():
        drawn = draw(html, images, fonts, formulas, finisher)
        return PdfFile(finish(drawn.content, drawn.marks), drawn.pages)


def draw(
    html: str,
    images: Mapping[str, Any] | None = None,
    fonts: Path | None = None,
    formulas: Mapping[str, Formula] | None = None,
    finisher: Callable[[Any, Any], None] | None = None,
) -> LaidOut:
    """Return `html` as WeasyPrint draws it, uncompressed, before any of its faults is mended."""
    with nothing_left_out():
        source = weasyprint().HTML(string=html, url_fetcher=fetcher(fonts))
        marks = mark(source.etree_element, formulas)
        document = source.render(cache=dict(images or {}), pdf_tags=True)
        document.metadata.created = document.metadata.created or _epoch()
        marks.seams = seams(document.pages)
        if not document.metadata.title:
            raise RuntimeError("the page has no title")
        # The identifier and the compression are left to the end, when the content is final.
        content = document.write_pdf(
            finisher=_before_writing(finisher), pdf_variant=VARIANT, pdf_identifier=False, uncompressed_pdf=True
        )
    return LaidOut(content, len(document.pages), marks)


def _before_writing(finisher: Callable[[Any, Any], None] | None) -> Callable[[Any, Any], None]:
    def change(document: Any, pdf: Any) -> None:
        without_spans(pdf)
        if finisher is not None:
            finisher(document, pdf)

    return change


def _epoch() -> str | None:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if epoch else None
