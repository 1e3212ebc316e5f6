"""The frame of the page: title, contents, listings, appendices; and the whole that it makes of the chapters."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from report.audit import corrections
from report.grounds import grounds_of
from report.listings import definition_file, listing
from report.model import Status
from report.page.chapter import Chapter, Desk
from report.page.characters import Characters, characters
from report.page.comparison import comparison
from report.page.inclusions import shared_in
from report.page.markup import trusted
from report.page.numbering import Numbering
from report.page.passages import Passage, digest, file_digests, report_parts, template_digests
from report.page.summary import summary

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from markupsafe import Markup

    from report.model import Report, Section
    from report.page.setting import Medium

CODE = {"screen": None, "print": 102}
"""Columns of a line of code; a screen breaks lines by itself."""

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


def whole(desk: Desk, body: Body, fonts_css: str | Callable[[Characters], str]) -> str:
    """Return the page: the frame with the chapters in their slots and the fonts in the style sheet."""
    frame = desk.keep("frame", lambda: _parts(desk, body), lambda: _framed(desk, body))
    shown = Characters.of_all(one.characters for one in (frame, body.appendix, *(one.passage for one in body.chapters)))
    css = fonts_css if isinstance(fonts_css, str) else fonts_css(shown)
    chapters = {_slot(one.section): one.passage.html for one in body.chapters}
    return "".join(chapters.get(piece, piece) for piece in _SLOT.split(frame.html.replace(FONTS, css, 1)))


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
        summary=summary(report, comparison(desk), corrections(report)),
        medium=medium,
        css=trusted(_styles(templates, medium)),
        script=trusted(script),
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        fonts=trusted(FONTS),
        trusted=trusted,
    )
    return Passage(html, characters=characters(html) if medium == "screen" else Characters())


def _parts(desk: Desk, body: Body) -> dict[str, str]:
    own = (path for path in desk.templates.iterdir() if path.is_file())
    files = sorted({*own, *shared_in(desk.templates)})
    references = [name for section in desk.report.sections for name in section.exercise.code]
    return {
        **report_parts(desk.report),
        **template_digests(desk.templates, files),
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
