"""One exercise's prose, rendered: its template, and the corrections to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from jinja2 import TemplateNotFound

from report.page.blame import blamed
from report.page.characters import Characters, characters
from report.page.lookup import used
from report.page.markup import trusted
from report.page.passages import Keep, Passage, digest, file_digests, made
from report.page.prose import SUFFIX, compile_prose
from report.page.usage import Usage, check, usage
from report.page.vocabulary import Vocabulary, names

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Environment, Template
    from markupsafe import Markup

    from report.model import Correction, Report, Section
    from report.page.numbering import Numbering
    from report.page.setting import Setting


_TAKES_IN = re.compile(rb"\{%-?\+?\s*(?:include|import|from|extends)\b")
"""A template that takes in another may show what stands in any."""


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
        return _rendered(section, mine, branch, desk)

    if branch.known is None:
        passage = render()
    else:
        passage = desk.keep(f"chapter {section.exercise.slug}", lambda: _parts(section, mine, branch, desk), render)
    numbering.join(passage.added)
    return Chapter(section, passage, mine)


def _rendered(section: Section, mine: tuple[Correction, ...], numbering: Numbering, desk: Desk) -> Passage:
    vocabulary = Vocabulary(section.exercise.slug, numbering, desk.setting)
    desk.setting.pictured.clear()
    name = _template_name(section, desk.report)
    context = names(section)
    with blamed(desk.templates):
        template, seen = _compiled(desk.environment, _source(desk.templates, name), name, str(desk.templates / name))
        html = str(template.render(context | vocabulary.words()))
    fixed = []
    for correction in mine:
        with blamed(desk.templates, otherwise=f"correction of {correction.where}"):
            template, used_here = _compiled(desk.environment, compile_prose(correction.correct))
            fixed.append(str(template.render(context | vocabulary.words())))
            seen |= used_here
            _evidence(correction, section)
    looked_up = {f"{kind}.{found}" for kind in ("claims", "derivations", "figures") for found in used(context[kind])}
    cited = [name for correction in mine for name in correction.evidence]
    check(section, seen | Usage(frozenset(looked_up)), cited, f"{desk.templates.name}/{name}")
    return Passage(
        html,
        numbering.added,
        tuple(fixed),
        frozenset(vocabulary.anchored),
        dict(desk.setting.pictured),
        characters(html) if desk.setting.medium == "screen" else Characters(),
    )


def _parts(section: Section, mine: tuple[Correction, ...], numbering: Numbering, desk: Desk) -> dict[str, str]:
    own = desk.templates / _template_name(section, desk.report)
    others = {desk.templates / _template_name(one, desk.report) for one in desk.report.sections} - {own}
    source = own.read_bytes() if own.is_file() else b""
    apart = frozenset() if _TAKES_IN.search(source) else others
    files = [path for path in sorted(desk.templates.rglob("*.j2")) if path not in apart]
    return {
        **section.parts,
        **file_digests((f"template {path.relative_to(desk.templates)}", path.read_bytes()) for path in files),
        "corrections": digest(mine),
        "numbers so far": digest(sorted(numbering.counts.items()), sorted(numbering.anchors.items())),
        "labels": digest(sorted((numbering.known or {}).items()), numbering.complete),
    }


def _template_name(section: Section, report: Report) -> str:
    return f"{report.sheet.slug}/{section.exercise.slug}{SUFFIX}"


def _source(templates: Path, name: str) -> str:
    try:
        return (templates / name).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise TemplateNotFound(name) from error


@lru_cache(maxsize=256)
def _compiled(
    environment: Environment, source: str, name: str | None = None, path: str | None = None
) -> tuple[Template, Usage]:
    """Return a template and what it names, parsed once for both."""
    tree = environment.parse(source, name, path)
    seen = usage(tree)
    code = environment.compile(tree, name, path)
    return environment.template_class.from_code(environment, code, environment.make_globals(None)), seen


def _evidence(correction: Correction, section: Section) -> None:
    """Look every piece of evidence up, so that a misspelt one is told."""
    context = names(section)
    for name in correction.evidence:
        kind, _, entry = name.partition(".")
        if kind not in ("claims", "derivations", "figures"):
            raise _no_evidence(name)
        context[kind][entry]


def _no_evidence(name: str) -> Exception:
    from report.errors import TemplateError

    return TemplateError(f"{name!r} is no evidence", remedy="Cite claims.name, derivations.name or figures.name.")
