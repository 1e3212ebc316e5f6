"""One link, one tag, one annotation, and words."""

CSS = "@page{size:600px} a::after{content:' 7';float:right}"
BODY = "<h1 id='top'>Top</h1><p><a href='#top'>Back <em>to</em> the start</a></p><p><a href='#top'>up</a></p>"


def references(read, element):
    own = [kid for kid in element.K if not isinstance(kid, int) and kid.get("/Type") == "/OBJR"]
    return own + [one for kid in element.K if not isinstance(kid, int) and "/S" in kid for one in references(read, kid)]


def test_a_link_and_its_page_number_are_one_link(mended):
    both = mended(BODY, CSS)
    assert len(both.before.all("Link")) == 4, "WeasyPrint now tags a link once"
    assert len(both.before.pdf.pages[0].Annots) > 4
    assert len(both.after.all("Link")) == 2
    assert [len(references(both.after, link)) for link in both.after.all("Link")] == [1, 1]
    assert len(both.after.pdf.pages[0].Annots) == 2


def test_a_link_over_two_lines_is_one_link(mended):
    both = mended("<p style='width:5em' id='top'>See <a href='#top'>extraordinarily long words</a></p>")
    assert len(both.before.all("Link")) > 1
    (link,) = both.after.all("Link")
    marks = [kid for kid in link.K if isinstance(kid, int)]
    assert len(marks) == len(both.before.all("Link"))
    entries = both.after.pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    assert {entries[number].objgen for number in marks} == {link.objgen}
    (annotation,) = both.after.pdf.pages[0].Annots
    assert len(annotation.QuadPoints) == 8 * len(marks)


def test_the_annotation_covers_the_words_and_the_page_number(mended):
    both = mended(BODY, CSS)
    kept = both.after.pdf.pages[0].Annots[0]
    boxes = [[float(side) for side in one.Rect] for one in both.before.pdf.pages[0].Annots]
    lines = [box for box in boxes if min(box[1], box[3]) > float(both.after.pdf.pages[0].Annots[1].Rect[3])]
    assert float(kept.Rect[0]) == min(box[0] for box in lines)
    assert float(kept.Rect[2]) == max(box[2] for box in lines)
    assert len(kept.QuadPoints) == 8 * len(lines)


def test_a_link_says_its_words_and_an_address_its_own(mended):
    both = mended(BODY + "<p><a href='https://example.org/'>an  example</a></p>", CSS)
    words = [[str(one.Contents) for one in read.pdf.pages[0].Annots] for read in (both.before, both.after)]
    assert "top" in words[0]
    assert words[1] == ["Back to the start", "Back to the start", "an example"]


def test_every_annotation_finds_its_link_in_the_parent_tree(mended):
    both = mended(BODY, CSS)
    numbers = list(both.after.pdf.Root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    for annotation in both.after.pdf.pages[0].Annots:
        assert parents[int(annotation.StructParent)].S == "/Link"
    assert len(parents) == 1 + 2
