"""Page numbers of the whole, to be laid over the pages of its parts."""

from __future__ import annotations

from report.pdf.engine import nothing_left_out, uncollected, weasyprint
from report.pdf.styles import Styles


def lay_out_numbers(html: str, styles: Styles | None = None) -> bytes:
    """Return `html`, a page for each page of the whole, as a PDF without structure.

    Parameters
    ----------
    html : str
        Shows each page's number in its margin, and nothing else.
    styles : Styles, optional
        What was read of style sheets before, and the one folder whose files it may ask for.
    """
    styles = styles or Styles()
    with uncollected(), nothing_left_out():
        source = weasyprint().HTML(string=html, url_fetcher=styles.fetcher)
        sheets = styles.taken_from(source.etree_element)
        content: bytes = source.write_pdf(pdf_identifier=False, stylesheets=sheets, font_config=styles.faces)
    return content
