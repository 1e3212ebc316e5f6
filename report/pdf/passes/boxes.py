"""WeasyPrint gives the boxes of pictures in CSS pixels from the top of the page; PDF counts points from below."""

from __future__ import annotations

from report.pdf.draft import POINTS_PER_PIXEL, Draft


def boxes_in_points(draft: Draft) -> None:
    """Turn each ``/BBox`` into points, y upwards: left, bottom, right, top."""
    heights = {page.objgen[0]: float(page.mediabox[3]) for page in draft.pdf.pages}
    for picture in draft.tree.find("Figure"):
        height = heights[picture.page]
        layout = picture.entry.A
        left, top, right, bottom = (float(side) * POINTS_PER_PIXEL for side in layout.BBox)
        layout.BBox = [round(side, 3) for side in (left, height - bottom, right, height - top)]
