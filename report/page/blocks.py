"""Prose in blocks that can be rendered one by one: the whole is what they are, one behind the other."""

from __future__ import annotations

import re
from dataclasses import dataclass

from report.page.prose import compiled_pieces
from report.page.tags import BLOCKS, tag_end

_OPENS = re.compile(r"\{[{%#]")
_WORD = re.compile(r"\{%[-+]?\s*(\w+)")
_INSIDE = frozenset({"elif", "else"})
_TRIMS_BEFORE = re.compile(r"\s*\{[{%#]-")
_TRIMS_BEHIND = ("-}}", "-%}", "-#}")


@dataclass(frozen=True)
class Block:
    """A paragraph, a heading, a call with all that is between its tags: Jinja source, and the line it begins on."""

    line: int
    source: str


def blocks(prose: str, name: str = "") -> tuple[Block, ...]:
    """Return `prose` compiled to Jinja, in blocks.

    Each renders by itself to what it renders to within the whole. Prose that takes in other templates, sets names or
    holds any other statement whose reach is the whole is one block.

    Raises
    ------
    jinja2.TemplateSyntaxError
        As `compile_prose` does.
    """
    pieces = [*compiled_pieces(prose, name)]
    found: list[str] = [""]
    depth = 0
    for begins, piece in pieces:
        inside = _depth_behind(piece, depth)
        if inside is None:
            return (Block(1, "".join(piece for _, piece in pieces)),)
        trims = found[-1].endswith(_TRIMS_BEHIND) or _TRIMS_BEFORE.match(piece)
        if begins and depth == 0 and piece and not trims:
            found.append("")
        found[-1] += piece
        depth = inside
    return tuple(_on_their_lines(found))


def _on_their_lines(sources: list[str]) -> list[Block]:
    line, placed = 1, []
    for source in sources:
        if source:
            placed.append(Block(line, source))
        line += source.count("\n")
    return placed


def _depth_behind(piece: str, depth: int) -> int | None:
    """Return how many statements are open behind `piece`; None if one of them reaches beyond its end."""
    position = 0
    while (opens := _OPENS.search(piece, position)) is not None:
        end = tag_end(piece, opens.start())
        if end is None:
            return None
        word = _WORD.match(piece, opens.start())
        if word and word[1] in BLOCKS and word[1] != "macro":
            depth += 1
        elif word and word[1].startswith("end"):
            depth -= 1
        elif word and word[1] not in _INSIDE:
            return None
        position = end
    return depth
