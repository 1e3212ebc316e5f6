"""From a report to HTML: for the reader's screen, and for the page."""

from report.audit import audit
from report.page.characters import Characters
from report.page.document import Labels, frame_failures, paper, render
from report.page.literals import Literal, literals
from report.page.passages import Keep, PartsOf, Shelf
from report.page.printed import ELSEWHERE, Paper, Part
from report.page.setting import DISPLAY_EM, ROW_EM
from report.page.words import audit_parts, audited

__all__ = [
    "DISPLAY_EM",
    "ELSEWHERE",
    "ROW_EM",
    "Characters",
    "Keep",
    "Labels",
    "Literal",
    "Paper",
    "Part",
    "PartsOf",
    "Shelf",
    "audit",
    "audit_parts",
    "audited",
    "frame_failures",
    "literals",
    "paper",
    "render",
]
