"""Pictures drawn once: each SVG becomes a PDF of its own, whose page stands in every document that shows it.

WeasyPrint draws an SVG anew at each use, and most of what it takes to write a sheet goes into that. So a document is
laid out with stand-ins, objects of its image cache; when it is mended, what was drawn takes their place. Figures are
translated by `report.pdf.svg`; WeasyPrint draws what holds more than they do.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pikepdf
import pydyf  # type: ignore[import-untyped]  # no types of its own

from report.pdf.draft import POINTS_PER_PIXEL
from report.pdf.engine import fetcher, nothing_left_out, weasyprint
from report.pdf.svg import UnknownConstructError, sources, translated

if TYPE_CHECKING:
    from report.formulas import Store

SCHEME = "picture:"
KEY = "/SheetPicture"

HEAD = 4000
"""Characters of a data URI that hold the SVG's first tag."""

_ADDRESS = re.compile(r'"(data:image/svg\+xml,[^"]*)"')
_STAND_IN = re.compile(rb"\n(\d+) 0 obj\n<<[^<>]*" + KEY.encode() + rb" \(")
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


class Drawings:
    """The pictures of one document.

    Parameters
    ----------
    store : Store, optional
        Where drawings are kept between builds.

    Attributes
    ----------
    images : dict of str to StandIn
        By address; WeasyPrint's ``cache=``.
    fallbacks : dict of str to str
        Pictures asked for that WeasyPrint drew, by `StandIn.id`, with what was not translated.
    """

    def __init__(self, store: Store | None = None) -> None:
        self.images: dict[str, StandIn] = {}
        self.fallbacks: dict[str, str] = {}
        self._store = store

    def taken_from(self, html: str) -> str:
        """Return `html` with an address in place of each SVG that it holds."""
        return _ADDRESS.sub(self._address, html)

    def drawn(self, name: str) -> bytes:
        """Return the picture whose stand-in's `id` is `name`, as a PDF of one page."""
        image = self.images[SCHEME + name]
        key = f"picture {_version()} WeasyPrint {weasyprint().__version__} {name}"
        kept = self._store.get(key) if self._store is not None else None
        if kept is None:
            kept = _made(image)
            if self._store is not None:
                self._store.put(key, kept)
        lacking, _, content = kept.partition(b"\n")
        if lacking:
            self.fallbacks[name] = lacking.decode()
        return content

    def _address(self, found: re.Match[str]) -> str:
        source = found[1]
        name = hashlib.sha256(source.encode()).hexdigest()[:20]
        address = SCHEME + name
        if address not in self.images:
            self.images[address] = _stand_in(name, source)
        return f'"{address}"'


def _made(image: StandIn) -> bytes:
    """Return a line that says what was not translated, empty where all was, and below it the picture as a PDF."""
    try:
        return b"\n" + translated(unquote(image.source.partition(",")[2]))
    except UnknownConstructError as error:
        return " ".join(str(error).split()).encode() + b"\n" + _pdf(image)


@cache
def _version() -> str:
    """Return a hash of the code that draws."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in (Path(__file__), *sources()))).hexdigest()


def undrawn(name: str) -> bytes:
    """Refuse to draw, for a page without stand-ins.

    Raises
    ------
    RuntimeError
        A bug of ours.
    """
    raise RuntimeError(f"the picture {name} was not drawn")


def fill(pdf: Any, content: bytes, drawn: Callable[[str], bytes] = undrawn) -> None:
    """Put what is drawn in the place of each stand-in that is shown; a style sheet names many that are not.

    Parameters
    ----------
    pdf : pikepdf.Pdf
    content : bytes
        What it was opened from, as WeasyPrint writes it without compression.
    drawn : callable
        Returns a picture by name: `Drawings.drawn`.
    """
    for number in _STAND_IN.findall(content):
        form = pdf.get_object(int(number), 0)
        with pikepdf.open(io.BytesIO(drawn(str(form[KEY])))) as source:
            picture = pdf.copy_foreign(source.pages[0].as_form_xobject())
            form.write(picture.read_raw_bytes(), filter=picture.get("/Filter"))
            form.Resources = picture.Resources
            if "/Group" in picture:
                form.Group = picture.Group
            del form[KEY]


def _stand_in(name: str, source: str) -> StandIn:
    root = _ROOT.search(unquote(source[:HEAD]))
    head = root.group() if root else ""
    lengths = {side: float(number) * _PIXELS[unit or ""] for side, number, unit in _LENGTH.findall(head)}
    box = _BOX.search(head)
    if "width" in lengths and "height" in lengths:
        return StandIn(name, source, lengths["width"], lengths["height"], True)
    if box is None:
        raise RuntimeError(f"a picture says neither its size nor its viewBox: {head[:80]}")
    return StandIn(name, source, float(box[3]), float(box[4]), False)


def _pdf(image: StandIn) -> bytes:
    """Return the picture on a page of its own size, without tags."""
    size = f"{image.width:.4f}px {image.height:.4f}px"
    html = (
        f"<html><style>@page {{ size: {size}; margin: 0 }} body {{ margin: 0 }}"
        f"img {{ display: block; width: {image.width:.4f}px; height: {image.height:.4f}px }}</style>"
        f'<img alt="" src="{image.source}">'
    )
    with nothing_left_out():
        document = weasyprint().HTML(string=html, url_fetcher=fetcher(None)).render()
        if len(document.pages) != 1:
            raise RuntimeError(f"a picture takes {len(document.pages)} pages")
        content: bytes = document.write_pdf(pdf_identifier=False)
    return content
