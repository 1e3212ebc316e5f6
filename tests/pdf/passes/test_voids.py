"""What holds nothing is not tagged."""


def test_an_anchor_is_not_tagged_and_an_empty_cell_is(mended):
    both = mended("<p>a<span id='here'></span></p><div></div><table><tr><td></td><td>b</td></tr></table>")

    def empty(read):
        return [str(one.S) for one in read.all() if len(one.K) == 0]

    assert {"/Div", "/TD"} <= set(empty(both.before))
    assert empty(both.after) == ["/TD"]
