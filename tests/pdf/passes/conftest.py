"""A small page, as WeasyPrint leaves it and as the passes do."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pikepdf
import pytest

from report.pdf.finish import finish
from report.pdf.layout import draw

FRAME = """<!doctype html><html lang="en"><head><title>A small page</title>
<meta name="dcterms.created" content="2024-11-22"><style>{css}</style></head><body>{body}</body></html>"""


@dataclass
class Read:
    """A PDF opened for questions."""

    pdf: pikepdf.Pdf

    @property
    def document(self):
        return self.pdf.Root.StructTreeRoot.K[0]

    def all(self, role=None, below=None):
        """The elements of `role`, in reading order."""
        found = []
        for kid in (below if below is not None else self.document).K:
            if isinstance(kid, pikepdf.Object) and "/S" in kid:
                found += ([kid] if role is None or f"/{role}" == kid.S else []) + self.all(role, kid)
        return found

    def roles(self, element):
        """The roles of an element's kids; marked content is a number."""
        return [kid if isinstance(kid, int) else str(kid.get("/S", kid.get("/Type")))[1:] for kid in element.K]

    def content(self, page=0):
        return self.pdf.pages[page].Contents.read_bytes()


@dataclass
class BeforeAndAfter:
    before: Read
    after: Read


@pytest.fixture
def mended():
    """``mended(body, css="", ...)``: the page before the passes, and after all of them."""

    def make(body, css="", **options):
        drawn = draw(FRAME.format(body=body, css=css), **options)
        finished = finish(drawn.content, drawn.marks)
        return BeforeAndAfter(*(Read(pikepdf.open(io.BytesIO(one))) for one in (drawn.content, finished)))

    return make
