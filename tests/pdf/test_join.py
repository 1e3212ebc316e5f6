"""Parts that were laid out by themselves, joined: one document to readers, validators and links."""

from __future__ import annotations

import io
import subprocess

import page as validation
import pikepdf
import pytest

from report.pdf import join, lay_out, lay_out_numbers

HEAD = """<!doctype html><html lang="en"><head><title>Everything</title>
<meta name="dcterms.created" content="2024-11-22">
<style>h2 { bookmark-level: 1 } h3 { bookmark-level: 2 } h1 { bookmark-level: none }
@page numbers { @bottom-center { content: counter(page) " of " counter(pages) } }
.numbers div { page: numbers } .numbers div + div { break-before: page }</style></head>"""
TABLE = """<table><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead>
<tbody><tr><th scope="row">c</th><td>1</td></tr></tbody></table>"""
FRONT = f"{HEAD}<body><h1>Everything</h1><p>See <a href='sheet:two-end'>the end</a>.</p></body></html>"


def chapter(slug, pages):
    more = "".join(
        f"<h3 style='break-before: page' id='{slug}-{n}'>Part {n}</h3><p>Words.</p>" for n in range(1, pages)
    )
    body = f"<section id='{slug}'><h2>Chapter {slug}</h2>{TABLE}<p>Back to <a href='#{slug}'>itself</a>.</p>{more}"
    return f"{HEAD}<body><main>{body}<p id='{slug}-end'>End of {slug}.</p></section></main></body></html>"


def numbers(count):
    return lay_out_numbers(f"{HEAD}<body class='numbers'>{'<div></div>' * count}</body></html>")


@pytest.fixture(scope="module")
def parts():
    made = [
        lay_out(FRONT, name="front"),
        lay_out(chapter("one", 1), name="one"),
        lay_out(chapter("two", 3), name="two"),
    ]
    return [one.content for one in made]


@pytest.fixture(scope="module")
def whole(parts):
    return join(parts, numbers(5), "sheet:")


@pytest.fixture
def opened(whole):
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        yield pdf


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_3A"])
def test_the_validator_finds_no_fault(whole, profile):
    report = validation.validate_pdf_bytes(whole, profile=getattr(validation.ValidationProfile, profile))
    assert [f"{one.rule_id}: {one.message}" for one in report.failures] == []


def test_every_page_shows_its_number_in_the_whole(whole, tmp_path):
    (tmp_path / "whole.pdf").write_bytes(whole)
    text = subprocess.run(["pdftotext", "-layout", tmp_path / "whole.pdf", "-"], capture_output=True, check=True).stdout
    assert [page.split("\n")[-2].strip() for page in text.decode().split("\f")[:-1]] == [
        f"{number} of 5" for number in range(1, 6)
    ]


def test_a_link_leads_to_the_page_of_another_part(opened):
    anchors = dict(zip(*[iter(opened.Root.Names.Dests.Names)] * 2, strict=True))
    places = {str(name): place[0] for name, place in anchors.items()}
    [link] = [annotation for annotation in opened.pages[0].Annots if "/Dest" in annotation]
    assert "/A" not in link
    assert places[str(link.Dest)].objgen == opened.pages[4].objgen
    assert places["one"].objgen == opened.pages[1].objgen


def test_every_mark_finds_its_element_and_every_element_its_page(opened):
    numbers = list(opened.Root.StructTreeRoot.ParentTree.Nums)
    parents = {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
    keys = [int(page.StructParents) for page in opened.pages]
    keys += [int(annotation.StructParent) for page in opened.pages for annotation in page.get("/Annots", ())]
    assert sorted(keys) == sorted(parents)
    for page in opened.pages:
        for element in parents[int(page.StructParents)]:
            assert element is None or element.Pg.objgen == page.objgen
    [document] = opened.Root.StructTreeRoot.K
    assert all(kid.P.objgen == document.objgen for kid in document.K)


def test_identifiers_of_two_parts_are_told_apart(opened):
    [leaf] = opened.Root.StructTreeRoot.IDTree.Kids
    names = [bytes(name) for name in list(leaf.Names)[::2]]
    assert len(names) == 2 * 3
    assert names == sorted(set(names))
    assert [bytes(limit) for limit in leaf.Limits] == [names[0], names[-1]]
    cells = [item for item in opened.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/TD"]
    assert len(cells) == 2
    for cell in cells:
        assert {bytes(header) for header in cell.A.Headers} <= set(names)


def test_bookmarks_stand_one_behind_the_other(opened):
    with opened.open_outline() as outline:
        assert [(item.title, [below.title for below in item.children]) for item in outline.root] == [
            ("Chapter one", []),
            ("Chapter two", ["Part 1", "Part 2"]),
        ]
    assert int(opened.Root.Outlines.Count) == 4


def test_bookmarks_of_a_part_that_goes_on_stand_where_one_layout_would_put_them(parts):
    details = "<h4>A detail</h4><h4>Another</h4><h3 id='more'>Part 3</h3><h4>A third</h4>"
    head = HEAD.replace("h1 {", "h4 { bookmark-level: 3 } h1 {")
    further = lay_out(f"{head}<body><main>{details}</main></body></html>", name="more").content
    last = lay_out(chapter("three", 1), name="three").content
    joined = join([*parts, further, last], numbers(7), "sheet:", {3: (3, 3, 2, 3)})
    with pikepdf.open(io.BytesIO(joined)) as pdf, pdf.open_outline() as outline:
        one, two, three = outline.root
        assert [item.title for item in two.children] == ["Part 1", "Part 2", "Part 3"]
        assert [item.title for item in two.children[1].children] == ["A detail", "Another"]
        assert [item.title for item in two.children[2].children] == ["A third"]
        assert (one.children, three.children) == ([], [])
        assert int(pdf.Root.Outlines.Count) == 3 + 3 + 3
        assert int(pdf.Root.Outlines.First.Next.Count) == 3 + 3
    with pytest.raises(RuntimeError, match="1 headings for 4 bookmarks"):
        join([*parts, further], numbers(6), "sheet:", {3: (2,)})


def test_the_same_parts_give_the_same_bytes(parts, whole):
    assert join(parts, numbers(5), "sheet:") == whole


def test_a_link_to_nowhere_is_a_bug(parts):
    with pytest.raises(RuntimeError, match="a link leads to 'two-end', which no part has"):
        join(parts[:2], numbers(2), "sheet:")


def test_a_page_without_a_number_is_a_bug(parts):
    with pytest.raises(RuntimeError, match="4 numbers for 5 pages"):
        join(parts, numbers(4), "sheet:")
