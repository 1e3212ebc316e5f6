"""What a build says of itself: why each piece was made or not, and where the time went."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from report.cli.terminal import visible
from report.model import Step

if TYPE_CHECKING:
    from rich.table import Table

UNITS = {"B": 1, "kB": 1e3, "MB": 1e6, "GB": 1e9}


def explanation(steps: Sequence[Step]) -> list[str]:
    """Return a line for each piece: reused, or made because of what."""
    pieces = [(step.exercise, piece) for step in steps for piece in step.pieces]
    if not pieces:
        return []
    owners = max(len(owner) for owner, _ in pieces)
    names = max(len(piece.name) for _, piece in pieces)
    return [
        f"{owner:<{owners}}  {piece.name:<{names}}  {'reused' if piece.reused else 'made ' + piece.because}"
        for owner, piece in pieces
    ]


def summary(steps: Sequence[Step]) -> str:
    """Return in one sentence how much was reused; empty if there was nothing to reuse."""
    pieces = [piece for step in steps for piece in step.pieces]
    reused = sum(piece.reused for piece in pieces)
    if not reused:
        return ""
    kinds = "results, claims, verdicts, figures, formulas and pages"
    return f"all {reused} {kinds} were reused" if reused == len(pieces) else f"{reused} of {len(pieces)} {kinds} reused"


def timings(steps: Sequence[Step]) -> Table:
    """Return a table of wall and CPU time and of cache hits, by exercise and stage, with the sum below."""
    from rich.table import Table
    from rich.text import Text

    table = Table("exercise", "stage", box=None, pad_edge=False, show_footer=True)
    table.columns[0].footer = "together"
    for heading, footer in {
        "seconds": _seconds(sum(step.seconds for step in steps)),
        "CPU": _seconds(sum(step.cpu for step in steps)),
        "reused": _hits(steps),
    }.items():
        table.add_column(heading, footer, justify="right")
    for step in steps:
        owner = Text(visible(step.exercise))
        table.add_row(owner, step.stage, _seconds(step.seconds), _seconds(step.cpu), _hits([step]))
    return table


def size(count: int) -> str:
    """Return a number of bytes as a person reads it."""
    unit = next((unit for unit, factor in UNITS.items() if count < 1000 * factor), "GB")
    return f"{count / UNITS[unit]:.3g} {unit}"


def _seconds(seconds: float) -> str:
    return f"{seconds:.2f} s"


def _hits(steps: Sequence[Step]) -> str:
    pieces = [piece for step in steps for piece in step.pieces]
    return f"{sum(piece.reused for piece in pieces)} of {len(pieces)}" if pieces else ""
