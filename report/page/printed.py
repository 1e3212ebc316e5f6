"""The sheet on paper, in parts that are laid out by themselves: a changed sentence lays out the part it stands in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

FRONT = "front"
"""The part that holds title and contents, and so the numbers of all other parts' pages."""

ELSEWHERE = "sheet:"
"""Begins the address of a link into another part, before the anchor there."""

_BEGIN = re.compile(r"<!-- begin (\S+) -->")
_END = "<!-- end -->"
_ID = re.compile(r' id="([^"]+)"')
_LINK = re.compile(r'href="#([^"]+)"')
_LED = re.compile(rf'href="{ELSEWHERE}([^"]+)"')


@dataclass(frozen=True)
class Part:
    """A part of the printed sheet.

    Attributes
    ----------
    name : str
        `FRONT`, an exercise's slug, or ``back``.
    html : str
        A whole document.
    """

    name: str
    html: str

    def with_pages(self, pages: Mapping[str, int]) -> Part:
        """Return the part with the page beside each link into another part, for the style sheet to show.

        Parameters
        ----------
        pages : mapping of str to int
            The page of each anchor, counted from 1 in the whole.
        """

        def numbered(link: re.Match[str]) -> str:
            return f'data-page="{pages[link[1]]}" {link[0]}' if link[1] in pages else link[0]

        return replace(self, html=_LED.sub(numbered, self.html))


@dataclass(frozen=True)
class Paper:
    """The printed sheet.

    Attributes
    ----------
    parts : tuple of Part
        In order; the first is `FRONT`.
    formulas : mapping of str to (str, bool)
        LaTeX and whether it is a display, by the address of each formula's picture.
    head : str
        What stands before the body of every part.
    """

    parts: tuple[Part, ...]
    formulas: Mapping[str, tuple[str, bool]]
    head: str

    def numbers(self, count: int) -> str:
        """Return a document of `count` pages that show their numbers alone, on no ground: they lie over others."""
        head = self.head.replace("</head>", "<style>html, body { background: none }</style></head>")
        return f'{head}<body class="numbers">{"<div></div>" * count}</body></html>\n'


def on_paper(html: str, title: str, formulas: Mapping[str, tuple[str, bool]]) -> Paper:
    """Return the parts between the marks of `html`, each under the head of the whole.

    A link into another part leads to `ELSEWHERE` and the anchor there.
    """
    head, _, rest = html.partition("<body>")
    parts = [part for piece in rest.split(_END) if (part := _marked(piece)) is not None]
    return Paper(tuple(replace(part, html=_document(head, part, title)) for part in parts), formulas, head)


def _marked(piece: str) -> Part | None:
    """Return what stands behind the mark in `piece`, if there is a mark and anything behind it."""
    begin = _BEGIN.search(piece)
    return Part(begin[1], piece[begin.end() :]) if begin and piece[begin.end() :].strip() else None


def _document(head: str, part: Part, title: str) -> str:
    inside = part.html if part.name == FRONT else f"<main>{part.html}</main>"
    own = set(_ID.findall(inside))

    def led(link: re.Match[str]) -> str:
        return link[0] if link[1] in own else f'href="{ELSEWHERE}{link[1]}"'

    return f'{head}<body class="part" data-sheet="{title}">{_LINK.sub(led, inside)}</body></html>\n'
