"""The whole page: chapters twice over, contents, appendix, frame."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from report.audit import audit
from report.errors import ReportError
from report.grounds import grounds_of
from report.listings import listing
from report.model import Status
from report.page.appendix import appendix
from report.page.chapter import Chapter, chapter
from report.page.characters import Characters, characters
from report.page.environment import environment
from report.page.markup import trusted
from report.page.numbering import Label, Numbering
from report.page.setting import Medium, Setting, setting
from report.page.summary import summary

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from report.model import Formula, Report

CODE = {"screen": None, "print": 102}
"""Columns of a line of code; a screen breaks lines by itself."""

Labels = dict[tuple[str, str], Label]

FONTS = "/* fonts */"
"""Where the style sheet of the page takes in the fonts."""


@dataclass(frozen=True)
class Body:
    """Everything of the page but its frame."""

    chapters: tuple[Chapter, ...]
    appendix: Markup
    numbering: Numbering


def render(
    report: Report,
    *,
    medium: Medium,
    typeset: Callable[[str, bool], Formula],
    fonts_css: str | Callable[[Characters], str],
    templates: Path,
    formula_source: Callable[[Formula], str] | None = None,
    labels: Labels | None = None,
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

    Raises
    ------
    TemplateError, FormulaError, UnusedError, ClaimError
        Each with the author's file, and the line where there is one.
    """
    press = setting(environment(templates), medium, typeset, formula_source)
    body = _as_numbered_before(report, press, templates, labels) or _body(report, press, templates)
    if labels is not None:
        labels.clear()
        labels.update(body.numbering.labels)
    html = _framed(report, body, press, templates)
    css = fonts_css if isinstance(fonts_css, str) else fonts_css(characters(html))
    return html.replace(FONTS, css, 1)


def frame_failures(report: Report, *, typeset: Callable[[str, bool], Formula], templates: Path) -> Report:
    """Return a draft in which every exercise whose prose fails is a failure; any other report as it is."""
    if not report.draft:
        return report
    press = setting(environment(templates), "screen", typeset)
    sections = []
    for section in report.sections:
        try:
            chapter(section, report, Numbering(), press, environment(templates), templates)
        except ReportError as error:
            sections.append(replace(section, failure=str(error)))
        else:
            sections.append(section)
    return replace(report, sections=tuple(sections))


def _body(report: Report, press: Setting, templates: Path) -> Body:
    """Render twice: references may point forward."""
    first = _pass(report, Numbering(complete=_is_complete(report)), press, templates)
    return _pass(report, Numbering(first.numbering.labels, _is_complete(report)), press, templates)


def _as_numbered_before(report: Report, press: Setting, templates: Path, labels: Labels | None) -> Body | None:
    """Render once, with `labels` for those of the first pass; None if they turn out not to be."""
    if not labels:
        return None
    try:
        body = _pass(report, Numbering(labels, _is_complete(report)), press, templates)
    except ReportError:  # perhaps a reference to a label that is new; if not, two passes will say so too
        return None
    return body if body.numbering.labels == labels else None


def _is_complete(report: Report) -> bool:
    return not report.partial and not any(section.failure for section in report.sections)


def _pass(report: Report, numbering: Numbering, press: Setting, templates: Path) -> Body:
    jinja = environment(templates)
    chapters = tuple(chapter(section, report, numbering, press, jinja, templates) for section in report.sections)
    return Body(chapters, appendix(report, chapters, numbering, press, jinja), numbering)


def _framed(report: Report, body: Body, press: Setting, templates: Path) -> str:
    jinja = environment(templates)
    script = (templates / "page.js").read_text(encoding="utf-8")
    return jinja.get_template("report.html.j2").render(
        report=report,
        sheet=report.sheet,
        chapters=body.chapters,
        listings={
            one.exercise.slug: [listing(name, columns=CODE[press.medium]) for name in one.exercise.code]
            for one in report.sections
        },
        appendix=body.appendix,
        rules=grounds_of(_proofs(report)) if report.appendix else {},
        headings=body.numbering.headings,
        summary=summary(report, audit(report)),
        medium=press.medium,
        css=trusted(_styles(templates, press.medium)),
        script=trusted(script),
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        fonts=trusted(FONTS),
        trusted=trusted,
    )


def _proofs(report: Report) -> list[str]:
    """Return what proved each step, in the words of its verdict."""
    chains = [chain for section in report.sections for chain in section.derivations.values()]
    steps = [step.verdict for chain in chains for step in chain.steps]
    return [verdict.by for verdict in steps if verdict.status is Status.PROVED]


def _styles(templates: Path, medium: Medium) -> str:
    own = {"screen": "screen.css", "print": "paper.css"}[medium]
    return "".join((templates / name).read_text(encoding="utf-8") for name in ("report.css", own))
