"""The structure tree of a PDF as plain Python objects: read once, written back where it changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

Kid = Any
"""An `Element`, the number of marked content on the element's page, or a reference to an annotation."""

Place = tuple[tuple[int, int], int]
"""A page, by its object number, and the number of marked content on it."""


@dataclass(eq=False)
class Element:
    """A structure element.

    Attributes
    ----------
    entry : pikepdf.Dictionary
        The element in the file; attributes such as ``/Alt`` are read and set there.
    role : str
        Without its slash.
    kids : list of Kid
    parent : Element or None
        None for the document.
    """

    entry: Any
    role: str
    kids: list[Kid]
    parent: Element | None

    @property
    def elements(self) -> list[Element]:
        """The kids that are elements."""
        return [kid for kid in self.kids if isinstance(kid, Element)]

    def walk(self) -> Iterator[Element]:
        """Yield this element and all below it, in reading order."""
        yield self
        for kid in list(self.kids):
            if isinstance(kid, Element):
                yield from kid.walk()


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
    removed : set of (page's object number, int)
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
        self._changed[id(element)] = element

    def settle(self, element: Element, kids: list[Kid]) -> None:
        """Make `kids` the kids of `element`; the elements among them leave where they were."""
        for kid in kids:
            if isinstance(kid, Element) and kid.parent is not element:
                if kid.parent is not None and kid in kid.parent.kids:
                    self.settle(kid.parent, [other for other in kid.parent.kids if other is not kid])
                kid.parent = element
                self._changed[id(kid)] = kid
        element.kids = kids
        self._changed[id(element)] = element

    def replace(self, element: Element, others: list[Kid]) -> None:
        """Put `others` where `element` stands."""
        above = element.parent
        assert above is not None, "the document stays"
        place = above.kids.index(element)
        rest = [kid for kid in above.kids if kid is not element and kid not in others]
        element.kids = [kid for kid in element.kids if kid not in others]
        self.settle(above, [*rest[:place], *others, *rest[place:]])
        element.parent = None

    def remove(self, element: Element) -> None:
        """Take `element` out of the tree, with all below it: what it marks becomes an artifact."""
        self.removed |= _places(element)
        self.replace(element, [])

    def marked(self) -> dict[tuple[int, int], set[int]]:
        """Return, for each page, the numbers of the marked content that the tree holds."""
        marked: dict[tuple[int, int], set[int]] = {}
        for page, number in _places(self.root):
            marked.setdefault(page, set()).add(number)
        return marked

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


def _places(below: Element) -> set[Place]:
    return {
        (element.entry.Pg.objgen, kid) for element in below.walk() for kid in element.kids if isinstance(kid, int)
    }


def read_tree(pdf: Any) -> Tree:
    """Return the structure tree of `pdf`."""
    root = pdf.Root.StructTreeRoot
    numbers = list(root.ParentTree.Nums)
    parents = {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
    return Tree(pdf, _read(root.K[0], None), parents)


def _read(entry: Any, parent: Element | None) -> Element:
    element = Element(entry, str(entry.S)[1:], [], parent)
    for kid in entry.K:
        is_element = isinstance(kid, pikepdf.Object) and "/S" in kid
        element.kids.append(_read(kid, element) if is_element else kid)
    return element
