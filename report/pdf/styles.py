"""Style sheets and the fonts that they name, read once for all documents that are laid out one after the other."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from report.pdf.engine import fetcher, weasyprint


class Styles:
    """What has been read of the style sheets of some documents.

    WeasyPrint takes a tenth as long to read them as to lay a chapter out.

    Parameters
    ----------
    fonts : Path, optional
        The one folder whose files the sheets, and the documents, may ask for.
    families : frozenset of str
        Those that the sheets name, where no other font is to be taken without a word.
    """

    def __init__(self, fonts: Path | None = None, families: frozenset[str] = frozenset()) -> None:
        self._fonts = fonts
        self.families = families
        self._sheets: dict[str, Any] = {}

    @cached_property
    def faces(self) -> Any:
        """The fonts that all sheets read so far have named."""
        return weasyprint().text.fonts.FontConfiguration()

    @cached_property
    def fetcher(self) -> Any:
        """WeasyPrint's way to the files that sheets and documents may ask for."""
        return fetcher(self._fonts)

    def taken_from(self, document: Element) -> list[Any]:
        """Take the sheets out of the head of `document`, and return them as WeasyPrint has read them, in order.

        Those that are given to it count less than those it finds. As none is left, all is laid out as before.
        """
        head = next(document.iter("head"))
        found = list(head.iter("style"))
        for element in found:
            head.remove(element)
        return [self._read(element.text or "") for element in found]

    def _read(self, sheet: str) -> Any:
        if sheet not in self._sheets:
            self._sheets[sheet] = weasyprint().CSS(string=sheet, url_fetcher=self.fetcher, font_config=self.faces)
        return self._sheets[sheet]
