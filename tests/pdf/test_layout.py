"""HTML to PDF with the real WeasyPrint: same bytes, pages counted, nothing left out in silence."""

from __future__ import annotations

import gc
import io

import pypdf
import pytest

from report.pdf import Styles, engine, lay_out, lay_out_numbers

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


STYLED = (
    "<!doctype html><html lang='en'><head><title>T</title><style>{}</style></head>"
    "<body><p>Words, <i>slanted</i> <b>and bold</b>.</p></body></html>"
)


def test_what_was_laid_out_before_changes_nothing():
    pages = [STYLED.format(sheet) for sheet in ("p { color: red }", "p { color: red }", "b { font-size: 30pt }")]
    styles = Styles()
    together = [lay_out(page, styles=styles).content for page in pages]
    assert together == [lay_out(page).content for page in pages]
    assert together[0] == together[1] != together[2]


def test_a_style_sheet_is_read_once(monkeypatch):
    read = []
    weasyprint = engine.weasyprint()
    really = weasyprint.CSS
    monkeypatch.setattr(weasyprint, "CSS", lambda **given: read.append(given["string"]) or really(**given))
    styles = Styles()
    for sheet in ("p { color: red }", "p { color: red }", "b { color: red }"):
        lay_out(STYLED.format(sheet), styles=styles)
    lay_out_numbers(STYLED.format("p { color: red }"), styles)
    assert read == ["p { color: red }", "b { color: red }"]


def test_sheets_count_in_order_and_less_than_what_an_element_says():
    first, second = "<style>p { font-size: 10pt }</style>", "<style>p { font-size: 40pt }</style>"
    words = "<p>larger</p><p style='font-size: 20pt'>large</p>"
    page = f"<!doctype html><html lang='en'><head><title>T</title>{first}{second}</head><body>{words}</body></html>"
    boxes = pypdf.PdfReader(io.BytesIO(lay_out(page).content)).pages[0]
    sizes = {}
    boxes.extract_text(visitor_text=lambda text, cm, tm, font, size: sizes.setdefault(text.strip(), size * tm[0]))
    assert sizes["larger"] == pytest.approx(2 * sizes["large"], rel=1e-3)


@pytest.mark.parametrize("collects", [True, False])
def test_the_search_for_garbage_is_on_or_off_as_it_was_before(collects):
    if not collects:
        gc.disable()
    try:
        lay_out(PAGE.format(""))
        assert gc.isenabled() is collects
    finally:
        gc.enable()


def test_nothing_is_searched_for_garbage_while_a_page_is_laid_out_nor_what_that_leaves():
    lay_out(PAGE.format(""))
    searched = []

    def seen(phase, _info):
        searched.append(phase)

    gc.collect()
    gc.callbacks.append(seen)
    try:
        lay_out(PAGE.format("<p>Words.</p>" * 300))
    finally:
        gc.callbacks.remove(seen)
    assert searched == []
    assert gc.get_freeze_count() > 10_000


WIDE = "<table style='border-collapse: collapse'><tr>{}</tr></table>"
CELL = "<td style='padding: 2em'>{}</td>"


@pytest.mark.parametrize(("columns", "told"), [(3, False), (40, True)])
def test_a_table_that_is_wider_than_the_page_is_told(columns, told):
    page = PAGE.format(WIDE.format("".join(CELL.format(f"c{number}") for number in range(columns))) + BREAK)
    warnings = lay_out(page).warnings
    assert bool(warnings) is told
    assert all("a table is wider than the page, which cuts it off: c0 c1" in warning for warning in warnings)


def test_a_table_in_a_figure_over_two_pages_is_told_once():
    rows = "".join(f"<tr>{''.join(CELL.format(f'c{n}') for n in range(40))}</tr>" for _ in range(40))
    assert len(lay_out(PAGE.format(f"<div><figure><table>{rows}</table></figure></div>")).warnings) == 1
