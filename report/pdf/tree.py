"""The structure tree of a PDF as plain Python objects: read once, written back where it changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Any

import pikepdf

Kid = Any
"""An `Element`, the number of marked content on the element's page, or a reference to an annotation."""

Place = tuple[int, int]
"""A page, by its object number, and the number of marked content on it."""


@dataclass(eq=False, repr=False)
class Element:
    """A structure element.

    Attributes
    ----------
    pdf : pikepdf.Pdf
    number : int
        Its object's.
    page : int
        The object number of the page that its marked content is on; 0 for the document.
    role : str
        Without its slash.
    kids : list of Kid
    parent : Element or None
        None for the document.
    """

    pdf: Any
    number: int
    page: int
    role: str
    kids: list[Kid]
    parent: Element | None

    @property
    def entry(self) -> Any:
        """The element in the file; attributes such as ``/Alt`` are read and set there."""
        return self.pdf.get_object(self.number, 0)

    @property
    def elements(self) -> list[Element]:
        """The kids that are elements."""
        return [kid for kid in self.kids if isinstance(kid, Element)]

    def walk(self) -> Iterator[Element]:
        """Yield this element and all below it, in reading order."""
        ahead = [self]
        while ahead:
            element = ahead.pop()
            yield element
            ahead += [kid for kid in reversed(element.kids) if isinstance(kid, Element)]


@dataclass(eq=False)
class Tree:
    """The structure tree.

    Attributes
    ----------
    pdf : pikepdf.Pdf
    root : Element
        The document.
    parents : dict of int to object
        The parent tree: by a page's ``/StructParents`` an array of elements by the number of their marked content;
        by an annotation's ``/StructParent`` its element.
    removed : set of Place
        Marked content that a pass took out of the tree.
    """

    pdf: Any
    root: Element
    parents: dict[int, Any]
    removed: set[Place] = field(default_factory=set)
    _changed: dict[int, Element] = field(default_factory=dict)

    def find(self, *roles: str) -> list[Element]:
        """Return the elements of these roles, in reading order."""
        return [element for element in self.root.walk() if element.role in roles]

    def rename(self, element: Element, role: str) -> None:
        """Give `element` another role."""
        element.role = role
        self._changed[element.number] = element

    def settle(self, element: Element, kids: list[Kid]) -> None:
        """Make `kids` the kids of `element`; the elements among them leave where they were."""
        for kid in kids:
            if isinstance(kid, Element) and kid.parent is not element:
                if kid.parent is not None:
                    self.settle(kid.parent, without(kid.parent.kids, kid))
                kid.parent = element
                self._changed[kid.number] = kid
        element.kids = kids
        self._changed[element.number] = element

    def replace(self, element: Element, others: list[Kid]) -> None:
        """Put `others` where `element` stands."""
        above = element.parent
        assert above is not None, "the document stays"
        place = position(above.kids, element)
        self.settle(above, [*above.kids[:place], *others, *above.kids[place + 1 :]])
        element.parent = None

    def remove(self, element: Element) -> None:
        """Take `element` out of the tree, with all below it: what it marks becomes an artifact."""
        self.removed |= set(_places(element))
        self.replace(element, [])
        self._changed.pop(element.number, None)

    def make(self, role: str, parent: Element) -> Element:
        """Return a new element on the page of `parent`, among whose kids it is still to be put."""
        page = self.pdf.get_object(parent.page, 0)
        entry = pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name(f"/{role}"), Pg=page)
        return Element(self.pdf, self.pdf.make_indirect(entry).objgen[0], parent.page, role, [], parent)

    def merge(self, element: Element, later: Element) -> None:
        """Let `element` take in all that `later` holds."""
        kids = later.kids
        if element.page == later.page:
            self._own(element, kids)
        else:
            kids = self._in_spans(later)
        later.kids = []
        self.settle(element, [*element.kids, *kids])
        self.remove(later)

    def _in_spans(self, element: Element) -> list[Kid]:
        """Return the kids of `element`, marked content in spans: it is counted by page, and an element has one."""
        kids: list[Kid] = []
        for is_marked, run in groupby(element.kids, lambda kid: isinstance(kid, int)):
            if is_marked:
                span = self.make("Span", element)
                self.settle(span, [*run])
                self._own(span, span.kids)
                kids.append(span)
            else:
                kids += run
        return kids

    def _own(self, element: Element, kids: list[Kid]) -> None:
        """Say in the parent tree that the marked content among `kids` is the content of `element`."""
        for kid in kids:
            if isinstance(kid, int):
                self._entries[element.page][kid] = element.entry

    @cached_property
    def _entries(self) -> dict[int, Any]:
        return {page.objgen[0]: self.parents[int(page.StructParents)] for page in self.pdf.pages}

    def marked(self) -> set[Place]:
        """Return the marked content that the tree holds."""
        return set(_places(self.root))

    def write(self) -> None:
        """Write what changed into the file."""
        for element in self._changed.values():
            entry = element.entry
            entry.S = pikepdf.Name(f"/{element.role}")
            entry.K = pikepdf.Array([kid.entry if isinstance(kid, Element) else kid for kid in element.kids])
            if element.parent is not None:
                entry.P = element.parent.entry
        numbers = [part for key in sorted(self.parents) for part in (key, self.parents[key])]
        self.pdf.Root.StructTreeRoot.ParentTree.Nums = pikepdf.Array(numbers)


def position(kids: list[Kid], element: Element) -> int:
    """Return where `element` stands; by identity, as a comparison with pikepdf's objects costs."""
    return next(place for place, kid in enumerate(kids) if kid is element)


def without(kids: list[Kid], element: Element) -> list[Kid]:
    """Return `kids` but for `element`."""
    return [kid for kid in kids if kid is not element]


def _places(below: Element) -> Iterator[Place]:
    for element in below.walk():
        for kid in element.kids:
            if isinstance(kid, int):
                yield element.page, kid
