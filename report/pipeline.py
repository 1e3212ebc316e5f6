"""Build a sheet: gather, then render, then write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from report import fonts, formulas, gather, page, pdf, record
from report.audit import audit
from report.cache import NoStore, Store, workspace
from report.cache.pieces import Pieces
from report.errors import CallError
from report.model import Exercise, Report, Request, Section, Settings, Sheet
from report.outputs import written_together
from report.progress import Stages
from report.provenance import provenance
from report.settings import settle
from report.sheets import load_sheet

STAGES_PER_EXERCISE = 4


@dataclass(frozen=True)
class Built:
    """What a build left.

    Attributes
    ----------
    report : Report
    files : tuple of Path
        What was written.
    searched : tuple of Path
        Where data were looked for, found or not.
    """

    report: Report
    files: tuple[Path, ...]
    searched: tuple[Path, ...]


def count_stages(request: Request) -> int:
    """Return how many stages the build of `request` has."""
    chosen = _chosen(load_sheet(request.sheet, request.project), request)
    return STAGES_PER_EXERCISE * len(chosen) + len(request.formats)


def build(request: Request, store: Store | NoStore, stages: Stages) -> Built:
    """Build the sheet that `request` names and write it: all formats, or none.

    Raises
    ------
    ReportError
        If the sheet, its data or the call is at fault; nothing was written then.
    """
    sheet = load_sheet(request.sheet, request.project)
    settings = settle(sheet, request.parameters)
    with workspace(store, "fonts") as folder, formulas.Typesetter(store) as typesetter:
        with Pieces(store, request.project, sheet.slug) as pieces:
            gathering = gather.Gathering(request, settings, stages, pieces, fonts.font_files(folder))
            sections = [gathering.section(one) for one in _chosen(sheet, request)]
        report = _report(sheet, sections, request, settings)
        report = page.frame_failures(report, typeset=typesetter.typeset, templates=request.project / "templates")
        press = Press(request.project / "templates", typesetter, folder, store)
        with written_together(request.output) as outputs:
            for suffix in request.formats:
                with stages.stage(suffix) as note:
                    content, note.reason = press.make(suffix, report)
                    outputs[f"{_stem(report, request)}.{suffix}"] = content
    return Built(report, tuple(request.output / name for name in outputs), _searched(report, request))


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
    """

    templates: Path
    typesetter: formulas.Typesetter
    fonts: Path
    store: Store | NoStore

    def make(self, suffix: str, report: Report) -> tuple[bytes, str]:
        """Return the content of one format, and what came of it in a few words."""
        return {"html": self._html, "pdf": self._pdf, "json": self._json}[suffix](report)

    def _html(self, report: Report) -> tuple[bytes, str]:
        def css(shown: page.Characters) -> str:
            faces = fonts.page_css(self.fonts, text=shown.text, code=shown.code, maths=shown.maths)
            return faces + formulas.mathml_css()

        typeset = self.typesetter.typeset
        html = page.render(report, medium="screen", typeset=typeset, fonts_css=css, templates=self.templates)
        return html.encode(), f"{len(html.encode()) / 1e6:.2f} MB"

    def _pdf(self, report: Report) -> tuple[bytes, str]:
        pictures = pdf.FormulaImages(self.store)
        html = page.render(
            report,
            medium="print",
            typeset=self.typesetter.typeset,
            fonts_css=fonts.pdf_css(self.fonts),
            templates=self.templates,
            formula_source=pictures.address,
        )
        made = pdf.lay_out(html, pictures.images, self.fonts, pictures.formulas, pictures.finish)
        drawn = f"{len(pictures.formulas)} formulas, {len(pictures.fallbacks)} of them as SVG"
        return made.content, f"{made.pages} pages, {drawn}, {len(made.content) / 1e6:.2f} MB"

    def _json(self, report: Report) -> tuple[bytes, str]:
        content = record.encode(report, audit(report))
        return content, f"{len(content) / 1e6:.2f} MB"


def _chosen(sheet: Sheet, request: Request) -> tuple[Exercise, ...]:  # type: ignore[type-arg]  # of any result
    numbers = {exercise.number for exercise in sheet.exercises}
    missing = sorted(set(request.exercises) - numbers)
    if missing:
        raise CallError(
            f"{sheet.slug} has no exercise {missing[0]}",
            place="--only",
            remedy=f"Exercises: {', '.join(str(number) for number in sorted(numbers))}.",
        )
    return tuple(one for one in sheet.exercises if not request.exercises or one.number in request.exercises)


def _report(sheet: Sheet, sections: Sequence[Section], request: Request, settings: Settings) -> Report:
    return Report(
        sheet=sheet,
        authors=settings["authors"],
        sections=tuple(sections),
        provenance=provenance(sections, settings),
        partial=len(sections) < len(sheet.exercises),
        draft=request.draft,
        appendix=request.appendix,
    )


def _searched(report: Report, request: Request) -> tuple[Path, ...]:
    roots = [root for section in report.sections for one in section.exercise.inputs for root in one.roots]
    own = [request.project / root for root in dict.fromkeys(roots)]
    return (*own, request.data) if request.data else tuple(own)


def _stem(report: Report, request: Request) -> str:
    """Return the file name, which never lets a part or a draft pass for the whole."""
    only = "-only-" + "-".join(str(section.exercise.number) for section in report.sections) if report.partial else ""
    return f"{request.sheet}{only}{'-draft' if request.draft else ''}"
