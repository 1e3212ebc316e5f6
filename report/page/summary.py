"""What the first page counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from report.model import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report.model import Correction, Report
    from report.page.comparison import Row


@dataclass(frozen=True)
class Summary:
    """Steps by status, claims that hold, numbers that came out again, corrections, failures."""

    proved: int
    assumed: int
    unproved: int
    refuted: int
    claims: int
    held: int
    numbers: int
    equal: int
    unrepeatable: int
    corrections: int
    failed: int

    @property
    def steps(self) -> int:
        """All steps."""
        return self.proved + self.assumed + self.unproved + self.refuted


def summary(report: Report, comparison: Sequence[Row], corrections: Sequence[Correction]) -> Summary:
    """Return the counts of `report` and of both halves of its audit."""
    checked = [derivation for section in report.sections for derivation in section.derivations.values()]
    steps = Counter(step.verdict.status for derivation in checked for step in derivation.steps)
    claims = [claim.verdict for section in report.sections for claim in section.claims.values()]
    verdicts = Counter(row.verdict for row in comparison)
    return Summary(
        proved=steps[Status.PROVED],
        assumed=steps[Status.ASSUMED],
        unproved=steps[Status.UNPROVED],
        refuted=steps[Status.REFUTED],
        claims=len(claims),
        held=sum(claims),
        numbers=len(comparison),
        equal=verdicts["equal"],
        unrepeatable=verdicts["not repeatable"],
        corrections=len(corrections),
        failed=sum(bool(section.failure) for section in report.sections),
    )
