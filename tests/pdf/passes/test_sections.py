"""A section that runs over a page is one section."""

BODY = """<main><section><h1>One</h1><p>a</p><p class='next'>b</p></section>
<section class='next'><h1>Two</h1></section></main>"""
CSS = ".next{break-before:page}"


def test_a_section_that_a_page_cuts_is_one(mended):
    both = mended(BODY, CSS)
    assert [len(both.before.all(role)) for role in ("Part", "Sect")] == [3, 3]
    assert [len(both.after.all(role)) for role in ("Part", "Sect")] == [1, 2]
    first, second = both.after.all("Sect")
    assert both.after.roles(first) == ["H1", "P", "P"]
    assert both.after.roles(second) == ["H1"]
    assert all(kid.P.objgen == first.objgen for kid in first.K)
