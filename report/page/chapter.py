"""One exercise's prose, rendered: its template, and the corrections to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from report.page.blame import blamed
from report.page.lookup import used
from report.page.markup import trusted
from report.page.prose import SUFFIX, compile_prose
from report.page.usage import Usage, check, usage
from report.page.vocabulary import Vocabulary, names

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Environment, Template

    from report.model import Correction, Report, Section
    from report.page.numbering import Numbering
    from report.page.setting import Setting


@dataclass(frozen=True)
class Chapter:
    """An exercise as HTML, what is right in place of each corrected statement, and what its words are bound to."""

    section: Section
    html: Markup
    corrections: tuple[tuple[Correction, Markup], ...]
    vocabulary: Vocabulary


def chapter(
    section: Section, report: Report, numbering: Numbering, setting: Setting, environment: Environment, templates: Path
) -> Chapter:
    """Render an exercise and hold its declarations against what is used.

    Raises
    ------
    TemplateError, FormulaError, UnusedError, ClaimError
        Each with the author's file, and the line where there is one.
    """
    vocabulary = Vocabulary(section.exercise.slug, numbering, setting)
    if section.failure:
        return Chapter(section, Markup(""), (), vocabulary)
    name = f"{report.sheet.slug}/{section.exercise.slug}{SUFFIX}"
    context = names(section)
    with blamed(templates):
        html = trusted(environment.get_template(name).render(context | vocabulary.words()))
        seen = _usage(environment, templates / name, name)
    fixed = []
    mine = [one for one in report.sheet.corrections if one.exercise == section.exercise.number]
    for correction in mine:
        with blamed(templates, otherwise=f"correction of {correction.where}"):
            template = _template(environment, correction.correct)
            fixed.append((correction, trusted(template.render(context | vocabulary.words()))))
            seen |= usage(environment.parse(compile_prose(correction.correct)))
            _evidence(correction, section)
    looked_up = {f"{kind}.{found}" for kind in ("claims", "derivations", "figures") for found in used(context[kind])}
    cited = [name for correction in mine for name in correction.evidence]
    check(section, seen | Usage(frozenset(looked_up)), cited, f"{templates.name}/{name}")
    return Chapter(section, html, tuple(fixed), vocabulary)


def _usage(environment: Environment, path: Path, name: str) -> Usage:
    return usage(environment.parse(path.read_text(encoding="utf-8"), name, str(path)))


def _template(environment: Environment, prose: str) -> Template:
    return environment.from_string(compile_prose(prose))


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
