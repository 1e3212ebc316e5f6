"""What keeps a picture's place while a document is laid out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import pydyf  # type: ignore[import-untyped]  # no types of its own

from report.pdf.draft import POINTS_PER_PIXEL

KEY = "/SheetPicture"
"""Under which a stand-in's Form says what belongs into it."""

HEAD = 4000
"""Characters of a data URI that hold the SVG's first tag."""

_ROOT = re.compile(r"<svg\b[^>]*>", re.DOTALL)
_LENGTH = re.compile(r"""\b(width|height)=["']([\d.]+)(pt|px)?["']""")
_BOX = re.compile(r"""\bviewBox=["']([-\d.eE]+)[ ,]+([-\d.eE]+)[ ,]+([\d.eE]+)[ ,]+([\d.eE]+)["']""")
_PIXELS = {"pt": 4 / 3, "px": 1.0, "": 1.0}


@dataclass(frozen=True)
class StandIn:
    """A picture as WeasyPrint's image cache takes it: of the right size, and empty.

    Attributes
    ----------
    id : str
        A hash of the SVG.
    source : str
        The SVG in a data URI.
    width, height : float
        In CSS pixels; those of the ``viewBox`` where the SVG leaves its size open.
    sized : bool
        Whether the SVG says how large it is.
    """

    id: str
    source: str
    width: float
    height: float
    sized: bool

    def get_intrinsic_size(self, resolution: float, font_size: float) -> tuple[float | None, float | None, float]:  # noqa: ARG002 - WeasyPrint's call
        """Return width and height in pixels, or None, and their ratio."""
        ratio = self.width / self.height
        return (self.width, self.height, ratio) if self.sized else (None, None, ratio)

    def draw(self, stream: Any, concrete_width: float, concrete_height: float, style: Any) -> None:  # noqa: ARG002 - WeasyPrint's call
        """Draw the stand-in's Form, whose unit is a point and whose y goes upwards."""
        name = stream.add_image(self, interpolate=False, ratio=1)
        across = concrete_width / self.width / POINTS_PER_PIXEL
        down = concrete_height / self.height / POINTS_PER_PIXEL
        stream.transform(across, 0, 0, -down, 0, concrete_height)
        stream.draw_x_object(name)

    def get_x_object(self, interpolate: bool, dpi_ratio: float) -> Any:  # noqa: ARG002 - WeasyPrint's call
        """Return an empty Form that says what belongs into it."""
        return pydyf.Stream(
            [],
            pydyf.Dictionary(
                {
                    "Type": "/XObject",
                    "Subtype": "/Form",
                    "BBox": pydyf.Array([0, 0, self.width * POINTS_PER_PIXEL, self.height * POINTS_PER_PIXEL]),
                    KEY[1:]: pydyf.String(self.id),
                }
            ),
        )


def stand_in(name: str, source: str) -> StandIn:
    """Return the stand-in of the SVG in the data URI `source`.

    Raises
    ------
    RuntimeError
        If it says neither its size nor its viewBox: a bug of ours.
    """
    root = _ROOT.search(unquote(source[:HEAD]))
    head = root.group() if root else ""
    lengths = {side: float(number) * _PIXELS[unit or ""] for side, number, unit in _LENGTH.findall(head)}
    box = _BOX.search(head)
    if "width" in lengths and "height" in lengths:
        return StandIn(name, source, lengths["width"], lengths["height"], True)
    if box is None:
        raise RuntimeError(f"a picture says neither its size nor its viewBox: {head[:80]}")
    return StandIn(name, source, float(box[3]), float(box[4]), False)
