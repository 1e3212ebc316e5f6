"""The appendix: what was published beside what is found now, and what is corrected."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from report.audit import corrections
from report.formats import brief
from report.page.characters import Characters, characters
from report.page.comparison import Row, comparison
from report.page.inclusions import shared_in
from report.page.passages import Passage, digest, report_parts, template_digests
from report.page.vocabulary import Vocabulary, claim_anchor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report.page.chapter import Chapter, Desk
    from report.page.numbering import Numbering
    from report.page.setting import Setting

SLUG = "audit"
"""Begins the appendix's anchors."""

TEMPLATE = "appendix.html.j2"


@dataclass(frozen=True)
class Noted(Row):
    """A row of the comparison with the letter of its reason, as the table shows it."""

    note: str


@dataclass(frozen=True)
class Evidence:
    """What shows that a correction is right: words with a link, or the thing itself if no exercise shows it."""

    html: Markup
    block: bool


def appendix(chapters: Sequence[Chapter], numbering: Numbering, desk: Desk) -> Passage:
    """Return the appendix; empty if the sheet has none or none was asked for."""
    report = desk.report
    if not report.appendix or not (corrections(report) or comparison(desk)):
        return Passage()
    branch = numbering.branch(SLUG)

    def render() -> Passage:
        return _rendered(chapters, branch, desk)

    passage = render() if branch.known is None else desk.keep(SLUG, lambda: _parts(chapters, branch, desk), render)
    numbering.join(passage.added)
    return passage


def _rendered(chapters: Sequence[Chapter], numbering: Numbering, desk: Desk) -> Passage:
    setting, rows = desk.setting, comparison(desk)
    setting.pictured.clear()
    vocabulary = Vocabulary(SLUG, numbering, setting)
    entries = [
        (chapter, correction, html, [_evidence(name, chapter, numbering, setting) for name in correction.evidence])
        for chapter in chapters
        for correction, html in chapter.corrections
    ]
    reasons = {why: _letter(index) for index, why in enumerate(dict.fromkeys(row.why for row in rows if row.why))}
    html = desk.environment.get_template(TEMPLATE).render(
        rows=[Noted(**vars(row), note=reasons.get(row.why, "")) for row in rows],
        reasons=reasons,
        entries=entries,
        medium=setting.medium,
        **vocabulary.words(),
    )
    shown = characters(html) if setting.medium == "screen" else Characters()
    return Passage(html, numbering.added, formulas=dict(setting.pictured), characters=shown)


def _parts(chapters: Sequence[Chapter], numbering: Numbering, desk: Desk) -> dict[str, str]:
    return {
        **report_parts(desk.report),
        **template_digests(desk.templates, shared_in(desk.templates)),
        "corrections": digest(*(one.passage.corrections for one in chapters)),
        "claims in the text": digest(*(sorted(one.passage.anchored) for one in chapters)),
        "numbers so far": digest(sorted(numbering.counts.items()), sorted(numbering.before.items())),
        "labels": digest(sorted((numbering.known or {}).items())),
    }


def _letter(index: int) -> str:
    """Return a, b, ..., z, aa, ab, ..."""
    head, last = divmod(index, 26)
    return (_letter(head - 1) if head else "") + chr(ord("a") + last)


def _evidence(name: str, chapter: Chapter, numbering: Numbering, setting: Setting) -> Evidence:
    """Return a link to the place of a piece of evidence, or the piece where it has no place."""
    kind, _, entry = name.partition(".")
    section, slug = chapter.section, chapter.section.exercise.slug
    if kind == "claims":
        claim = section.claims[entry]
        anchor = claim_anchor(slug, entry) if entry in chapter.passage.anchored else slug
        observed = brief(claim.observed)
        return Evidence(
            Markup('<a href="#{}">{}</a> (observed: {})').format(anchor, claim.statement.rstrip("."), observed), False
        )
    label = f"{'derivation' if kind == 'derivations' else 'fig'}:{entry}"
    if numbering.has(slug, label):
        said = "Derivation " if kind == "derivations" else ""
        return Evidence(Markup("{}{}").format(said, Vocabulary(slug, numbering, setting).ref(label)), False)
    return _shown(kind, entry, chapter, Vocabulary(SLUG, numbering, setting))


def _shown(kind: str, entry: str, chapter: Chapter, words: Vocabulary) -> Evidence:
    """Return a derivation or figure that no exercise shows: the first time itself, then a reference."""
    section = chapter.section
    name = f"{section.exercise.slug}-{entry}"
    label = f"{'derivation' if kind == 'derivations' else 'fig'}:{name}"
    if words.numbering.has(SLUG, label):
        return Evidence(words.ref(label), False)
    if kind == "derivations":
        return Evidence(words.derivation(section.derivations[entry], label=name), True)
    if entry not in section.figures:
        return Evidence(Markup("(a figure that these data do not have)"), False)
    drawn = replace(section.figures[entry], name=name)
    return Evidence(words.figure(drawn, caller=lambda: Markup("{}").format(drawn.alt)), True)
