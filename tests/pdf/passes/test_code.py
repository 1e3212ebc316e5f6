"""Code is tagged as such, and the signs of wrapped lines are no content."""

import io

import pypdf

LISTING = "<pre><code><span class='line'><span>def</span> f(): pass</span>\n</code></pre>"
CSS = (
    ".line{display:block;position:relative;padding-left:1em} .line::before{content:'↪';position:absolute;left:0;top:0}"
)


def test_code_in_a_line_is_code(mended):
    both = mended("<p>Call <code>f(x)</code>.</p>")
    assert both.before.all("Code") == []
    (code,) = both.after.all("Code")
    assert both.after.all("Art") == []
    assert both.after.roles(code) == ["Span"]


def test_a_listing_is_a_paragraph_of_code(mended):
    both = mended(LISTING)
    assert both.before.all("Code") == []
    (code,) = both.after.all("Code")
    assert code.P.S == "/P"
    assert len(both.after.all("Span", below=code)) >= 3


def test_the_sign_of_a_wrapped_line_is_an_artifact_and_the_code_is_not(mended):
    both = mended(LISTING, CSS)
    assert b"/Artifact <</Type /Layout" not in both.before.content()
    assert both.after.content().count(b"/Artifact <</Type /Layout") == 1
    marked = both.after.content().count(b"/MCID")
    assert both.before.content().count(b"/MCID") == marked + 1


def test_no_code_is_taken_for_a_sign(mended):
    both = mended("<pre><code><span class='line'><b>def</b> f()</span></code></pre>")
    marks = [read.content().count(b"/MCID") for read in (both.before, both.after)]
    assert marks[0] == marks[1]
    assert len(both.after.all("Code")) == 1
    assert both.after.all("Art") == []


def test_marks_for_code_leave_the_layout_alone(mended):
    page = mended(f"<p>Call <code>f(x)</code> and</p>{LISTING}<p>after.</p>", CSS).after.pdf
    target = io.BytesIO()
    page.save(target)
    text = pypdf.PdfReader(target).pages[0].extract_text()
    assert "Call f(x) and" in text
    assert "def f(): pass" in text
