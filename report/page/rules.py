"""Three rules beyond Markdown: formulas between dollars, Jinja tags in a line, Jinja tags that are a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.ruler import RuleOptionsType

from report.page.tags import tag_end, tag_run

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

_DISPLAY = re.compile(r"\$\$(?P<tex>.+?)\$\$[ \t]*(?:\{#(?P<label>eq:[\w-]+)\})?[ \t]*(?=\n|$)", re.DOTALL)
_INTERRUPTIBLE: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}


def _inline_formula(state: StateInline, silent: bool) -> bool:
    """``$x$`` and, within a sentence, ``$$x$$``; a price such as ``$5`` stays text, as in Pandoc."""
    source, start = state.src, state.pos
    if source[start] != "$":
        return False
    fence = "$$" if source.startswith("$$", start) else "$"
    end = _closing_dollar(source, start + len(fence), fence)
    if end is None:
        return False
    if not silent:
        token = state.push("formula", "", 0)
        token.content = source[start + len(fence) : end].strip()
        token.meta = {"display": fence == "$$", "lines": source.count("\n", start, end)}
    state.pos = end + len(fence)
    return True


def _closing_dollar(source: str, start: int, fence: str) -> int | None:
    """Return where the formula that begins at `start` ends."""
    if fence == "$" and (start >= len(source) or source[start].isspace()):
        return None
    position = start
    while (position := source.find(fence, position)) > 0:
        before, after = source[position - 1], source[position + 1 : position + 2]
        tight = fence == "$$" or not (before.isspace() or after.isdigit())
        if before != "\\" and tight and position > start:
            return position
        position += len(fence)
    return None


def _display_formula(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """``$$ ... $$`` on lines of its own, with ``{#eq:name}`` behind it if it is numbered."""
    begin = state.bMarks[first] + state.tShift[first]
    match = _DISPLAY.match(state.src, begin, state.eMarks[last - 1])
    if match is None:
        return False
    if not silent:
        _push(state, "display", first, match.end())
        state.tokens[-1].content = match["tex"].strip()
        state.tokens[-1].meta = {"label": match["label"] or ""}
    return True


def _tag_lines(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Tags that fill their lines. A statement may end a paragraph; a value needs blank lines around it."""
    begin = state.bMarks[first] + state.tShift[first]
    tags, end = tag_run(state.src[: state.eMarks[last - 1]], begin)
    if not tags or state.src[end : state.src.find("\n", end) if "\n" in state.src[end:] else None].strip():
        return False
    if any(tag.startswith("{{") for tag in tags):
        if silent:
            return False
        after = first + state.src.count("\n", begin, end) + 1
        statement = after < last and state.src.startswith("{%", state.bMarks[after] + state.tShift[after])
        if after < last and not state.isEmpty(after) and not statement:
            return False
    if not silent:
        _push(state, "tags", first, end)
        state.tokens[-1].content = state.src[begin:end]
        state.tokens[-1].meta = {"tags": tags}
    return True


def _push(state: StateBlock, kind: str, first: int, end: int) -> None:
    begin = state.bMarks[first]
    state.line = first + state.src.count("\n", begin, end) + 1
    token = state.push(kind, "", 0)
    token.map = [first, state.line]


def _inline_tag(state: StateInline, silent: bool) -> bool:
    """Pass a Jinja tag within a line through as it stands."""
    if state.src[state.pos] != "{":
        return False
    end = tag_end(state.src, state.pos)
    if end is None:
        return False
    if not silent:
        state.push("tag", "", 0).content = state.src[state.pos : end]
    state.pos = end
    return True


def install(markdown: MarkdownIt) -> None:
    """Add the rules to `markdown`."""
    markdown.block.ruler.before("fence", "tags", _tag_lines, _INTERRUPTIBLE)
    markdown.block.ruler.before("fence", "display", _display_formula, _INTERRUPTIBLE)
    markdown.inline.ruler.before("escape", "formula", _inline_formula)
    markdown.inline.ruler.before("escape", "tag", _inline_tag)
