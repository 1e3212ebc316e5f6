"""Prose in Markdown, LaTeX and Jinja, compiled to Jinja alone, line for line."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError
from jinja2.ext import Extension
from markdown_it import MarkdownIt

from report.listings import highlighted
from report.page import rules
from report.page.lines import check_formula, element, literal, string, written_line
from report.page.tags import balanced

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

SUFFIX = ".md.j2"
"""Templates of this name are Markdown."""

ENCODING = "utf-8-sig"
"""Of templates; some editors begin a file with a mark of its byte order."""


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
            return written_line(token, name)
        case "tags":
            return _wrapped(token.content, token.meta["tags"])
        case "display":
            check_formula(token.content, (token.map or [0])[0] + 1, name)
            call = f"{{{{ equation({string(token.content)}, {string(token.meta['label'])}) }}}}"
            return call + "\n" * token.content.count("\n")
        case "paragraph_open" | "paragraph_close":
            return _paragraph(tokens, index)
        case "heading_open" | "heading_close":
            return _heading(tokens, index, name)
        case "fence":
            shown = literal(highlighted(token.content, token.info.strip()), escape=False)
            return f'<pre class="code"><code>{shown}</code></pre>'
    return element(token)


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
    return f"{{% call heading({level + 1}, {string(tokens[index + 1].content)}) %}}"
