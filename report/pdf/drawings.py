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
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pikepdf

from report.pdf.engine import fetcher, nothing_left_out, weasyprint
from report.pdf.stand_in import KEY, StandIn, stand_in
from report.pdf.svg import UnknownConstructError, sources, translated

if TYPE_CHECKING:
    from report.formulas import Store

SCHEME = "picture:"

_ADDRESS = re.compile(r'"(data:image/svg\+xml,[^"]*)"')
_STAND_IN = re.compile(rb"\n(\d+) 0 obj\n<<[^<>]*" + KEY.encode() + rb" \(")


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
            with nothing_left_out() as warnings:
                kept = _made(image)
            if self._store is not None and not warnings:
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
            self.images[address] = stand_in(name, source)
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
    here = Path(__file__)
    written = (here, here.with_name("stand_in.py"), *sources())
    return hashlib.sha256(b"".join(path.read_bytes() for path in written)).hexdigest()


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
