"""Bind the sheet on paper: lay out each part that changed, and join them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from report import page, pdf
from report.fonts import FAMILIES
from report.formulas.typesetter import engine_version

if TYPE_CHECKING:
    from report.cache import NoStore, Store
    from report.cache.fingerprint import Parts
    from report.cache.pieces import Pieces
    from report.formulas import Typesetter
    from report.progress import Note

Made = TypeVar("Made")

Formulas = Mapping[str, tuple[str, bool]]
"""LaTeX and whether it is a display, by the address of a formula's picture."""

_FORMULA = re.compile(rf'src="({pdf.SCHEME}[^"]+)"')
TRIES = 9
"""Layouts of title and contents, after which the search for their number of pages ends."""


@dataclass(frozen=True)
class Binding:
    """Binds one document.

    Attributes
    ----------
    typesetter : Typesetter
    fonts : Path
        The folder that font files are kept in.
    store : Store
        Where drawings are kept.
    pieces : Pieces
        Knows what was laid out before.
    language : str
        Such as ``en``; words are broken by its rules.
    note : Note
        Told what was reused.
    """

    typesetter: Typesetter
    fonts: Path
    store: Store | NoStore
    pieces: Pieces
    language: str
    note: Note

    @cached_property
    def _styles(self) -> pdf.Styles:
        return pdf.Styles(self.fonts, FAMILIES)

    def bound(self, paper: page.Paper) -> pdf.PdfFile:
        """Return the whole as one PDF."""
        first, *others = paper.parts
        laid = [self._laid_out(part, paper.formulas) for part in others]
        front = self._front(first, laid, paper.formulas)
        count = front.pages + sum(one.pages for one in laid)
        numbers = self._numbers(paper, count)
        contents = [one.content for one in (front, *laid)]
        continued = {place: part.levels for place, part in enumerate(paper.parts) if part.continues}
        parts = self.pieces.fingerprints.joined
        whole = self._recalled(
            "the whole",
            lambda: parts([*contents, numbers, repr(continued).encode()]),
            lambda: pdf.join(contents, numbers, page.ELSEWHERE, continued),
        )
        fallbacks = sorted({tex for one in (front, *laid) for tex in one.fallbacks})
        untranslated = sorted({picture for one in (front, *laid) for picture in one.untranslated})
        warnings = tuple(dict.fromkeys(warning for one in (front, *laid) for warning in one.warnings))
        return pdf.PdfFile(
            whole, count, fallbacks=tuple(fallbacks), untranslated=tuple(untranslated), warnings=warnings
        )

    def _recalled(self, name: str, parts: Callable[[], Parts], make: Callable[[], Made]) -> Made:
        recalled = self.pieces.recall("", f"PDF: {name}", parts, make)
        self.note.add(recalled.piece)
        return recalled.value

    def _numbers(self, paper: page.Paper, count: int) -> bytes:
        html = paper.numbers(count)
        return self._recalled("numbers", lambda: self._parts(html), lambda: pdf.lay_out_numbers(html, self._styles))

    def _front(self, part: page.Part, laid: Sequence[pdf.PdfFile], formulas: Formulas) -> pdf.PdfFile:
        """Lay out title and contents, which say on what page each part is, and so how long they are themselves."""
        length = 1
        for _ in range(TRIES):
            pages: dict[str, int] = {}
            before = length + 1
            for one in laid:
                pages |= {anchor: before + number for anchor, number in one.anchors.items()}
                before += one.pages
            front = self._laid_out(part.with_pages(pages), formulas)
            if front.pages == length:
                return front
            length = front.pages
        raise RuntimeError("title and contents have no end")

    def _laid_out(self, part: page.Part, formulas: Formulas) -> pdf.PdfFile:
        shown = {address: formulas[address] for address in dict.fromkeys(_FORMULA.findall(part.html))}

        def lay_out() -> pdf.PdfFile:
            pictures, drawings = pdf.FormulaImages(self.store), pdf.Drawings(self.store)
            html = part.html
            for address, (tex, display) in shown.items():
                actual = pictures.address(self.typesetter.typeset(tex, display))
                if actual != address:
                    html = html.replace(f'"{address}"', f'"{actual}"')
            html = drawings.taken_from(html)
            pdf.remember_hyphens(self.language, self.store)
            made = pdf.lay_out(
                html, {**pictures.images, **drawings.images}, self._styles, pictures.formulas, pictures.finish,
                drawings=drawings.drawn, name=part.name,
            )  # fmt: skip
            return replace(made, fallbacks=tuple(pictures.fallbacks), untranslated=tuple(drawings.fallbacks))

        return self._recalled(part.name, lambda: self._parts(part.html, shown, engine_version()), lay_out)

    def _parts(self, html: str, shown: Formulas = MappingProxyType({}), engine: str = "") -> Parts:
        return self.pieces.fingerprints.document(html, shown, engine, pdf.library_versions())
