"""Running headers and footers are artifacts."""

CSS = "@page{@top-left{content:'Sheet'} @bottom-center{content:counter(page)}}"


def test_running_headers_and_footers_are_artifacts(mended):
    both = mended("<p>a</p>", CSS)
    assert both.before.content().count(b"/MCID") == 3, "WeasyPrint now leaves headers untagged"
    content = both.after.content()
    assert content.count(b"/MCID") == 1
    assert content.count(b"/Artifact <</Type /Pagination /Subtype /Header /Attached [/Top]>> BDC") == 1
    assert content.count(b"/Artifact <</Type /Pagination /Subtype /Footer /Attached [/Bottom]>> BDC") == 1


def test_the_parent_tree_forgets_them(mended):
    both = mended("<p>a</p>", CSS)
    entries = list(both.after.pdf.Root.StructTreeRoot.ParentTree.Nums[1])
    assert next(one for one in entries if one is not None).S == "/P"
    assert sum(one is not None for one in entries) == 1
