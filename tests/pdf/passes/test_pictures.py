"""Alternative texts come back; what only decorates is an artifact."""

DOT = "data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22 width=%229%22 height=%229%22/>"
PICTURE = f"<img alt='{{}}' src='{DOT}'>"


def test_a_picture_speaks_its_own_text(mended):
    both = mended(PICTURE.format("a red dot") + PICTURE.format("α &amp; 3"))
    assert [str(one.Alt) for one in both.after.all("Figure")] == ["a red dot", "α & 3"]
    assert str(both.before.all("Figure")[0].Alt) != "a red dot", "marks no longer reach the tree"


def test_a_picture_that_decorates_is_no_content(mended):
    both = mended("<p>Text</p>" + PICTURE.format(""))
    assert len(both.before.all("Figure")) == 1
    assert both.after.all("Figure") == []
    assert b"/Artifact <</Type /Layout>> BDC" in both.after.content()
