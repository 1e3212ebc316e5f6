"""The sheet on paper, in parts that are laid out by themselves: a changed sentence lays out the part it stands in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from report.errors import TemplateError

FRONT = "front"
"""The part that holds title and contents, and so the numbers of all other parts' pages."""

ELSEWHERE = "sheet:"
"""Begins the address of a link into another part, before the anchor there."""

NEW_PAGE = '<div class="new-page"></div>'
"""Where the author begins a page, and so a part."""

_BEGIN = re.compile(r"<!-- begin (\S+) -->")
_END = "<!-- end -->"
_ID = re.compile(r' id="([^"]+)"')
_LINK = re.compile(r'href="#([^"]+)"')
_LED = re.compile(rf'href="{ELSEWHERE}([^"]+)"')
_TITLE = re.compile(r"<h2[^>]*>(.*?)</h2>", re.DOTALL)
_HEADING = re.compile(r"<h([2-6])\b")
_OPENING = re.compile(r"<(?!(?:br|img|hr|wbr|col|input|source)\b)[a-z][^>]*(?<!/)>")


@dataclass(frozen=True)
class Part:
    """A part of the printed sheet.

    Attributes
    ----------
    name : str
        `FRONT`, an exercise's slug, or ``back``; with a number from 2 on, where the author began a page in it.
    html : str
        A whole document.
    continues : str
        The title of the chapter that the part goes on with; empty for one that begins it.
    """

    name: str
    html: str
    continues: str = ""

    @property
    def levels(self) -> tuple[int, ...]:
        """The levels of its headings, that of a chapter being 1."""
        return tuple(int(level) - 1 for level in _HEADING.findall(self.html))

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


def check_new_pages(html: str) -> None:
    """See to it that a chapter can be parted where its author begins a page.

    Raises
    ------
    TemplateError
        If a page is to begin inside of something.
    """
    depth = 0
    for piece in html.split(NEW_PAGE)[:-1]:
        depth += len(_OPENING.findall(piece)) - piece.count("</")
        if depth:
            raise TemplateError(
                "new_page() stands inside of something",
                remedy="Put it between blank lines, outside of calls and lists.",
            )


def on_paper(html: str, title: str, formulas: Mapping[str, tuple[str, bool]]) -> Paper:
    """Return the parts between the marks of `html`, each under the head of the whole.

    A link into another part leads to `ELSEWHERE` and the anchor there.
    """
    head, _, rest = html.partition("<body>")
    marked = [part for piece in rest.split(_END) if (part := _marked(piece)) is not None]
    parts = [piece for part in marked for piece in _on_new_pages(part)]
    return Paper(tuple(replace(part, html=_document(head, part, title)) for part in parts), formulas, head)


def _marked(piece: str) -> Part | None:
    """Return what stands behind the mark in `piece`, if there is a mark and anything behind it."""
    begin = _BEGIN.search(piece)
    return Part(begin[1], piece[begin.end() :]) if begin and piece[begin.end() :].strip() else None


def _on_new_pages(part: Part) -> list[Part]:
    """Return the part in as many as it has pages that its author begins; one with nothing on it is none."""
    if NEW_PAGE not in part.html:
        return [part]
    first, *others = part.html.rstrip().removesuffix("</section>").split(NEW_PAGE)
    title = _TITLE.search(first)
    continues = re.sub(r"<[^>]+>", "", title[1]) if title else part.name
    pieces = [f'<section class="exercise">{piece}</section>' for piece in others if piece.strip()]
    more = [Part(f"{part.name}-{number}", piece, continues) for number, piece in enumerate(pieces, 2)]
    return [replace(part, html=f"{first}</section>"), *more]


def _document(head: str, part: Part, title: str) -> str:
    inside = part.html if part.name == FRONT else f"<main>{part.html}</main>"
    own = set(_ID.findall(inside))

    def led(link: re.Match[str]) -> str:
        return link[0] if link[1] in own else f'href="{ELSEWHERE}{link[1]}"'

    opens = f'class="part continued" data-exercise="{part.continues}"' if part.continues else 'class="part"'
    return f'{head}<body {opens} data-sheet="{title}">{_LINK.sub(led, inside)}</body></html>\n'
