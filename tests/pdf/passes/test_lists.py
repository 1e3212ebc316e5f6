"""Lists hold items."""

import pytest


@pytest.mark.parametrize(
    ("body", "css", "kids"),
    [
        ("<ul><li>a</li> <li>b</li> </ul>", "li{display:inline-block}", ["LI", "LI"]),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "", None),
        ("<dl><div><dt>a</dt> <dd>b</dd></div><dt>c</dt><dd>d</dd></dl>", "", None),
    ],
)
def test_a_list_holds_items_alone(mended, body, css, kids):
    both = mended(body, css)
    for one in both.after.all("L"):
        assert set(both.after.roles(one)) <= {"LI", "L"}
    if kids:
        assert both.after.roles(both.after.all("L")[0]) == kids
    marks = [read.content().count(b"/MCID") for read in (both.before, both.after)]
    assert marks[0] == marks[1]


def test_weasyprint_puts_blanks_and_groups_into_lists(mended):
    blanks = mended("<ul><li>a</li> <li>b</li></ul>", "li{display:inline-block}").before
    groups = mended("<dl><div><dt>a</dt><dd>b</dd></div></dl>").before
    assert "Span" in blanks.roles(blanks.all("L")[0])
    assert "Div" in groups.roles(groups.all("L")[0])
