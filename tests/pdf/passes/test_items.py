"""An item is a label and a body."""

import pytest


@pytest.mark.parametrize(
    ("inside", "body"),
    [
        ("<p>a</p><p>b</p>", ["P", "P"]),
        ("text <p>a</p> more", ["Span", "P", "Span"]),
        ("<pre><code>a</code></pre>", ["P"]),
        ("text", ["Span"]),
    ],
)
def test_an_item_is_a_label_and_a_body(mended, inside, body):
    both = mended(f"<ul><li>{inside}</li></ul>")
    (item,) = both.after.all("LI")
    assert both.after.roles(item) == ["Lbl", "LBody"]
    assert both.after.roles(item.K[1])[0] == body[0]
    assert [role for role in both.after.roles(item.K[1]) if role == "P"] == [role for role in body if role == "P"]
    assert item.K[1].P.objgen == item.objgen


def test_weasyprint_puts_paragraphs_into_items(mended):
    before = mended("<ul><li><p>a</p></li></ul>").before
    assert before.roles(before.all("LI")[0]) == ["Lbl", "P"]
