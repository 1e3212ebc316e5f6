"""Where a Jinja tag ends, strings and brackets inside it respected."""

from __future__ import annotations

import re

OPENERS = {"{{": "}}", "{%": "%}", "{#": "#}"}
"""The three kinds of tag: expression, statement, comment."""

BLOCKS = frozenset({"if", "for", "call", "filter", "macro", "with", "autoescape"})
"""Statements that need an end."""

_STRING = re.compile(r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'""", re.DOTALL)
_KEYWORD = re.compile(r"\{%[-+]?\s*(\w+)")


def tag_end(source: str, start: int) -> int | None:
    """Return the index after the tag that opens at `start`, or None if none does or it stays open."""
    closer = OPENERS.get(source[start : start + 2])
    if closer is None:
        return None
    if closer == "#}":
        end = source.find(closer, start + 2)
        return None if end < 0 else end + 2
    position, depth = start + 2, 0
    while position < len(source):
        if depth == 0 and source.startswith(closer, position):
            return position + 2
        character = source[position]
        if character in "\"'":
            string = _STRING.match(source, position)
            if string is None:
                return None
            position = string.end()
            continue
        depth += (character in "([{") - (character in ")]}")
        position += 1
    return None


def tag_run(source: str, start: int) -> tuple[tuple[str, ...], int]:
    """Return the tags that follow one another from `start`, only blanks between them, and where they end."""
    tags, position = [], start
    while (end := tag_end(source, position)) is not None:
        tags.append(source[position:end])
        position = end
        blank = re.compile(r"[ \t]*").match(source, position)
        after = blank.end() if blank else position
        if tag_end(source, after) is None:
            break
        position = after
    return tuple(tags), position


def balanced(tags: tuple[str, ...]) -> bool:
    """Whether every statement among `tags` that needs an end has one."""
    open_blocks: list[str] = []
    for tag in tags:
        keyword = _KEYWORD.match(tag)
        word = keyword.group(1) if keyword else ""
        if word in BLOCKS:
            open_blocks.append(word)
        elif word.startswith("end") and (not open_blocks or open_blocks.pop() != word.removeprefix("end")):
            return False
    return not open_blocks
