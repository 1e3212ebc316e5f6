"""From the elements of a picture to the operators of a page."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pikepdf

from report.formulas.outlines import OUTLINES, UnknownConstructError
from report.pdf.svg.paint import EVERYWHERE, START, Paint, numbers, read_style
from report.pdf.svg.placing import fitted, kind, page_size, placed
from report.pdf.svg.raster import image_object

_HREF = "{http://www.w3.org/1999/xlink}href"
_SHAPES = {"path": {"d"}, "rect": {"x", "y", "width", "height"}}
"""What may clip."""
_COMMON = {"id", "style", "transform", "clip-path"}
_KNOWN = {
    "g": _COMMON,
    "path": {"d", *_COMMON},
    "use": {_HREF, "x", "y", *_COMMON},
    "image": {_HREF, "x", "y", "width", "height", *_COMMON},
}


def translated(svg: str) -> bytes:
    """Return the picture `svg` on a page of its own size, without tags; the same bytes each time.

    Raises
    ------
    UnknownConstructError
        If it holds anything but what is translated.
    """
    try:
        root = ElementTree.fromstring(svg)  # noqa: S314 - what our own figures and style sheets hold
    except ElementTree.ParseError as error:
        raise UnknownConstructError(f"no XML: {error}") from error
    width, height = page_size(root)
    if [(one.text or "").strip() for one in root.iter() if kind(one) == "style"] != [EVERYWHERE]:
        raise UnknownConstructError("another style sheet than matplotlib's")
    translation = _Translation({element.get("id", ""): element for element in root.iter()})
    lines = [f"1 0 0 -1 0 {numbers(height)} cm {START}"]
    for child in root:
        lines += translation.drawn(child, Paint())
    return translation.page(width, height, "\n".join(lines))


@dataclass
class _Translation:
    """One picture's elements by id, and what its page refers to."""

    elements: Mapping[str, Element]
    opacities: dict[tuple[float, float], str] = field(default_factory=dict)
    images: dict[str, bytes] = field(default_factory=dict)
    outlines: dict[Element, str] = field(default_factory=dict)

    def drawn(self, element: Element, outer: Paint) -> Iterator[str]:
        """Yield the operators of `element`."""
        name = kind(element)
        if name == "defs":  # drawn where they are used
            return
        if name not in _KNOWN or not set(element.attrib) <= _KNOWN[name]:
            raise UnknownConstructError(f"{name} with {', '.join(sorted(element.attrib))}")
        style = read_style(element.get("style", ""))
        inner = outer.under(style)
        setting = [*placed(element), *self._clipped(element)]
        if name == "path":
            setting += [*inner.set(style), *self._transparent(inner)]
        if body := list(self._body(element, name, inner)):
            yield from ("q " + " ".join(setting), *body, "Q") if setting else body

    def page(self, width: float, height: float, content: str) -> bytes:
        """Return a PDF of one page."""
        pdf, target = pikepdf.new(), io.BytesIO()
        states = {name: pikepdf.Dictionary(ca=fill, CA=stroke) for (fill, stroke), name in self.opacities.items()}
        images = {name: image_object(pdf, png) for name, png in self.images.items()}
        page = pdf.add_blank_page(page_size=(width, height))
        page.Contents = pdf.make_stream(content.encode("ascii"))
        page.Resources = pikepdf.Dictionary(ExtGState=pikepdf.Dictionary(states), XObject=pikepdf.Dictionary(images))
        pdf.save(target, deterministic_id=True)
        return target.getvalue()

    def _body(self, element: Element, name: str, inner: Paint) -> Iterator[str]:
        if name == "g":
            for child in element:
                yield from self.drawn(child, inner)
        elif name == "use":
            yield from self.drawn(self._at(element.get(_HREF, "")), inner)
        elif name == "image":
            yield self._image(element)
        elif inner.operator and (outline := self._outline(element)):
            yield f"{outline} {inner.operator}"

    def _outline(self, element: Element) -> str:
        if element not in self.outlines:
            self.outlines[element] = OUTLINES[kind(element)](element.attrib)
        return self.outlines[element]

    def _at(self, address: str) -> Element:
        if address[:1] != "#" or address[1:] not in self.elements:
            raise UnknownConstructError(f"a reference to {address}")
        return self.elements[address[1:]]

    def _clipped(self, element: Element) -> Iterator[str]:
        if address := element.get("clip-path"):
            clip = self._at(address.removeprefix("url(").removesuffix(")"))
            shape = clip[0] if len(clip) == 1 and set(clip.attrib) == {"id"} else clip
            if _SHAPES.get(kind(shape)) != set(shape.attrib):
                raise UnknownConstructError("a clip that is more than a shape")
            yield f"{self._outline(shape)} W n"

    def _transparent(self, inner: Paint) -> Iterator[str]:
        opacities = inner.fill_opacity, inner.stroke_opacity
        if opacities != (1, 1):
            yield self.opacities.setdefault(opacities, f"/T{len(self.opacities)}") + " gs"

    def _image(self, element: Element) -> str:
        form, _, data = element.get(_HREF, "").partition(",")
        if form != "data:image/png;base64":
            raise UnknownConstructError(f"an image of {form[:40]}")
        png, name = base64.b64decode(data), f"/I{len(self.images)}"
        self.images[name] = png
        return f"q {fitted(element, png)} cm {name} Do Q"
