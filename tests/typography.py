"""Read a finished PDF as a stern typesetter does: the places of its lines, and what its structure says they are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf

MARKED = re.compile(rb"<</MCID (\d+)>>\s+BDC(.*?)EMC", re.DOTALL)
BASELINE = re.compile(rb"(?:[-\d.]+ ){5}([-\d.]+) Tm")
HEADINGS = {f"/H{level}" for level in range(1, 7)}
LEAST = 2
"""Lines of a paragraph on either side of a page's end."""


@dataclass
class Part:
    """A structure element: its role, what it is in, and the places of its lines: page, and the baseline from above."""

    role: str
    above: Part | None
    kids: list[Part] = field(default_factory=list)
    own: list[tuple[int, float | None]] = field(default_factory=list)

    def walk(self) -> Iterator[Part]:
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def places(self) -> list[tuple[int, float | None]]:
        return [place for part in self.walk() for place in part.own]

    def is_in(self, roles: set[str]) -> bool:
        return self.role in roles or (self.above is not None and self.above.is_in(roles))


def parts(path: Path) -> list[Part]:
    """Return all structure elements of a PDF, in reading order."""
    with pikepdf.open(path) as pdf:
        number = {page.objgen: count for count, page in enumerate(pdf.pages, 1)}
        lines = {count: _baselines(page) for count, page in enumerate(pdf.pages, 1)}

        def read(entry: Any, above: Part | None) -> Part:
            part = Part(str(entry.S), above)
            for kid in entry.K:
                if isinstance(kid, int):
                    page = number[entry.Pg.objgen]
                    part.own.append((page, lines[page].get(kid)))
                elif "/S" in kid:
                    part.kids.append(read(kid, part))
            return part

        return list(read(pdf.Root.StructTreeRoot.K[0], None).walk())


def _baselines(page: Any) -> dict[int, float | None]:
    return {
        int(mark): float(found[1]) if (found := BASELINE.search(content)) else None
        for mark, content in MARKED.findall(page.Contents.read_bytes())
    }


def lines_by_page(part: Part) -> dict[int, int]:
    """Return how many lines of `part` stand on each page; what stands a little higher is of the same line."""
    heights: dict[int, list[float]] = defaultdict(list)
    for page, height in part.places():
        heights[page] += [height] if height is not None else []
    return {page: 1 + sum(b - a > 6 for a, b in pairwise(sorted(all_))) for page, all_ in heights.items() if all_}


def cut(all_parts: list[Part], role: str) -> list[Part]:
    """Return the parts of this role that stand on more than one page."""
    return [part for part in all_parts if part.role == role and len({page for page, _ in part.places()}) > 1]


def faults(path: Path) -> list[str]:
    """Return every fault found."""
    found = parts(path)
    return [*_lonely_lines(found), *_stray_captions(found), *_last_headings(found), *_pieces(found)]


def _lonely_lines(found: list[Part]) -> Iterator[str]:
    paragraphs = [one for role in ("/P", "/LBody", "/Caption") for one in cut(found, role)]
    for one in paragraphs:
        if any(part.role in {"/L", "/Code", "/P"} for part in one.walk() if part is not one):
            continue
        for page, count in lines_by_page(one).items():
            if count < LEAST:
                yield f"page {page}: {count} line of a {one.role} that another page has the rest of"


def _stray_captions(found: list[Part]) -> Iterator[str]:
    for caption in (part for part in found if part.role == "/Caption"):
        described = caption.above
        assert described is not None
        if described.role not in {"/Figure", "/Table"}:
            yield f"a caption in a {described.role}"
            continue
        beside = [place for kid in described.kids if kid is not caption for place in kid.places()] + described.own
        pages = {page for page, _ in caption.places()}
        if pages != {beside[0 if described.role == "/Table" else -1][0]}:
            yield f"page {min(pages)}: a caption away from its {described.role}"


def _last_headings(found: list[Part]) -> Iterator[str]:
    last: dict[int, Part] = {}
    for part in found:
        for page, _ in part.own:
            last[page] = part
    for page, part in last.items():
        if part.is_in(HEADINGS):
            yield f"page {page}: a heading stands last"


def _pieces(found: list[Part]) -> Iterator[str]:
    """Yield what is told twice because a page cut it: two heads of a table, two labels of an item."""
    for part in found:
        for role in {"/Table": ("/THead", "/TFoot"), "/LI": ("/Lbl",)}.get(part.role, ()):
            if sum(kid.role == role for kid in part.kids) > 1:
                yield f"a {part.role} with more than one {role}"
