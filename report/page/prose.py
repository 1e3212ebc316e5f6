"""Prose in Markdown, LaTeX and Jinja, compiled to Jinja alone, line for line."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError
from jinja2.ext import Extension
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml

from report.listings import highlighted
from report.page import rules
from report.page.tags import balanced, tag_end

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

SUFFIX = ".md.j2"
"""Templates of this name are Markdown."""


_SIGNS = re.compile(r"(?![^\w\s])")
_SIGNS_AT_END = re.compile(r"(?=[^\w\s]*$)")
"""Where signs end that a text begins with, and where those begin that it ends with."""


class Prose(Extension):
    """Compiles `SUFFIX` templates when they are loaded."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 (Jinja's signature)
        """Return `source` as Jinja source; templates of other names pass as they are."""
        return compile_prose(source, name or "") if name and name.endswith(SUFFIX) else source


@cache
def markdown() -> MarkdownIt:
    """Return the one Markdown parser: CommonMark and tables, without raw HTML and indented code."""
    parser = MarkdownIt("commonmark", {"html": False, "typographer": True})
    parser.enable(["table", "smartquotes", "strikethrough"])
    # Indentation inside a call is layout, and an escaped brace must stay apart from text.
    parser.disable(["code", "html_block", "html_inline", "text_join"])
    rules.install(parser)
    return parser


def compile_prose(source: str, name: str = "") -> str:
    """Return Jinja source whose every block begins on the line it had in `source`.

    Raises
    ------
    jinja2.TemplateSyntaxError
        For a picture, or a heading of the first level: neither belongs into prose.
    """
    return "".join(piece for _, piece in compiled_pieces(source, name))


def compiled_pieces(source: str, name: str = "") -> Iterator[tuple[bool, str]]:
    """Yield the Jinja source that `compile_prose` returns, token by token, and whether a block may begin there."""
    tokens = markdown().parse(source)
    line = 0
    for index, token in enumerate(tokens):
        outermost = token.level == 0 and token.nesting >= 0
        before = token.map[0] - line if token.map and token.nesting >= 0 else 0
        piece = "\n" * before + _block(tokens, index, name)
        yield outermost, piece
        line += piece.count("\n")


def _block(tokens: Sequence[Token], index: int, name: str) -> str:
    token = tokens[index]
    match token.type:
        case "inline":
            return _line(token, name)
        case "tags":
            return _wrapped(token.content, token.meta["tags"])
        case "display":
            call = f"{{{{ equation({_string(token.content)}, {_string(token.meta['label'])}) }}}}"
            return call + "\n" * token.content.count("\n")
        case "paragraph_open" | "paragraph_close":
            return _paragraph(tokens, index)
        case "heading_open" | "heading_close":
            return _heading(tokens, index, name)
        case "fence":
            shown = _literal(highlighted(token.content, token.info.strip()), escape=False)
            return f'<pre class="code"><code>{shown}</code></pre>'
    return _element(token)


def _paragraph(tokens: Sequence[Token], index: int) -> str:
    """Open or close a paragraph. One that holds statements decides when it is rendered what it is."""
    opens = tokens[index].nesting > 0
    if tokens[index].hidden:
        return ""
    inline = tokens[index + 1 if opens else index - 1]
    tags = tuple(child.content for child in inline.children or () if child.type == "tag")
    if any(tag.startswith("{%") for tag in tags) and balanced(tags):
        return "{% filter paragraph %}" if opens else "{% endfilter %}"
    return "<p>" if opens else "</p>"


def _wrapped(content: str, tags: tuple[str, ...]) -> str:
    """Return lines of tags, as a paragraph if they may turn out to be text."""
    speaks = any(tag.startswith("{{") for tag in tags)
    return f"{{% filter paragraph %}}{content}{{% endfilter %}}" if speaks and balanced(tags) else content


def _heading(tokens: Sequence[Token], index: int, name: str) -> str:
    token = tokens[index]
    if token.nesting < 0:
        return "{% endcall %}"
    level = int(token.tag[1])
    if level == 1:
        line = token.map[0] + 1 if token.map else 1
        raise TemplateSyntaxError(
            "a heading of the first level; the exercise's title comes from its declaration, its parts begin with ##",
            line, name,
        )  # fmt: skip
    return f"{{% call heading({level + 1}, {_string(tokens[index + 1].content)}) %}}"


def _element(token: Token) -> str:
    if not token.tag:
        return ""
    if token.nesting < 0:
        return f"</{token.tag}>"
    attributes = "".join(f' {key}="{_literal(str(value))}"' for key, value in token.attrs.items())
    return f"<{token.tag}{attributes}>"


def _line(parent: Token, name: str) -> str:
    """Return a line of prose; each formula in it is told the signs that touch it, such as a comma behind it."""
    children = parent.children or []
    texts = {index: _typographic(child.content) for index, child in enumerate(children) if child.type == "text"}
    touching: dict[int, tuple[str, str]] = {}
    for index, child in enumerate(children):
        if child.type == "formula" and not child.meta["display"]:
            texts[index - 1], before = _parted(texts.get(index - 1, ""), _SIGNS_AT_END)
            after, texts[index + 1] = _parted(texts.get(index + 1, ""), _SIGNS)
            touching[index] = before, after
    return "".join(
        escapeHtml(texts[index])
        if child.type == "text"
        else _inline(child, parent, name, touching.get(index, ("", "")))
        for index, child in enumerate(children)
    )


def _parted(text: str, cut: re.Pattern[str]) -> tuple[str, str]:
    """Return `text` in two, parted at the first empty match of `cut`."""
    place = cut.search(text)
    return (text[: place.start()], text[place.start() :]) if place else (text, "")


def _inline(token: Token, parent: Token, name: str, touching: tuple[str, str]) -> str:
    match token.type:
        case "text_special":
            return _literal(token.content)
        case "softbreak" | "hardbreak":
            return "<br>\n" if token.type == "hardbreak" else "\n"
        case "tag":
            return str(token.content)
        case "formula":
            entry, lines = ("equation" if token.meta["display"] else "formula"), int(token.meta["lines"])
            more = ', "", "span"' if token.meta["display"] else _arguments(touching)
            return f"{{{{ {entry}({_string(token.content)}{more}) }}}}" + "\n" * lines
        case "code_inline":
            return f"<code>{_code(token.content)}</code>"
        case "image":
            raise TemplateSyntaxError(
                "a picture in prose; declare a Figure and write {% call figure(figures.name) %}caption{% endcall %}",
                (parent.map or [0])[0] + 1, name,
            )  # fmt: skip
    return _element(token)


def _arguments(touching: tuple[str, str]) -> str:
    return "".join(f", {_string(signs)}" for signs in touching) if any(touching) else ""


def _typographic(text: str) -> str:
    """Return dashes and dots as print has them; Markdown's own rule would make (c) a copyright sign."""
    return text.replace("---", "—").replace("--", "–").replace("...", "…")


def _code(content: str) -> str:
    """Escape a code span, but let the tags in it speak: a path from the data may stand in one."""
    pieces, position = [], 0
    for brace in re.finditer(r"\{[{%#]", content):
        end = tag_end(content, brace.start())
        if end is not None and brace.start() >= position:
            pieces += [_literal(content[position : brace.start()]), content[brace.start() : end]]
            position = end
    return "".join([*pieces, _literal(content[position:])])


def _literal(text: str, *, escape: bool = True) -> str:
    """Return text that neither HTML nor Jinja takes for its own."""
    return (escapeHtml(text) if escape else text).replace("{", "&#123;")


def _string(text: str) -> str:
    """Return `text` as a Jinja string on one line."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
