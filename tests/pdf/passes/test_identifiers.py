"""Identifiers have an index."""

ROWS = "".join(f"<tr><th scope='row'>{row}</th><td>{row}</td></tr>" for row in range(12))


def test_the_index_leads_to_every_header(mended):
    both = mended(f"<table>{ROWS}</table>")
    assert "/IDTree" not in both.before.pdf.Root.StructTreeRoot
    (leaf,) = both.after.pdf.Root.StructTreeRoot.IDTree.Kids
    names = [bytes(one) for one in list(leaf.Names)[::2]]
    assert names == sorted(names)
    assert [bytes(one) for one in leaf.Limits] == [names[0], names[-1]]
    found = {bytes(one.ID): one.objgen for one in both.after.all("TH")}
    assert {name: one.objgen for name, one in zip(names, list(leaf.Names)[1::2], strict=True)} == found


def test_a_page_without_identifiers_has_no_index(mended):
    assert "/IDTree" not in mended("<p>a</p>").after.pdf.Root.StructTreeRoot
