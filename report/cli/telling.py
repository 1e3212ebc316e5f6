"""How much a build says at its end, and the saying of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from report.cli.account import explanation, summary, timings
from report.cli.console import console, visible
from report.model import Step


@dataclass(frozen=True)
class Telling:
    """How much a build says."""

    quiet: bool
    verbose: bool
    explain: bool
    timings: bool

    @property
    def of_stages(self) -> bool:
        """Whether the stages are of interest, so that a build must walk through them."""
        return self.verbose or self.explain or self.timings


def tell(files: Sequence[Path], steps: Sequence[Step], telling: Telling) -> None:
    """Print what was asked of the steps, how much was reused, and the files."""
    if telling.explain:
        typer.echo(visible("\n".join(explanation(steps))), err=True)
    if telling.timings:
        console(stderr=True).print(timings(steps))
    if not telling.quiet:
        if summary(steps):
            typer.echo(summary(steps), err=True)
        for path in files:
            typer.echo(visible(str(path)))
