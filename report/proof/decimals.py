"""How many digits an approximate step states."""

from __future__ import annotations

import re

from report.errors import DerivationError
from report.proof.reading import Link

_DECIMAL = re.compile(r"-?\s*\d+(?:\.(\d+))?")


def stated_digits(link: Link) -> int | None:
    """Return the decimals that an approximation states, None for any other relation.

    Raises
    ------
    DerivationError
        If neither side is a decimal number.
    """
    if link.relation != "~":
        return None
    for side in (link.right_latex, link.left_latex):
        match = _DECIMAL.fullmatch(side)
        if match:
            return len(match[1] or "")
    raise DerivationError(
        "an approximation without a decimal number",
        place=f"line {link.line}, column {link.column}",
        remedy="Write the number, to the digits that you state, on one side of \\approx.",
    )
