"""The audit in words: corrections with their numbers put in, for the record."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from report.audit import Audit, Corrected, audit
from report.model import Claim, Report
from report.page.blame import blamed
from report.page.environment import environment
from report.page.inclusions import files_in, takes_in
from report.page.passages import report_parts, template_digests
from report.page.vocabulary import names


def audited(report: Report, templates: Path) -> Audit:
    """Return the audit of `report`, every correction in plain text: Markdown and LaTeX with the results' numbers.

    Raises
    ------
    TemplateError
        If a correction names what does not exist.
    """
    found = audit(report)
    return found._replace(corrections=tuple(_in_words(one, report, templates) for one in found.corrections))


def audit_parts(report: Report, templates: Path) -> dict[str, str]:
    """Return digests by name of all that the words of the audit depend on."""
    taken = takes_in(*(one.correct.encode() for one in report.sheet.corrections))
    return report_parts(report) | template_digests(templates, files_in(templates) if taken else ())


def _in_words(correction: Corrected, report: Report, templates: Path) -> Corrected:
    section = next(one for one in report.sections if one.exercise.number == correction.exercise)
    with blamed(templates, otherwise=f"a correction of exercise {correction.exercise}"):
        written = environment(templates).from_string(correction.correct).render(names(section) | _SAID)
    return replace(correction, correct=" ".join(html.unescape(str(written)).split()))


def _given(claim: Claim, caller: Callable[[], str]) -> str:
    return caller() if claim.verdict else ""


def _unless(claim: Claim, caller: Callable[[], str]) -> str:
    return "" if claim.verdict else caller()


_SAID = {"given": _given, "unless": _unless, "ref": lambda label: label}
"""The words of a template that a line of plain text can say: a reference is its label."""
