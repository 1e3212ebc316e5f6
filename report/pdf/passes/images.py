"""WeasyPrint asks readers to smooth pixels, which PDF/A forbids."""

from __future__ import annotations

from typing import Any

from report.pdf.draft import Draft


def images_are_not_smoothed(draft: Draft) -> None:
    """Set ``/Interpolate`` false in every image and mask.

    Source: ISO 19005-3, 6.2.8.
    """
    seen: set[tuple[int, int]] = set()
    for page in draft.pdf.pages:
        _visit(page.get("/Resources"), seen)


def _visit(resources: Any, seen: set[tuple[int, int]]) -> None:
    if resources is None or (resources.objgen != (0, 0) and resources.objgen in seen):
        return
    seen.add(resources.objgen)
    for kind in ("/XObject", "/Pattern"):
        for one in (resources.get(kind) or {}).values():
            for image in (one, one.get("/SMask")):
                if image is not None and image.get("/Interpolate"):
                    image.Interpolate = False
            _visit(one.get("/Resources"), seen)
