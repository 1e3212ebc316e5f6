"""Make the files of a report: the page for a browser, the PDF, the record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from report import fonts, formulas, page, record
from report.cache.codec import decode, encode
from report.formulas.typesetter import engine_version
from report.progress import Note

if TYPE_CHECKING:
    from report.cache import NoStore, Store
    from report.cache.pieces import Pieces
    from report.model import Report


Made = TypeVar("Made")


@dataclass(frozen=True)
class Press:
    """Makes each format of a report.

    Attributes
    ----------
    templates : Path
    typesetter : Typesetter
    fonts : Path
        The folder that font files are kept in.
    store : Store
        Where formulas' drawings are kept.
    pieces : Pieces
        Knows the PDF of a page that was laid out before.
    labels : dict
        The numbers of equations, figures and tables, as they were last.
    """

    templates: Path
    typesetter: formulas.Typesetter
    fonts: Path
    store: Store | NoStore
    pieces: Pieces
    labels: page.Labels = field(default_factory=dict)

    def make(self, suffix: str, report: Report, note: Note) -> bytes:
        """Return the content of one format."""
        before = len(self.typesetter.asked)
        made = {"html": self._html, "pdf": self._pdf, "json": self._json}[suffix](report, note)
        for tex, display, reused in self.typesetter.asked[before:]:
            name = f"{'display' if display else 'formula'} {' '.join(tex.split())}"
            note.pieces.append(self.pieces.account(name, {"formula engine": engine_version()}, reused=reused))
        return made

    def proofread(self, report: Report) -> None:
        """Render the prose and forget it, for a build that shows none: its faults are the sheet's all the same."""
        self._page(report, Note(), "")

    @contextmanager
    def labels_of(self, document: str) -> Iterator[None]:
        """Take up the labels that `document` had when it was last made, and keep those that it has at the end."""
        key = f"labels {self.templates} {document}"
        before = self.store.get(key)
        if before is not None:
            self.labels.update(decode(before))
        yield
        now = encode(self.labels)
        if now != before:
            self.store.put(key, now)

    def _html(self, report: Report, note: Note) -> bytes:
        def css(shown: page.Characters) -> str:
            faces = fonts.page_css(self.fonts, text=shown.text, code=shown.code, maths=shown.maths)
            return faces + formulas.mathml_css()

        html = self._page(report, note, css).encode()
        note.reason = f"{len(html) / 1e6:.2f} MB"
        return html

    def _page(self, report: Report, note: Note, css: str | Callable[[page.Characters], str]) -> str:
        return page.render(
            report,
            medium="screen",
            typeset=self.typesetter.typeset,
            fonts_css=css,
            templates=self.templates,
            labels=self.labels,
            keep=self._keep("page", note),
            shelf=self._shelf("page"),
        )

    def _keep(self, whole: str, note: Note) -> page.Keep:
        """Return what keeps the parts of a page, and notes which were reused."""

        def keep(name: str, parts: page.PartsOf, make: Callable[[], Made], /) -> Made:
            now = self.pieces.fingerprints.page
            own = {"name": f"{whole}: {name}", "formulas": engine_version()}
            recalled = self.pieces.recall("", own["name"], lambda: now({**own, **parts()}), make)
            note.add(recalled.piece)
            return recalled.value

        return keep

    def _shelf(self, whole: str) -> page.Shelf:
        """Return what holds the blocks of a page's chapters."""

        def shelf(name: str, parts: page.PartsOf, renew: Callable[[Mapping[str, Made]], Mapping[str, Made]], /) -> None:
            now = self.pieces.fingerprints.page
            own = {"name": f"{whole}: {name}", "formulas": engine_version()}
            self.pieces.renew(lambda: now({**own, **parts()}), renew)

        return shelf

    def _pdf(self, report: Report, note: Note) -> bytes:
        from report import pdf
        from report.binding import Binding

        paper = page.paper(
            report,
            typeset=self.typesetter.typeset,
            fonts_css=fonts.pdf_css(self.fonts),
            templates=self.templates,
            formula_source=pdf.formula_address,
            labels=self.labels,
            keep=self._keep("print", note),
            shelf=self._shelf("print"),
        )
        language = report.sheet.language
        bound = Binding(self.typesetter, self.fonts, self.store, self.pieces, language, note).bound(paper)
        drawn = f"{len(paper.formulas)} formulas, {len(bound.fallbacks)} of them as SVG"
        drawn += f", {len(bound.untranslated)} pictures drawn by WeasyPrint"
        note.warnings += bound.warnings
        note.reason = f"{bound.pages} pages, {drawn}, {len(bound.content) / 1e6:.2f} MB"
        return bound.content

    def _json(self, report: Report, note: Note) -> bytes:
        parts = page.audit_parts(report, self.templates) | self.pieces.fingerprints.code("report.record")
        keep = self._keep("json", note)
        content = keep("record", lambda: parts, lambda: record.encode(report, page.audited(report, self.templates)))
        note.reason = f"{len(content) / 1e6:.2f} MB"
        return content
