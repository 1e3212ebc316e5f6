"""Captions are inside what they describe."""

import pytest

DOT = "data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22 width=%229%22 height=%229%22/>"
PICTURE = f"<div><img alt='x' src='{DOT}'></div>"
TABLE = "<div><table><tr><td>1</td></tr></table></div>"


@pytest.mark.parametrize(("content", "role"), [(PICTURE, "Figure"), (TABLE, "Table")])
@pytest.mark.parametrize("above", [True, False])
def test_a_caption_is_in_what_it_describes(mended, content, role, above):
    caption = "<figcaption>Words</figcaption>"
    both = mended(f"<figure>{caption + content if above else content + caption}</figure>")
    (loose,) = both.before.all("Caption")
    assert loose.P.S == "/NonStruct", "WeasyPrint now has a role for figures"
    (described,) = both.after.all(role)
    roles = both.after.roles(described)
    assert roles[0 if above else -1] == "Caption"
    assert roles.count("Caption") == 1
    assert described.P.S == "/Document"
