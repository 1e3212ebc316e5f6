"""HTML to PDF with the real WeasyPrint: same bytes, pages counted, nothing left out in silence."""

from __future__ import annotations

import io

import pypdf
import pytest

from report.pdf import lay_out

PAGE = "<!doctype html><html lang='en'><head><title>T</title></head><body><h1>One</h1>{}</body></html>"
BREAK = "<p style='break-before: page'>Two</p>"
DOT = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'%3E%3C/svg%3E"


def test_text_and_pages_come_back():
    pdf = lay_out(PAGE.format(BREAK))
    read = pypdf.PdfReader(io.BytesIO(pdf.content))
    assert pdf.pages == len(read.pages) == 2
    assert [page.extract_text().strip() for page in read.pages] == ["One", "Two"]


def test_the_same_page_gives_the_same_bytes():
    assert lay_out(PAGE.format(BREAK)).content == lay_out(PAGE.format(BREAK)).content


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/x.png", "data:image/png;base64,AAAA", "nowhere.png", "file:///etc/hostname"]
)
def test_a_picture_that_cannot_be_had_stops_the_build(address):
    with pytest.raises(RuntimeError, match="left something out"):
        lay_out(PAGE.format(f"<img src='{address}' alt='x'>"))


def test_a_picture_inside_the_page_is_drawn():
    assert lay_out(PAGE.format(f'<img alt="dot" src="{DOT}">')).pages == 1
