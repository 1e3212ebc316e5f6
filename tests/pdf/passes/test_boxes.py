"""Boxes in points from below: the fault, and that it is gone."""

import pytest

BODY = "<img alt='x' style='display:block;width:96px;height:48px' src='data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22/>'>"
CSS = "@page{size:400px 800px;margin:0} body{margin:0;padding:40px 20px}"


def test_a_box_is_in_points_from_the_foot_of_the_page(mended):
    both = mended(BODY, CSS)
    box = [[float(side) for side in one.all("Figure")[0].A.BBox] for one in (both.before, both.after)]
    assert box[0] == pytest.approx([20, 40, 116, 88]), "WeasyPrint now gives points"
    assert box[1] == pytest.approx([15, 600 - 66, 87, 600 - 30])
