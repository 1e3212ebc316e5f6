"""An item is a label and a body."""

import pytest


@pytest.mark.parametrize(
    ("inside", "body"),
    [
        ("<p>a</p><p>b</p>", ["P", "P"]),
        ("text <p>a</p> more", ["text", "P", "text"]),
        ("<pre><code>a</code></pre>", ["P"]),
        ("text", ["text"]),
        ("<p>a</p> text <p>b</p> more", ["P", "text", "P", "text"]),
    ],
)
def test_an_item_is_a_label_and_a_body(mended, inside, body):
    both = mended(f"<ul><li>{inside}</li></ul>")
    (item,) = both.after.all("LI")
    assert both.after.roles(item) == ["Lbl", "LBody"]
    assert ["text" if isinstance(kid, int) else kid for kid in both.after.roles(item.K[1])] == body
    assert item.K[1].P.objgen == item.objgen


def test_weasyprint_puts_paragraphs_into_items(mended):
    before = mended("<ul><li><p>a</p></li></ul>").before
    assert before.roles(before.all("LI")[0]) == ["Lbl", "P"]
