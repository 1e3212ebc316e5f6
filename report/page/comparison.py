"""What was published beside what is found now, as the page shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from report.audit import Outcome, as_printed, compare, published, results
from report.page.passages import report_parts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from report.model import Published
    from report.page.chapter import Desk

_MINUS = re.compile(r"(?<!\w)-(?=\d)")


@dataclass(frozen=True)
class Row:
    """A printed number and ours, as they are shown; `why` is why they are not equal."""

    exercise: str
    quantity: str
    published: str
    regenerated: str
    verdict: Outcome
    why: str


def comparison(desk: Desk) -> tuple[Row, ...]:
    """Return a row for each printed number of the exercises that stand.

    Rows are kept: to compare anew takes the results, and the sheet's code with all that it imports.
    """
    return desk.keep("comparison", lambda: report_parts(desk.report), lambda: _compared(desk))


def _compared(desk: Desk) -> tuple[Row, ...]:
    found = results(desk.report)
    return tuple(_row(printed, found) for printed in published(desk.report))


def _row(printed: Published, results: Mapping[str, Any]) -> Row:
    found = compare(printed, results)
    ours = "—" if found.regenerated is None else as_printed(found.regenerated, found.published)
    theirs, ours = (_MINUS.sub("\N{MINUS SIGN}", text) for text in (found.published, ours))
    place = printed.where.replace(" ", "\N{NO-BREAK SPACE}")
    return Row(place, str(found.quantity), theirs, ours, found.verdict, str(found.why))
