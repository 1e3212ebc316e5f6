"""One exercise's prose, rendered: its template, and the corrections to it."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from jinja2 import TemplateNotFound

from report.page.blame import blamed
from report.page.blocks import blocks
from report.page.inclusions import files_in, shared_in, takes_in
from report.page.markup import trusted
from report.page.passages import Keep, Passage, Shelf, bare, digest, file_digests, made, template_digests
from report.page.printed import check_new_pages
from report.page.prose import ENCODING, SUFFIX
from report.page.usage import KINDS, check
from report.page.vocabulary import names
from report.page.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jinja2 import Environment
    from markupsafe import Markup

    from report.model import Correction, Report, Section
    from report.page.numbering import Numbering
    from report.page.setting import Setting
    from report.page.writing import Written


@dataclass(frozen=True)
class Chapter:
    """An exercise as HTML, and what is right in place of each corrected statement."""

    section: Section
    passage: Passage
    corrected: tuple[Correction, ...] = ()

    @property
    def html(self) -> Markup:
        """The prose, rendered."""
        return trusted(self.passage.html)

    @property
    def corrections(self) -> tuple[tuple[Correction, Markup], ...]:
        """Each correction with its words, rendered."""
        return tuple(zip(self.corrected, map(trusted, self.passage.corrections), strict=True))


@dataclass(frozen=True)
class Desk:
    """What a part of the page is made with: the report, how things are set, the templates, and what is kept."""

    report: Report
    setting: Setting
    environment: Environment
    templates: Path
    keep: Keep = made
    shelf: Shelf = bare


def chapter(section: Section, numbering: Numbering, desk: Desk) -> Chapter:
    """Render an exercise and hold its declarations against what is used.

    Raises
    ------
    TemplateError, FormulaError, UnusedError, ClaimError
        Each with the author's file, and the line where there is one.
    """
    if section.failure:
        return Chapter(section, Passage())
    branch = numbering.branch(section.exercise.slug)
    mine = tuple(one for one in desk.report.sheet.corrections if one.exercise == section.exercise.number)

    def render() -> Passage:
        written: list[Passage] = []

        def write(before: Mapping[str, Written]) -> Mapping[str, Written]:
            passage, blocks_now = _rendered(section, mine, branch, desk, before)
            written.append(passage)
            return blocks_now

        desk.shelf(f"blocks of {section.exercise.slug}", lambda: _around(section, mine, branch, desk), write)
        return written[0]

    if branch.known is None:
        passage, _ = _rendered(section, mine, branch, desk)
    else:
        passage = desk.keep(f"chapter {section.exercise.slug}", lambda: _parts(section, mine, branch, desk), render)
    numbering.join(passage.added)
    return Chapter(section, passage, mine)


def _rendered(
    section: Section,
    mine: tuple[Correction, ...],
    numbering: Numbering,
    desk: Desk,
    before: Mapping[str, Written] = MappingProxyType({}),
) -> tuple[Passage, Mapping[str, Written]]:
    """Return a chapter, and its blocks by their place."""
    writing = Writing(section, numbering, desk.setting, desk.environment, before)
    name = _template_name(section, desk.report)
    here = f"{desk.templates.name}/{name}"
    with blamed(desk.templates, otherwise=here):
        prose = blocks(_source(desk.templates, name), name)
        html = "".join([writing.write(block, str(desk.templates / name)) for block in prose])
        check_new_pages(html)
    shown = writing.characters
    fixed = []
    for correction in mine:
        with blamed(desk.templates, otherwise=f"correction of {correction.where}"):
            fixed.append("".join([writing.write(block) for block in blocks(correction.correct)]))
            _evidence(correction, section)
    cited = [name for correction in mine for name in correction.evidence]
    check(section, writing.usage, cited, here)
    passage = Passage(html, numbering.added, tuple(fixed), frozenset(writing.anchored), writing.formulas, shown)
    return passage, writing.blocks


def _parts(section: Section, mine: tuple[Correction, ...], numbering: Numbering, desk: Desk) -> dict[str, str]:
    """Return digests by name of all that a chapter depends on."""
    name = _template_name(section, desk.report)
    own = _content(desk.templates / name)
    return {**_around(section, mine, numbering, desk), **file_digests([(f"template {name}", own)])}


def _around(section: Section, mine: tuple[Correction, ...], numbering: Numbering, desk: Desk) -> dict[str, str]:
    """Return digests by name of all that a block depends on beside its source and what stands before it."""
    own = desk.templates / _template_name(section, desk.report)
    if takes_in(_content(own), *(one.correct.encode() for one in mine)):
        files = files_in(desk.templates)
    else:
        files = shared_in(desk.templates)
    return {
        **section.parts,
        **template_digests(desk.templates, files),
        "corrections": digest(mine),
        "numbers so far": digest(sorted(numbering.counts.items()), sorted(numbering.anchors.items())),
        "labels": digest(sorted((numbering.known or {}).items()), numbering.complete),
    }


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _template_name(section: Section, report: Report) -> str:
    return f"{report.sheet.slug}/{section.exercise.slug}{SUFFIX}"


def _source(templates: Path, name: str) -> str:
    try:
        return (templates / name).read_text(encoding=ENCODING)
    except FileNotFoundError as error:
        raise TemplateNotFound(name) from error


def _evidence(correction: Correction, section: Section) -> None:
    """Look every piece of evidence up, so that a misspelt one is told."""
    context = names(section, KINDS)
    for name in correction.evidence:
        kind, _, entry = name.partition(".")
        if kind not in KINDS:
            raise _no_evidence(name)
        context[kind][entry]


def _no_evidence(name: str) -> Exception:
    from report.errors import TemplateError

    return TemplateError(f"{name!r} is no evidence", remedy="Cite claims.name, derivations.name or figures.name.")
