"""Text is held by what it is the text of, not by a span in between."""

import io
from types import SimpleNamespace

import pikepdf
import pytest

from report.pdf import layout
from report.pdf.reading import read_tree
from report.pdf.spans import without_spans

PAGE = """<!doctype html><html lang="en"><head><title>T</title><style>@page{@top-left{content:'head'}}
pre code,.line{display:block}</style></head><body><h1>One</h1><p id="a">Text <em>with</em> <a href="#a">a link</a></p>
<ul><li>a</li></ul><table><tr><td>b</td></tr></table><div>loose</div>
<pre><code><span class="line"><span>def</span> <span>f</span></span></code></pre>
<p style="break-before: page">Two</p></body></html>"""


@pytest.fixture(params=[True, False])
def tree(request, monkeypatch):
    """The tree with and without what is tested."""
    if not request.param:
        monkeypatch.setattr(layout, "without_spans", lambda pdf: None)
    content = layout.draw(PAGE).content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        made = read_tree(pdf, content)
        made.is_changed = request.param
        yield made


def test_weasyprint_wraps_text_into_spans_and_we_do_not(tree):
    wrapped = [one for one in tree.root.walk() if one.role == "Span" and all(isinstance(kid, int) for kid in one.kids)]
    assert len(wrapped) == (3 if tree.is_changed else 12), "WeasyPrint tags text otherwise now"
    if tree.is_changed:
        assert {one.parent.role for one in wrapped} == {"Div", "NonStruct"}, "grouping elements hold no text themselves"


def test_everything_marked_is_held_once_and_by_what_the_parent_tree_says(tree):
    for page in tree.pdf.pages:
        entries = tree.parents[int(page.StructParents)]
        held = {
            kid: one.number
            for one in tree.root.walk()
            for kid in one.kids
            if isinstance(kid, int) and one.page == page.objgen[0]
        }
        said = {number: entry.objgen[0] for number, entry in enumerate(entries)}
        outside = said.keys() - held.keys()
        assert len(outside) == 1, "the header alone"
        assert {number: holder for number, holder in said.items() if number not in outside} == held


def test_a_span_that_says_something_stays():
    class Made(dict):
        def __init__(self, number, **entries):
            super().__init__(Type="/StructElem", Pg=b"1 0 R", **entries)
            self.reference, self.free = b"%d 0 R" % number, "n"

    spoken = Made(5, S="/Span", P=b"4 0 R", K=[0], Alt="spoken")
    above = Made(4, S="/P", P=b"3 0 R", K=[b"5 0 R", b"6 0 R"])
    silent = Made(6, S="/Span", P=b"4 0 R", K=[1])
    numbers = {"Nums": [0, [b"5 0 R", b"6 0 R"]]}

    pdf = SimpleNamespace(
        objects=[None, None, {"ParentTree": b"3 0 R"}, numbers, above, spoken, silent],
        catalog={"StructTreeRoot": b"2 0 R"},
        page_references=[b"1 0 R"],
    )
    without_spans(pdf)
    assert above["K"] == [b"5 0 R", 1]
    assert numbers["Nums"][1] == [b"5 0 R", b"4 0 R"]
    assert (spoken.free, silent.free) == ("n", "f")
