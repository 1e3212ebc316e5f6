"""The source of functions, found by name without importing them, and highlighted."""

from __future__ import annotations

import ast
import difflib
import re
import sys
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

from report.errors import DeclarationError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True)
class Listing:
    """A function's source.

    Attributes
    ----------
    reference : str
        As declared: ``package.module:name``.
    file : str
        Path below the folder its package lies in.
    line : int
        First line, decorators included.
    html : str
        Highlighted source without ``<pre>``, as `highlighted` returns it.
    """

    reference: str
    file: str
    line: int
    html: str

    @property
    def name(self) -> str:
        """The function's own name."""
        return self.reference.partition(":")[2]


def listing(reference: str, roots: Sequence[Path] | None = None, *, columns: int | None = None) -> Listing:
    """Find the function or class that `reference` names.

    Parameters
    ----------
    reference : str
        ``package.module:name`` or ``package.module:Class.method``.
    roots : sequence of Path, optional
        Folders to look for the package in; default, where Python would find it.
    columns : int, optional
        Where lines are broken; default, left to the reader's screen.

    Raises
    ------
    DeclarationError
        If there is no such module, or it defines no such name.
    """
    module, _, name = reference.partition(":")
    path, file = _module_file(reference, module, _roots(module) if roots is None else roots)
    source = path.read_text(encoding="utf-8")
    definitions = dict(_definitions(ast.parse(source, filename=file)))
    if name not in definitions:
        near = difflib.get_close_matches(name, definitions, n=1)
        raise DeclarationError(
            f"{module} defines no {name or 'function without a name'!r}",
            place=f"code of an exercise: {reference}",
            remedy=f"Did you mean {module}:{near[0]}?"
            if near
            else f"It defines {', '.join(definitions) or 'nothing'}.",
        )
    node = definitions[name]
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    lines = source.splitlines(keepends=True)[first - 1 : node.end_lineno]
    return Listing(reference, file, first, highlighted(dedent("".join(lines)), "python", columns))


def definition_file(reference: str) -> Path:
    """Return the file of the module that `reference` names.

    Raises
    ------
    DeclarationError
        If there is no such module.
    """
    module = reference.partition(":")[0]
    return _module_file(reference, module, _roots(module))[0]


def _roots(module: str) -> list[Path]:
    """Return where Python finds the package: where it was found already, else its path."""
    package = sys.modules.get(module.partition(".")[0])
    found = [Path(folder).parent for folder in getattr(package, "__path__", ())]
    return found + [Path(entry) for entry in sys.path]


def _module_file(reference: str, module: str, roots: Sequence[Path]) -> tuple[Path, str]:
    stem = Path(*module.split("."))
    for root in roots:
        for candidate in (stem.with_suffix(".py"), stem / "__init__.py"):
            if (root / candidate).is_file():
                return root / candidate, candidate.as_posix()
    raise DeclarationError(
        f"there is no module {module!r}",
        place=f"code of an exercise: {reference}",
        remedy="Write package.module:name, with the package on Python's path.",
    )


_Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def _definitions(tree: ast.Module | ast.ClassDef, prefix: str = "") -> Iterator[tuple[str, _Definition]]:
    for node in tree.body:
        if isinstance(node, _Definition):
            yield prefix + node.name, node
        if isinstance(node, ast.ClassDef):
            yield from _definitions(node, f"{prefix}{node.name}.")


COLOURED = frozenset(
    [
        "k",
        "kc",
        "kd",
        "kn",
        "kr",
        "ow",
        "bp",
        "nb",
        "nf",
        "nc",
        "nd",
        "fm",
        "s",
        "sa",
        "s1",
        "s2",
        "sd",
        "se",
        "si",
        "m",
        "mi",
        "mf",
        "mh",
        "c",
        "c1",
        "cm",
    ]
)
"""Pygments' classes that the style sheet gives a colour; three tokens in four are of another, and need no element."""

_TOKEN = re.compile(r'<span class="(\w+)">([^<]*)</span>')
_ALIKE = re.compile(r'<span class="(\w+)">[^<]*</span>(?:\s+<span class="\1">[^<]*</span>)+')
"""Tokens of one class with nothing but blanks between them, such as the lines of a docstring."""


@cache
def highlighted(source: str, language: str, columns: int | None = None) -> str:
    """Return `source` as HTML; an unknown or empty `language` is plain text.

    The colours of the classes are in ``templates/report.css``. Without `columns` each line is an element of the class
    ``line``. With, only a longer line is, and goes on in elements of the class ``more``; the others are text, for on
    paper an element takes as long to lay out as its line.
    """
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language or "text")
    except ClassNotFound:
        lexer = get_lexer_by_name("text")
    marked = highlight(source.rstrip("\n"), lexer, HtmlFormatter(nowrap=True)).rstrip("\n")
    marked = _TOKEN.sub(lambda token: token[0] if token[1] in COLOURED else token[2], marked)
    lines = marked.split("\n")
    if columns is None:
        return "".join(f'<span class="line">{line}\n</span>' for line in lines)
    return _ALIKE.sub(_joined, "".join(_printed_line(line, columns) for line in lines))


def _joined(alike: re.Match[str]) -> str:
    inside = _TOKEN.sub(r"\2", alike[0])
    return f'<span class="{alike[1]}">{inside}</span>'


def _printed_line(marked: str, columns: int) -> str:
    first, *more = _broken(marked, columns)
    if not more:
        return f"{first}\n"
    rest = "".join(f'<span class="line more">{part}</span>' for part in [*more[:-1], f"{more[-1]}\n"])
    return f'<span class="line">{first}{rest}</span>'


def _broken(marked: str, columns: int) -> list[str]:
    """Break a highlighted line at blanks, as late as `columns` allow; a span goes on where it was broken."""
    parts, length, open_tag = [""], 0, ""
    for piece in re.findall(r"<[^>]*>|(?:&[^;]+;|[^<&\s])+|\s+", marked):
        if piece.startswith("<"):
            open_tag = "" if piece == "</span>" else piece
        else:
            width = len(unescape(piece))
            if length and length + width > columns and not piece.isspace():
                parts[-1] += "</span>" if open_tag else ""
                parts.append(open_tag)
                length = 0
            length += width
        parts[-1] += piece
    return parts
