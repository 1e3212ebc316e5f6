"""Header cells say what they are headers of."""

BODY = """<table><thead><tr><th scope='col'>a</th><th scope='col'>b</th></tr></thead>
<tbody><tr><th scope='row'>c</th><td>1</td></tr></tbody></table><table><tr><td>alone</td></tr></table>"""


def test_headers_have_a_scope(mended):
    both = mended(BODY)
    assert all("/Scope" not in one.A for one in both.before.all("TH"))
    assert [str(one.A.Scope) for one in both.after.all("TH")] == ["/Column", "/Column", "/Row"]


def test_a_cell_names_its_headers_and_one_without_names_none(mended):
    both = mended(BODY)
    names = {bytes(one.ID) for one in both.after.all("TH")}
    (cell, alone) = both.after.all("TD")
    assert {bytes(one) for one in cell.A.Headers} < names
    assert "/Headers" in both.before.all("TD")[1].A
    assert "/Headers" not in alone.A
