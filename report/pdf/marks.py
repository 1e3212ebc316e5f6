"""Marks that survive the layout: what WeasyPrint's structure tree would forget of the HTML.

Of an element, the tree keeps its tag's role and a picture's alternative text, no class and no address. So each
picture's text is replaced by its number in a list kept here. Code, which has no role of its own, is put into an
``<article>``, whose role nothing else on the page has; the term of a description, told apart from it by nothing, is
put into two. All is laid out as before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from report.model import Formula
from report.pdf.seams import Seam

_NUMBERED = "\ue000"


@dataclass(frozen=True)
class Picture:
    """A picture of the page.

    Attributes
    ----------
    alt : str
        Its text for those who cannot see it; empty if it only decorates.
    is_formula : bool
    formula : Formula, optional
        What it shows, if that is known.
    """

    alt: str
    is_formula: bool
    formula: Formula | None


@dataclass
class Marks:
    """What was marked.

    Attributes
    ----------
    pictures : list of Picture
        By number.
    links : dict of str to str
        The words that lead to each target; of several, the longest.
    seams : list of Seam
        For each page but the last, what goes on behind it; known after the layout.
    """

    pictures: list[Picture] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    seams: list[Seam] = field(default_factory=list)

    def picture(self, alt: str) -> Picture | None:
        """Return the picture whose alternative text in the structure tree is `alt`."""
        return self.pictures[int(alt.removeprefix(_NUMBERED))] if alt.startswith(_NUMBERED) else None


def mark(root: Any, formulas: Mapping[str, Formula] | None) -> Marks:
    """Mark the pictures, the code and the terms under `root`, and return what they and the links are.

    Parameters
    ----------
    root : Element
        Of the parsed page; changed in place.
    formulas : mapping of str to Formula, optional
        By the address of their picture.

    Raises
    ------
    RuntimeError
        If `formulas` is given and lacks one that the page shows: a bug of ours.
    """
    marks = Marks()
    for link in root.iter("a"):
        _remember(link, marks.links)
    for image in root.iter("img"):
        if (alt := image.get("alt")) is not None:  # without, WeasyPrint complains
            image.set("alt", f"{_NUMBERED}{len(marks.pictures)}")
            marks.pictures.append(_picture(image, alt, formulas))
    blocks = {code for block in root.iter("pre") for code in block.iter("code")}
    for code in [code for code in root.iter("code") if code not in blocks]:
        _fill(code)
    for term in list(root.iter("dt")):
        _fill(term)
        _fill(term)
    for parent in list(root.iter()):
        for place, child in enumerate(parent):
            if child.tag == "pre":
                parent[place] = _wrapped(child)
    return marks


def _picture(image: Element, alt: str, formulas: Mapping[str, Formula] | None) -> Picture:
    if "formula" not in (image.get("class") or "").split():
        return Picture(alt, False, None)
    address = image.get("src", "")
    if formulas is not None and address not in formulas:
        raise RuntimeError(f"the page shows a formula that is not known: {alt} ({address[:60]})")
    return Picture(alt, True, (formulas or {}).get(address))


def _remember(link: Element, links: dict[str, str]) -> None:
    href = (link.get("href") or "").strip()
    target = unquote(href[1:]) if href.startswith("#") else href
    words = " ".join("".join(_words(link)).split())
    if len(words) > len(links.get(target, "")):
        links[target] = words


def _words(element: Element) -> list[str]:
    found = [element.text or ""]
    for child in element:
        found += [child.get("alt") or "", *_words(child), child.tail or ""]
    return found


def _fill(element: Element) -> None:
    inner = Element("article", {"style": "display: inline"})
    inner.text, element.text = element.text, None
    inner.extend(list(element))
    element[:] = [inner]


def _wrapped(child: Element) -> Element:
    wrapper = Element("article")
    wrapper.tail, child.tail = child.tail, None
    wrapper.append(child)
    return wrapper
