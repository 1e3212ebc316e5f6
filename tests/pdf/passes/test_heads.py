"""A table says its head and its foot once."""

CSS = "@page{size:400px 240px} td,th{line-height:20px}"
ROWS = "".join(f"<tr><th scope='row'>{number}</th><td>b</td></tr>" for number in range(30))
TABLE = f"""<table><thead><tr><th scope='col'>Number</th><th scope='col'>Letter</th></tr></thead>
<tbody>{ROWS}</tbody><tfoot><tr><td>Number</td><td>Letter</td></tr></tfoot></table>"""


def test_a_table_over_many_pages_has_one_head_and_one_foot(mended):
    both = mended(TABLE, CSS)
    count = len(both.after.pdf.pages)
    assert count > 2
    assert len(both.before.all("THead")) == len(both.before.all("TFoot")) == count, "WeasyPrint now tags a head once"
    (table,) = both.after.all("Table")
    assert both.after.roles(table) == ["THead", "TBody", "TFoot"]
    assert table.K[0].Pg.objgen == both.after.pdf.pages[0].objgen
    assert table.K[2].Pg.objgen == both.after.pdf.pages[-1].objgen


def test_what_is_said_again_is_an_artifact(mended):
    both = mended(TABLE, CSS)
    for number in range(len(both.after.pdf.pages)):
        heads, feet = 2 * (number > 0), 2 * (number < len(both.after.pdf.pages) - 1)
        assert both.after.content(number).count(b"/Artifact <</Type /Layout>> BDC") == heads + feet


def test_every_cell_names_the_headers_that_are_left(mended):
    both = mended(TABLE, CSS)
    named = [{bytes(one.ID) for one in read.all("TH")} for read in (both.before, both.after)]
    assert len(named[1]) == 2 + 30
    assert len(named[0]) > len(named[1])
    letter = bytes(both.after.all("THead")[0].K[0].K[1].ID)
    rows = both.after.all("TBody")[0].K
    assert [[bytes(one) for one in row.K[1].A.Headers] for row in rows] == [
        [bytes(row.K[0].ID), letter] for row in rows
    ]
