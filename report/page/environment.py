"""The Jinja environment: strict, escaping, with the filters of `report.formats`."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, Undefined
from markupsafe import Markup

from report.formats import FILTERS, filtered, plain
from report.page.lookup import Missing
from report.page.markup import trusted
from report.page.prose import ENCODING, Prose

if TYPE_CHECKING:
    from pathlib import Path

_HIDING = ("default", "d", "safe", "urlize")
"""Jinja's filters that hide an undefined name, or let a value speak HTML."""

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BLOCK = re.compile(r'(?:<span id="[^"]*"></span>|\s)*<(?:figure|div|table|section|p|ul|ol|pre|blockquote|h\d)\b')


@cache
def environment(templates: Path) -> Environment:
    """Return the environment for the folder `templates`; one a folder, so that each file compiles once."""
    made = Environment(
        loader=FileSystemLoader(templates, encoding=ENCODING),
        autoescape=True,
        undefined=Missing,
        extensions=[Prose],
        finalize=visible,
        keep_trailing_newline=True,
        trim_blocks=False,
        optimized=False,  # a search for constant expressions, of which prose has none, takes a third of compiling
    )
    for name in _HIDING:
        del made.filters[name]
    made.filters.update({name: partial(_filter, name) for name in FILTERS})
    made.filters["paragraph"] = paragraph
    return made


def _filter(name: str, value: Any, *digits: Any, **named: Any) -> str:
    if isinstance(value, Undefined):
        str(value)  # raises, and says what was probably meant
    return filtered(name, value, *digits, **named)


def visible(value: Any) -> Any:
    """Return what a template prints for `value`: plain text, its control characters shown as signs.

    A terminal's escape becomes U+241B; what no text may hold becomes U+FFFD.
    """
    if isinstance(value, Markup | Undefined):
        return value
    return _CONTROL.sub(_sign, plain(value))


def _sign(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code == 0x7F:
        return "\N{SYMBOL FOR DELETE}"
    return chr(0x2400 + code) if code < 0x20 else "\N{REPLACEMENT CHARACTER}"


def paragraph(html: str) -> Markup:
    """Return rendered prose as a paragraph, unless it turned out to be empty or a block of its own."""
    if not html.strip():
        return Markup("")
    return trusted(html) if _BLOCK.match(html) else Markup("<p>") + html + Markup("</p>")
