"""Marks in the HTML: what is remembered, and that the page looks the same with them."""

from __future__ import annotations

import io

import pypdf
import pytest
import weasyprint

from report.pdf.marks import mark

DOT = "data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22 width=%229%22 height=%229%22/>"
BODY = f"""<p>Some <code>code()</code>, and <code><b>bold</b> code</code> there.</p>
<div><pre><code>a = 1
b = 2</code></pre> after</div><dl><dt>a <i>term</i></dt><dd>told</dd></dl><p><img alt="dot" src="{DOT}">.</p>"""


def parsed(body):
    return weasyprint.HTML(string=f"<!doctype html><html lang='en'><title>T</title><body>{body}</body></html>")


def drawn(source):
    """Every word with its place on the page."""
    words = []
    target = io.BytesIO(source.render().write_pdf())
    for page in pypdf.PdfReader(target).pages:
        page.extract_text(visitor_text=lambda text, _cm, tm, _font, size: words.append((text, tuple(tm), size)))
    return words


def test_the_page_is_laid_out_as_if_nothing_were_marked():
    plain, marked = parsed(BODY), parsed(BODY)
    mark(marked.etree_element, None)
    assert drawn(plain) == drawn(marked)
    assert len(drawn(plain)) > 10


def test_a_link_is_remembered_by_the_longest_words_that_lead_there():
    body = f"""<a href="#a">(1)</a><a href="#a">See <em>equation</em> <img alt="one" src="{DOT}"></a><a href="#a">it</a>
    <a href="#caf%C3%A9">coffee</a><a href="https://example.org/">out</a><a>nowhere</a>"""
    links = mark(parsed(body).etree_element, None).links
    assert links["a"] == "See equation one"
    assert links["café"] == "coffee"
    assert links["https://example.org/"] == "out"


def test_an_image_without_any_alternative_text_is_left_to_weasyprints_complaint():
    root = parsed(
        f"<img src='{DOT}'><img alt='' src='{DOT}'><img alt='x' class='big formula' src='{DOT}'>"
    ).etree_element
    marks = mark(root, None)
    images = list(root.iter("img"))
    assert "alt" not in images[0].attrib
    pictures = [marks.picture(image.get("alt")) for image in images[1:]]
    assert [(one.alt, one.is_formula) for one in pictures] == [("", False), ("x", True)]
    assert marks.picture("some other text") is None


def test_an_unknown_formula_is_named():
    with pytest.raises(RuntimeError, match="spoken words"):
        mark(parsed(f"<img class='formula' alt='spoken words' src='{DOT}'>").etree_element, {})
