"""What runs over a page is one."""

CSS = "@page{size:400px 240px} p{margin:0;line-height:20px;orphans:1;widows:1} .next{break-before:page}"
LONG = " ".join(["words"] * 60)


def test_a_section_that_a_page_cuts_is_one(mended):
    body = """<main><section><h1>One</h1><p>a</p><p class='next'>b</p></section>
    <section class='next'><h1>Two</h1></section></main>"""
    both = mended(body, ".next{break-before:page}")
    assert [len(both.before.all(role)) for role in ("Part", "Sect", "P")] == [3, 3, 2]
    assert [len(both.after.all(role)) for role in ("Part", "Sect", "P")] == [1, 2, 2]
    first, second = both.after.all("Sect")
    assert both.after.roles(first) == ["H1", "P", "P"]
    assert both.after.roles(second) == ["H1"]
    assert all(kid.P.objgen == first.objgen for kid in first.K)


def test_a_paragraph_over_three_pages_is_one(mended):
    both = mended(f"<main><section><p>before</p><p>{LONG * 2}</p><p>after</p></section></main>", CSS)
    assert len(both.after.pdf.pages) >= 3
    assert len(both.before.all("P")) > 3
    assert len(both.after.all("P")) == 3
    middle = both.after.all("P")[1]
    assert {kid.Pg.objgen for kid in middle.K} >= {page.objgen for page in list(both.after.pdf.pages)[:3]}
    marks = [
        sum(read.content(n).count(b"/MCID") for n in range(len(read.pdf.pages))) for read in (both.before, both.after)
    ]
    assert marks[0] == marks[1]


def test_what_a_page_begins_with_is_not_joined_to_what_the_one_before_ended_with(mended):
    both = mended("<p>a</p><p class='next'>b</p><div class='next'><p>c</p></div><div class='next'><p>d</p></div>", CSS)
    assert [len(both.after.all(role)) for role in ("P", "Div")] == [4, 2]


def test_a_list_over_two_pages_is_left_as_it_is(mended):
    both = mended(f"<ul><li>{LONG}</li></ul><p>after</p>", CSS)
    assert len(both.after.pdf.pages) >= 2
    assert len(both.after.all("L")) == len(both.before.all("L"))
