"""Code is tagged as such."""

import io

import pypdf

LISTING = "<pre><code><span class='line'><span>def</span> f(): pass</span>\n</code></pre>"


def test_code_in_a_line_is_code(mended):
    both = mended("<p>Call <code>f(x)</code>.</p>")
    assert both.before.all("Code") == []
    (code,) = both.after.all("Code")
    assert both.after.all("Art") == []
    (mark,) = code.K
    assert isinstance(mark, int)


def test_a_listing_is_a_paragraph_of_code(mended):
    both = mended(LISTING)
    assert both.before.all("Code") == []
    (code,) = both.after.all("Code")
    assert code.P.S == "/P"
    (line,) = both.after.all("Span", below=code)
    assert len(line.K) == 2, "the keyword, and the rest"


def test_marks_for_code_leave_the_layout_alone(mended):
    page = mended(f"<p>Call <code>f(x)</code> and</p>{LISTING}<p>after.</p>").after.pdf
    target = io.BytesIO()
    page.save(target)
    text = pypdf.PdfReader(target).pages[0].extract_text()
    assert "Call f(x) and" in text
    assert "def f(): pass" in text
