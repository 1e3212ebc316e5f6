"""The whole page: chapters twice over, contents, appendix, frame."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from markupsafe import escape

from report.audit import audit
from report.errors import ReportError
from report.grounds import grounds_of
from report.listings import definition_file, listing
from report.model import Status
from report.page.appendix import appendix
from report.page.chapter import Chapter, Desk, chapter
from report.page.characters import Characters, characters
from report.page.environment import environment
from report.page.markup import trusted
from report.page.numbering import Label, Numbering
from report.page.passages import Keep, Passage, digest, file_digests, made, report_parts
from report.page.printed import Paper, on_paper
from report.page.setting import Medium, setting
from report.page.summary import summary

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from markupsafe import Markup

    from report.model import Formula, Report, Section

CODE = {"screen": None, "print": 102}
"""Columns of a line of code; a screen breaks lines by itself."""

Labels = dict[tuple[str, str], Label]

FONTS = "/* fonts */"
"""Where the style sheet of the page takes in the fonts."""


@dataclass(frozen=True)
class Body:
    """Everything of the page but its frame."""

    chapters: tuple[Chapter, ...]
    appendix: Passage
    numbering: Numbering


@dataclass(frozen=True)
class Slot:
    """A chapter as the frame sees it."""

    section: Section
    html: Markup


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

    Raises
    ------
    TemplateError, FormulaError, UnusedError, ClaimError
        Each with the author's file, and the line where there is one.
    """
    jinja = environment(templates)
    desk = Desk(report, setting(jinja, medium, typeset, formula_source), jinja, templates, keep)
    body = _rendered(desk, labels)
    return _whole(desk, body, fonts_css)


def paper(
    report: Report,
    *,
    typeset: Callable[[str, bool], Formula],
    fonts_css: str,
    templates: Path,
    formula_source: Callable[[Formula], str],
    labels: Labels | None = None,
    keep: Keep = made,
) -> Paper:
    """Return `report` as it is printed: in parts that are laid out by themselves. Parameters are those of `render`."""
    jinja = environment(templates)
    desk = Desk(report, setting(jinja, "print", typeset, formula_source), jinja, templates, keep)
    body = _rendered(desk, labels)
    pictured = [body.appendix.formulas, *(one.passage.formulas for one in body.chapters)]
    formulas = {address: formula for some in pictured for address, formula in some.items()}
    return on_paper(_whole(desk, body, fonts_css), str(escape(report.sheet.title)), formulas)


def _rendered(desk: Desk, labels: Labels | None) -> Body:
    body = _as_numbered_before(desk, labels) or _body(desk)
    if labels is not None:
        labels.clear()
        labels.update(body.numbering.labels)
    return body


def _whole(desk: Desk, body: Body, fonts_css: str | Callable[[Characters], str]) -> str:
    frame = desk.keep("frame", lambda: _parts(desk, body), lambda: _framed(desk, body))
    shown = reduce(or_, (one.passage.characters for one in body.chapters), frame.characters | body.appendix.characters)
    css = fonts_css if isinstance(fonts_css, str) else fonts_css(shown)
    chapters = {_slot(one.section): one.passage.html for one in body.chapters}
    return "".join(chapters.get(piece, piece) for piece in _SLOT.split(frame.html.replace(FONTS, css, 1)))


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


def _slot(section: Section) -> str:
    """Return what stands in the frame where it takes in a chapter: a comment, which no prose can write."""
    return f"<!-- chapter {section.exercise.slug} -->"


_SLOT = re.compile("(<!-- chapter .*? -->)")


def _framed(desk: Desk, body: Body) -> Passage:
    report, templates, medium = desk.report, desk.templates, desk.setting.medium
    script = (templates / "page.js").read_text(encoding="utf-8")
    html = desk.environment.get_template("report.html.j2").render(
        report=report,
        sheet=report.sheet,
        chapters=[Slot(one.section, trusted(_slot(one.section))) for one in body.chapters],
        listings={
            one.exercise.slug: [listing(name, columns=CODE[medium]) for name in one.exercise.code]
            for one in report.sections
        },
        appendix=trusted(body.appendix.html),
        rules=grounds_of(_proofs(report)) if report.appendix else {},
        headings=body.numbering.headings,
        summary=summary(report, audit(report)),
        medium=medium,
        css=trusted(_styles(templates, medium)),
        script=trusted(script),
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        fonts=trusted(FONTS),
        trusted=trusted,
    )
    return Passage(html, characters=characters(html) if medium == "screen" else Characters())


def _parts(desk: Desk, body: Body) -> dict[str, str]:
    files = sorted(path for path in desk.templates.iterdir() if path.is_file())
    references = [name for section in desk.report.sections for name in section.exercise.code]
    return {
        **report_parts(desk.report),
        **file_digests((f"template {path.name}", path.read_bytes()) for path in files),
        **file_digests((f"code {name}", definition_file(name).read_bytes()) for name in references),
        "appendix": digest(body.appendix.html),
        "headings": digest(body.numbering.headings),
    }


def _proofs(report: Report) -> list[str]:
    """Return what proved each step, in the words of its verdict."""
    chains = [chain for section in report.sections for chain in section.derivations.values()]
    steps = [step.verdict for chain in chains for step in chain.steps]
    return [verdict.by for verdict in steps if verdict.status is Status.PROVED]


def _styles(templates: Path, medium: Medium) -> str:
    own = {"screen": "screen.css", "print": "paper.css"}[medium]
    return "".join((templates / name).read_text(encoding="utf-8") for name in ("report.css", own))
