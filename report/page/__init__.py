"""From a report to HTML: for the reader's screen, and for the page."""

from report.audit import audit
from report.page.characters import Characters
from report.page.document import Labels, frame_failures, render
from report.page.literals import Literal, literals
from report.page.passages import Keep, Parts
from report.page.words import audited

__all__ = [
    "Characters",
    "Keep",
    "Labels",
    "Literal",
    "Parts",
    "audit",
    "audited",
    "frame_failures",
    "literals",
    "render",
]
