"""Page numbers of the whole, to be laid over the pages of its parts."""

from __future__ import annotations

from pathlib import Path

from report.pdf.engine import fetcher, nothing_left_out, uncollected, weasyprint


def lay_out_numbers(html: str, fonts: Path | None = None) -> bytes:
    """Return `html`, a page for each page of the whole, as a PDF without structure.

    Parameters
    ----------
    html : str
        Shows each page's number in its margin, and nothing else.
    fonts : Path, optional
        The one folder whose files it may ask for.
    """
    with uncollected(), nothing_left_out():
        content: bytes = weasyprint().HTML(string=html, url_fetcher=fetcher(fonts)).write_pdf(pdf_identifier=False)
    return content
