"""Lay the printed page out, then make it a document for everyone and for the archive."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from report.model import Formula
from report.pdf.drawings import undrawn
from report.pdf.engine import nothing_left_out, uncollected, weasyprint
from report.pdf.marks import Marks, mark
from report.pdf.overflows import overflows
from report.pdf.seams import seams
from report.pdf.spans import without_spans
from report.pdf.strangers import strangers
from report.pdf.styles import Styles

VARIANT = "pdf/a-3a"


@dataclass(frozen=True)
class PdfFile:
    """A finished PDF.

    Attributes
    ----------
    content : bytes
    pages : int
        How many there are.
    anchors : mapping of str to int
        The page of each anchor, counted from 0.
    fallbacks : tuple of str
        LaTeX of the formulas that are drawn as SVG.
    untranslated : tuple of str
        Pictures that WeasyPrint drew, by the hash of their SVG.
    warnings : tuple of str
        What was done otherwise than asked, for a reader.
    """

    content: bytes
    pages: int
    anchors: Mapping[str, int] = field(default_factory=dict)
    fallbacks: tuple[str, ...] = ()
    untranslated: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class LaidOut:
    """The PDF as WeasyPrint leaves it, where each anchor is, what was marked in the HTML, and what is not as asked."""

    content: bytes
    pages: int
    anchors: Mapping[str, int]
    marks: Marks
    otherwise: tuple[str, ...]


def lay_out(
    html: str,
    images: Mapping[str, Any] | None = None,
    styles: Styles | None = None,
    formulas: Mapping[str, Formula] | None = None,
    finisher: Callable[[Any, Any], None] | None = None,
    *,
    drawings: Callable[[str], bytes] = undrawn,
    name: str = "",
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
    styles : Styles, optional
        What was read of style sheets before, and the one folder whose files the page may ask for.
    formulas : mapping of str to Formula, optional
        What each ``<img class="formula">`` shows, by its address. Without, a formula is still spoken, but carries
        neither MathML nor TeX.
    finisher : callable, optional
        Called with WeasyPrint's document and its PDF before that is written, such as `FormulaImages.finish`.
    drawings : callable, optional
        Returns what takes the place of a stand-in among `images`: `Drawings.drawn`.
    name : str
        Begins every identifier, to tell those of several documents apart that will be joined.

    Raises
    ------
    MissingToolError
        If WeasyPrint cannot find Pango.
    RuntimeError
        If the page asks for something that is not inside it, a picture cannot be read, a formula is not among
        `formulas`, or the page lacks its title or language: a bug of ours.
    """
    from report.pdf.finish import finish

    with uncollected(), nothing_left_out() as warnings:
        drawn = draw(html, images, styles, formulas, finisher)
        content = finish(drawn.content, drawn.marks, drawings, name)
    return PdfFile(content, drawn.pages, drawn.anchors, warnings=(*warnings, *drawn.otherwise))


def draw(
    html: str,
    images: Mapping[str, Any] | None = None,
    styles: Styles | None = None,
    formulas: Mapping[str, Formula] | None = None,
    finisher: Callable[[Any, Any], None] | None = None,
) -> LaidOut:
    """Return `html` as WeasyPrint draws it, uncompressed, before any of its faults is mended."""
    styles = styles or Styles()
    with nothing_left_out():
        source = weasyprint().HTML(string=html, url_fetcher=styles.fetcher)
        marks = mark(source.etree_element, formulas)
        document = source.render(
            cache=dict(images or {}),
            pdf_tags=True,
            stylesheets=styles.taken_from(source.etree_element),
            font_config=styles.faces,
        )
        document.metadata.created = document.metadata.created or _epoch()
        marks.seams, otherwise = seams(document.pages), overflows(document.pages)
        if not document.metadata.title:
            raise RuntimeError("the page has no title")
        # The identifier and the compression are left to the end, when the content is final.
        content = document.write_pdf(
            finisher=_before_writing(finisher), pdf_variant=VARIANT, pdf_identifier=False, uncompressed_pdf=True
        )
        if styles.families:
            otherwise += strangers(document.fonts.values(), styles.families)
    anchors = {anchor: number for number, page in reversed([*enumerate(document.pages)]) for anchor in page.anchors}
    return LaidOut(content, len(document.pages), anchors, marks, tuple(otherwise))


def _before_writing(finisher: Callable[[Any, Any], None] | None) -> Callable[[Any, Any], None]:
    def change(document: Any, pdf: Any) -> None:
        without_spans(pdf)
        if finisher is not None:
            finisher(document, pdf)

    return change


def _epoch() -> str | None:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if epoch else None
