"""Which characters a page shows, by the font they are set in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Self

_FONT = {"math": "maths", "code": "code", "pre": "code"}
WRAP = "↪"
"""The mark of a wrapped line of code, which the style sheet sets."""

_PICTURE = re.compile(r'"data:[^"]*"')
"""An address that holds a picture, nine tenths of a page and none of its text."""

_SILENT = frozenset({"style", "script", "title"})


@dataclass(frozen=True)
class Characters:
    """The characters of text, code and formulas, each sorted and once."""

    text: str = ""
    code: str = ""
    maths: str = ""

    @classmethod
    def of_all(cls, several: Iterable[Characters]) -> Self:
        """Return what a page shows whose parts show `several`."""
        fonts = zip(*((one.text, one.code, one.maths) for one in several), strict=True)
        return cls(*("".join(sorted(set().union(*font))) for font in fonts))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: dict[str, set[str]] = {"text": {WRAP}, "code": set(), "maths": set()}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter an element of another font."""
        if tag in _FONT or tag in _SILENT:
            self.open.append(tag)
        self.seen["text"].update(*(value or "" for name, value in attrs if name.startswith("data-")))

    def handle_endtag(self, tag: str) -> None:
        """Leave it."""
        if self.open and self.open[-1] == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        """Note the characters under the font of the innermost element."""
        if not (self.open and self.open[-1] in _SILENT):
            self.seen[_FONT[self.open[-1]] if self.open else "text"].update(data)


def characters(html: str) -> Characters:
    """Return the characters that `html` shows."""
    reader = _Reader()
    reader.feed(_PICTURE.sub('""', html))
    return Characters(**{font: "".join(sorted(seen)) for font, seen in reader.seen.items()})
