"""A term is the label of its description."""

import pytest


@pytest.mark.parametrize(
    "body",
    [
        "<dl><dt>a <code>b</code></dt><dd>one</dd><dd>two</dd><dt>c</dt><dd><code>d</code></dd></dl>",
        """<dl><div><dt>a <code>b</code></dt> <dd>one</dd><dd>two</dd></div>
        <div><dt>c</dt> <dd><code>d</code></dd></div></dl>""",
    ],
)
def test_a_term_and_its_descriptions_are_one_item(mended, body):
    both = mended(body, "dt::after{content:':'}")
    assert both.before.all("Lbl") == []
    assert len(both.before.all("LI")) == 5
    assert [both.after.roles(item) for item in both.after.all("LI")] == [["Lbl", "LBody", "LBody"], ["Lbl", "LBody"]]
    assert len(both.after.all("Code")) == 2
    assert both.after.all("Art") == []
    marks = [read.content().count(b"/MCID") for read in (both.before, both.after)]
    assert marks[0] == marks[1]


def test_items_of_other_lists_keep_their_code(mended):
    both = mended("<ul><li><code>a</code></li><li><pre><code>b</code></pre></li></ul>")
    assert [both.after.roles(item) for item in both.after.all("LI")] == [["Lbl", "LBody"]] * 2
    assert len(both.after.all("Code")) == 2
