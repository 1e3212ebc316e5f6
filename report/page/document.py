"""The whole page: chapters and appendix, twice over where references point forward, in their frame."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from markupsafe import escape

from report.errors import ReportError
from report.page.appendix import appendix
from report.page.chapter import Desk, chapter
from report.page.characters import Characters
from report.page.environment import environment
from report.page.frame import Body, whole
from report.page.numbering import Label, Numbering
from report.page.passages import Keep, Shelf, bare, made
from report.page.printed import Paper, on_paper
from report.page.setting import Medium, setting

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from report.model import Formula, Report

Labels = dict[tuple[str, str], Label]


def render(
    report: Report,
    *,
    medium: Medium,
    typeset: Callable[[str, bool], Formula],
    fonts_css: str | Callable[[Characters], str],
    templates: Path,
    formula_source: Callable[[Formula], str] | None = None,
    labels: Labels | None = None,
    keep: Keep = made,
    shelf: Shelf = bare,
) -> str:
    """Return `report` as one HTML document.

    Parameters
    ----------
    report : Report
    medium : "screen" or "print"
        For a reader's browser, or for WeasyPrint.
    typeset : callable
        LaTeX and whether it is a display, to `Formula`.
    fonts_css : str or callable
        Rules for the fonts; a callable is given the characters that the page shows.
    templates : Path
        The folder ``templates``.
    formula_source : callable, optional
        The address of a formula's picture in print; default, an SVG data URI.
    labels : dict, optional
        Labels of an earlier rendering, brought up to date: as long as they are right, one pass is enough.
    keep : callable, optional
        Returns the parts of the page that did not change since they were made.
    shelf : callable, optional
        Holds the blocks of chapters that did change.

    Raises
    ------
    TemplateError, FormulaError, UnusedError, ClaimError
        Each with the author's file, and the line where there is one.
    """
    jinja = environment(templates)
    desk = Desk(report, setting(jinja, medium, typeset, formula_source), jinja, templates, keep, shelf)
    body = _rendered(desk, labels)
    return whole(desk, body, fonts_css)


def paper(
    report: Report,
    *,
    typeset: Callable[[str, bool], Formula],
    fonts_css: str,
    templates: Path,
    formula_source: Callable[[Formula], str],
    labels: Labels | None = None,
    keep: Keep = made,
    shelf: Shelf = bare,
) -> Paper:
    """Return `report` as it is printed: in parts that are laid out by themselves. Parameters are those of `render`."""
    jinja = environment(templates)
    desk = Desk(report, setting(jinja, "print", typeset, formula_source), jinja, templates, keep, shelf)
    body = _rendered(desk, labels)
    pictured = [body.appendix.formulas, *(one.passage.formulas for one in body.chapters)]
    formulas = {address: formula for some in pictured for address, formula in some.items()}
    return on_paper(whole(desk, body, fonts_css), str(escape(report.sheet.title)), formulas)


def _rendered(desk: Desk, labels: Labels | None) -> Body:
    body = _as_numbered_before(desk, labels) or _body(desk)
    if labels is not None:
        labels.clear()
        labels.update(body.numbering.labels)
    return body


def frame_failures(report: Report, *, typeset: Callable[[str, bool], Formula], templates: Path) -> Report:
    """Return a draft in which every exercise whose prose fails is a failure; any other report as it is."""
    if not report.draft:
        return report
    jinja = environment(templates)
    desk = Desk(report, setting(jinja, "screen", typeset), jinja, templates)
    sections = []
    for section in report.sections:
        try:
            chapter(section, Numbering(), desk)
        except ReportError as error:
            sections.append(replace(section, failure=str(error)))
        else:
            sections.append(section)
    return replace(report, sections=tuple(sections))


def _body(desk: Desk) -> Body:
    """Render twice: references may point forward."""
    complete = _is_complete(desk.report)
    first = _pass(Numbering(complete=complete), desk)
    return _pass(Numbering(first.numbering.labels, complete), desk)


def _as_numbered_before(desk: Desk, labels: Labels | None) -> Body | None:
    """Render once, with `labels` for those of the first pass; None if they turn out not to be."""
    if not labels:
        return None
    try:
        body = _pass(Numbering(labels, _is_complete(desk.report)), desk)
    except ReportError:  # perhaps a reference to a label that is new; if not, two passes will say so too
        return None
    return body if body.numbering.labels == labels else None


def _is_complete(report: Report) -> bool:
    return not report.partial and not any(section.failure for section in report.sections)


def _pass(numbering: Numbering, desk: Desk) -> Body:
    chapters = tuple(chapter(section, numbering, desk) for section in desk.report.sections)
    return Body(chapters, appendix(chapters, numbering, desk), numbering)
