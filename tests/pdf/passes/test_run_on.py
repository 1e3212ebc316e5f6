"""What runs over a page is one."""

import pytest

CSS = """@page{size:400px 240px} p,li,dd,td,pre{margin:0;line-height:20px;orphans:1;widows:1} .next{break-before:page}
pre code,.line{display:block}"""
LONG = " ".join(["words"] * 60)
LISTING = "".join(f"<span class='line'>line = {number}\n</span>" for number in range(20))


def marks(read):
    return sum(read.content(page).count(b"/MCID") for page in range(len(read.pdf.pages)))


def pages(read, element):
    """The pages that what is in `element` stands on, in reading order, each once."""
    numbers = {page.objgen: number for number, page in enumerate(read.pdf.pages)}
    below = [element, *read.all(below=element)]
    shown = [numbers[one.Pg.objgen] for one in below if any(isinstance(kid, int) for kid in one.K)]
    return list(dict.fromkeys(shown))


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
    assert {0, 1, 2} <= set(pages(both.after, middle))
    assert marks(both.before) == marks(both.after)


def test_what_a_page_begins_with_is_not_joined_to_what_the_one_before_ended_with(mended):
    both = mended("<p>a</p><p class='next'>b</p><div class='next'><p>c</p></div><div class='next'><p>d</p></div>", CSS)
    assert [len(both.after.all(role)) for role in ("P", "Div")] == [4, 2]


@pytest.mark.parametrize(
    ("body", "counts"),
    [
        (f"<ul><li>{LONG}</li><li>{LONG}</li></ul>", {"L": 1, "LI": 2, "Lbl": 2, "LBody": 2}),
        (f"<ol><li><p>a</p><p>{LONG * 2}</p></li></ol>", {"L": 1, "LI": 1, "Lbl": 1, "LBody": 1, "P": 2}),
        (f"<ul style='list-style:none'><li>a</li><li>{LONG}</li></ul>", {"L": 1, "LI": 2, "LBody": 2}),
        (f"<ul><li>a</li><li>{LONG}<ul><li>{LONG}</li><li>b</li></ul></li></ul>", {"L": 2, "LI": 4, "Lbl": 4}),
        (f"<dl><dt>a</dt><dd>{LONG}</dd></dl>", {"L": 1, "LI": 1, "Lbl": 1, "LBody": 1}),
        (f"<dl><div><dt>a</dt> <dd><p>{LONG}</p></dd></div></dl>", {"L": 1, "LI": 1, "Lbl": 1, "LBody": 1, "P": 1}),
        (f"<blockquote><p>{LONG}</p></blockquote>", {"BlockQuote": 1, "P": 1}),
        (f"<div><pre><code>{LISTING}</code></pre></div>", {"Div": 1, "P": 1, "Code": 1}),
        (f"<ul><li>a<pre><code>{LISTING}</code></pre></li></ul>", {"L": 1, "LI": 1, "LBody": 1, "P": 1, "Code": 1}),
        (f"<table><tr><td>{LONG}</td><td>{LONG}</td></tr></table>", {"Table": 1, "TBody": 1, "TR": 1, "TD": 2}),
        (f"<figure><div><table><tr><td>a</td></tr>{'<tr><td>b</td></tr>' * 30}</table></div><figcaption>c</figcaption>"
         "</figure>", {"Table": 1, "TBody": 1, "TR": 31, "TD": 31, "Caption": 1}),
    ],
)  # fmt: skip
def test_what_a_page_cuts_is_one(mended, body, counts):
    both = mended(f"<p>before</p>{body}<p>after</p>", CSS)
    assert len(both.after.pdf.pages) >= 2
    outermost = next(iter(counts))
    assert len(both.before.all(outermost)) > counts[outermost], "WeasyPrint now carries elements over to the next page"
    counts = {**counts, "P": counts.get("P", 0) + 2}
    assert {role: len(both.after.all(role)) for role in counts} == counts
    assert marks(both.before) == marks(both.after)


def test_rows_and_lines_stay_in_the_order_of_the_pages(mended):
    rows = "".join(f"<tr><th scope='row'>{number}</th><td>b</td></tr>" for number in range(30))
    after = mended(f"<table>{rows}</table><pre><code>{LISTING}</code></pre>", CSS).after
    shown = pages(after, after.document)
    assert shown == list(range(len(after.pdf.pages)))
    (table,) = after.all("Table")
    assert len(pages(after, table)) > 1


def test_lists_that_follow_each_other_on_two_pages_stay_two(mended):
    both = mended("<ul><li>a</li></ul><ul class='next'><li>b</li></ul>", CSS)
    assert len(both.after.all("L")) == 2
    both = mended("<ul><li>a</li><li class='next'>b</li></ul>", CSS)
    assert [len(both.after.all(role)) for role in ("L", "LI")] == [1, 2]
