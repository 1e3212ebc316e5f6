"""Lines of prose, compiled to Jinja: text, formulas and tags as they follow one another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError
from markdown_it.common.utils import escapeHtml

from report.formats import FILTERS
from report.page.tags import tag_end

if TYPE_CHECKING:
    from markdown_it.token import Token

_SIGNS = re.compile(r"(?![^\w\s])")
_SIGNS_AT_END = re.compile(r"(?=[^\w\s]*$)")
"""Where signs end that a text begins with, and where those begin that it ends with."""

_VALUE = re.compile(
    r"\{\{-?\s*(?:(?:result|settings|inputs|claims|exercise)\.\w|[\w.]+\s*\|\s*(?P<filter>[a-z]+)\b[^{}]*\}\})"
)
"""What is meant for Jinja, in a formula."""

_UNREAD = re.compile(r"\$\$|\\begin\{")
"""What begins a formula, left in text."""


def element(token: Token) -> str:
    """Return the tag that opens or closes what `token` stands for; nothing for what has no tag."""
    if not token.tag:
        return ""
    if token.nesting < 0:
        return f"</{token.tag}>"
    attributes = "".join(f' {key}="{literal(str(value))}"' for key, value in token.attrs.items())
    return f"<{token.tag}{attributes}>"


def written_line(parent: Token, name: str) -> str:
    """Return a line of prose; each formula in it is told the signs that touch it, such as a comma behind it."""
    children = parent.children or []
    said = "".join(_read(child) for child in children)
    if unread := _UNREAD.search(said):
        raise TemplateSyntaxError(
            "a formula stands between dollars, $x$ or $$x$$, and this one is left open\nFor two dollars, write \\$\\$.",
            (parent.map or [0])[0] + 1 + said.count("\n", 0, unread.start()),
            name,
        )
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
            return literal(token.content)
        case "softbreak" | "hardbreak":
            return "<br>\n" if token.type == "hardbreak" else "\n"
        case "tag":
            return str(token.content)
        case "formula":
            above = "".join(map(_read, (parent.children or [])[: (parent.children or []).index(token)]))
            check_formula(token.content, (parent.map or [0])[0] + 1 + above.count("\n"), name)
            entry, lines = ("equation" if token.meta["display"] else "formula"), int(token.meta["lines"])
            more = ', "", "span"' if token.meta["display"] else _arguments(touching)
            return f"{{{{ {entry}({string(token.content)}{more}) }}}}" + "\n" * lines
        case "code_inline":
            return f"<code>{_code(token.content)}</code>"
        case "image":
            raise TemplateSyntaxError(
                "a picture in prose; declare a Figure and write {% call figure(figures.name) %}caption{% endcall %}",
                (parent.map or [0])[0] + 1, name,
            )  # fmt: skip
    return element(token)


def _read(child: Token) -> str:
    """Return the text of a child as it is read, with its line ends; a sign that was escaped is none."""
    match child.type:
        case "text":
            return str(child.content)
        case "text_special":
            return str(child.content) if len(child.content) > 1 else " "
        case "softbreak" | "hardbreak":
            return "\n"
    return "\n" * (int(child.meta["lines"]) if child.type == "formula" else child.content.count("\n"))


def check_formula(tex: str, line: int, name: str) -> None:
    """Raise TemplateSyntaxError if a formula holds what is meant for Jinja: it would be set as letters."""
    value = _VALUE.search(tex)
    if value and (value["filter"] is None or value["filter"] in FILTERS):
        raise TemplateSyntaxError(
            f"{value.group()[:40]} stands in a formula, where braces are TeX's\n"
            "Put the value beside it, or write {{ formula(result.name) }} of LaTeX that compute returns.",
            line,
            name,
        )


def _arguments(touching: tuple[str, str]) -> str:
    return "".join(f", {string(signs)}" for signs in touching) if any(touching) else ""


def _typographic(text: str) -> str:
    """Return dashes and dots as print has them; Markdown's own rule would make (c) a copyright sign."""
    return text.replace("---", "—").replace("--", "–").replace("...", "…")


def _code(content: str) -> str:
    """Escape a code span, but let the tags in it speak: a path from the data may stand in one."""
    pieces, position = [], 0
    for brace in re.finditer(r"\{[{%#]", content):
        end = tag_end(content, brace.start())
        if end is not None and brace.start() >= position:
            pieces += [literal(content[position : brace.start()]), content[brace.start() : end]]
            position = end
    return "".join([*pieces, literal(content[position:])])


def literal(text: str, *, escape: bool = True) -> str:
    """Return text that neither HTML nor Jinja takes for its own."""
    return (escapeHtml(text) if escape else text).replace("{", "&#123;")


def string(text: str) -> str:
    """Return `text` as a Jinja string on one line."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
