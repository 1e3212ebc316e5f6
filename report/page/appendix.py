"""The appendix: what was published beside what is found now, and what is corrected."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from report.audit import Comparison, as_printed, audit, published
from report.formats import brief
from report.page.markup import trusted
from report.page.vocabulary import Vocabulary, claim_anchor

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jinja2 import Environment

    from report.model import Published, Report
    from report.page.chapter import Chapter
    from report.page.numbering import Numbering
    from report.page.setting import Setting

SLUG = "audit"
"""Begins the appendix's anchors."""

_MINUS = re.compile(r"(?<!\w)-(?=\d)")


@dataclass(frozen=True)
class Row:
    """A row of the comparison, as the table shows it; `note` is the letter of its reason."""

    exercise: str
    quantity: str
    published: str
    regenerated: str
    verdict: str
    note: str


@dataclass(frozen=True)
class Evidence:
    """What shows that a correction is right: words with a link, or the thing itself if no exercise shows it."""

    html: Markup
    block: bool


def appendix(
    report: Report, chapters: Sequence[Chapter], numbering: Numbering, setting: Setting, environment: Environment
) -> Markup:
    """Return the appendix as HTML; empty if the sheet has none or none was asked for."""
    rows, fixed = audit(report)
    if not report.appendix or not (rows or fixed):
        return Markup("")
    vocabulary = Vocabulary(SLUG, numbering, setting)
    entries = [
        (chapter, correction, html, [_evidence(name, chapter, numbering, setting) for name in correction.evidence])
        for chapter in chapters
        for correction, html in chapter.corrections
    ]
    reasons = {why: _letter(index) for index, why in enumerate(dict.fromkeys(row.why for row in rows if row.why))}
    template = environment.get_template("appendix.html.j2")
    return trusted(
        template.render(
            rows=[_row(printed, row, reasons) for printed, row in zip(published(report), rows, strict=True)],
            reasons=reasons,
            entries=entries,
            medium=setting.medium,
            **vocabulary.words(),
        )
    )


def _row(printed: Published, row: Comparison, reasons: Mapping[str, str]) -> Row:
    ours = "—" if row.regenerated is None else as_printed(row.regenerated, row.published)
    theirs, ours = (_MINUS.sub("\N{MINUS SIGN}", text) for text in (row.published, ours))
    return Row(
        printed.where.replace(" ", "\N{NO-BREAK SPACE}"),
        row.quantity,
        theirs,
        ours,
        row.verdict,
        reasons.get(row.why, ""),
    )


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
        anchor = claim_anchor(slug, entry) if entry in chapter.vocabulary.anchored else slug
        observed = brief(claim.observed)
        return Evidence(
            Markup('<a href="#{}">{}</a> (observed: {})').format(anchor, claim.statement.rstrip("."), observed), False
        )
    label = f"{'derivation' if kind == 'derivations' else 'fig'}:{entry}"
    if (slug, label) in numbering.labels:
        said = "Derivation " if kind == "derivations" else ""
        return Evidence(Markup("{}{}").format(said, chapter.vocabulary.ref(label)), False)
    return _shown(kind, entry, chapter, Vocabulary(SLUG, numbering, setting))


def _shown(kind: str, entry: str, chapter: Chapter, words: Vocabulary) -> Evidence:
    """Return a derivation or figure that no exercise shows: the first time itself, then a reference."""
    section = chapter.section
    name = f"{section.exercise.slug}-{entry}"
    label = f"{'derivation' if kind == 'derivations' else 'fig'}:{name}"
    if (SLUG, label) in words.numbering.labels:
        return Evidence(words.ref(label), False)
    if kind == "derivations":
        return Evidence(words.derivation(section.derivations[entry], label=name), True)
    if entry not in section.figures:
        return Evidence(Markup("(a figure that these data do not have)"), False)
    drawn = replace(section.figures[entry], name=name)
    return Evidence(words.figure(drawn, caller=lambda: Markup("{}").format(drawn.alt)), True)
