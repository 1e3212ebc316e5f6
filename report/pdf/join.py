"""Join the parts of the sheet, each laid out and mended by itself, to one PDF."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from typing import Any

import pikepdf

from report.pdf.outline import go_on, outermost, set_outline
from report.pdf.passes.artifacts import FOOTER
from report.pdf.passes.identifiers import index
from report.pdf.saving import saved


def join(
    parts: Sequence[bytes], numbers: bytes, elsewhere: str, continued: Mapping[int, Sequence[int]] | None = None
) -> bytes:
    """Return the parts one behind the other, as one document with one structure tree.

    Parameters
    ----------
    parts : sequence of bytes
        PDFs with a structure tree each, no two with an anchor or an identifier in common; title, language, metadata
        and profile are those of the first.
    numbers : bytes
        A PDF with as many pages as all parts together. Each is laid over the page it belongs to, as an artifact.
    elsewhere : str
        A scheme: an address of it and an anchor is made a link to that anchor, whatever part it is in.
    continued : mapping of int to sequence of int, optional
        The levels of the headings of each part that goes on with the chapter before, by its place.

    Raises
    ------
    RuntimeError
        If a link leads nowhere, or there are more or fewer numbers than pages: a bug of ours.
    """
    with ExitStack() as opened:
        whole, *others = (opened.enter_context(pikepdf.open(io.BytesIO(part))) for part in parts)
        anchors, outline = _anchors(whole), outermost(whole)
        identifiers = _identifiers(whole.Root.StructTreeRoot)
        for place, other in enumerate(others, 1):
            first = len(whole.pages)
            for page in other.pages:
                whole.pages.append(page)
            identifiers |= _identifiers(_take_tree(whole, other, first))
            anchors |= _named(whole.copy_foreign(other.make_indirect(pikepdf.Array(_names(_anchors(other))))))
            bookmarks = [whole.copy_foreign(item) for item in outermost(other)]
            if continued and place in continued:
                go_on(outline[-1], bookmarks, continued[place])
            else:
                outline += bookmarks
        if identifiers:
            index(whole, identifiers)
        _set_anchors(whole, anchors)
        set_outline(whole, outline)
        _lead_within(whole, anchors, elsewhere)
        _lay_over(whole, opened.enter_context(pikepdf.open(io.BytesIO(numbers))))
        return saved(whole)


def _take_tree(whole: Any, other: Any, first: int) -> Any:
    """Put the structure of `other`, whose pages begin at `first`, behind that of `whole`; return its copy."""
    ours, theirs = whole.Root.StructTreeRoot, whole.copy_foreign(other.Root.StructTreeRoot)
    numbers, more = list(ours.ParentTree.Nums), list(theirs.ParentTree.Nums)
    shift = max(map(int, numbers[::2]), default=-1) + 1
    for page in whole.pages[first:]:
        page.StructParents = int(page.StructParents) + shift
        for annotation in page.get("/Annots", ()):
            annotation.StructParent = int(annotation.StructParent) + shift
    more[::2] = [int(number) + shift for number in more[::2]]
    ours.ParentTree.Nums = pikepdf.Array(numbers + more)
    document, further = ours.K[0], theirs.K[0]
    for kid in further.K:
        kid.P = document
        document.K.append(kid)
    return theirs


def _identifiers(tree: Any) -> dict[bytes, Any]:
    return _named(tree.IDTree.Kids[0].Names) if "/IDTree" in tree else {}


def _anchors(pdf: Any) -> dict[bytes, Any]:
    names = pdf.Root.get("/Names", {})
    return _named(names.Dests.Names) if "/Dests" in names else {}


def _set_anchors(whole: Any, anchors: Mapping[bytes, Any]) -> None:
    if anchors:
        if "/Names" not in whole.Root:
            whole.Root.Names = pikepdf.Dictionary()
        whole.Root.Names.Dests = pikepdf.Dictionary(Names=_names(anchors))


def _named(names: Iterable[Any]) -> dict[bytes, Any]:
    flat = list(names)
    return {bytes(name): value for name, value in zip(flat[::2], flat[1::2], strict=True)}


def _names(named: Mapping[bytes, Any]) -> Any:
    return pikepdf.Array([part for name in sorted(named) for part in (pikepdf.String(name), named[name])])


def _lead_within(whole: Any, anchors: Mapping[bytes, Any], elsewhere: str) -> None:
    for page in whole.pages:
        for annotation in page.get("/Annots", ()):
            address = str(annotation.A.URI) if "/A" in annotation else ""
            if address.startswith(elsewhere):
                anchor = address.removeprefix(elsewhere)
                if anchor.encode() not in anchors:
                    raise RuntimeError(f"a link leads to {anchor!r}, which no part has")
                del annotation.A
                annotation.Dest = pikepdf.String(anchor)


def _lay_over(whole: Any, numbers: Any) -> None:
    if len(numbers.pages) != len(whole.pages):
        raise RuntimeError(f"{len(numbers.pages)} numbers for {len(whole.pages)} pages")
    for place, (page, number) in enumerate(zip(whole.pages, numbers.pages, strict=True), 1):
        form = whole.copy_foreign(number.as_form_xobject())
        name = page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name(f"/Number{place}"))
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(b"\nQ " + FOOTER + f" {name} Do EMC\n".encode())
        page.contents_coalesce()
