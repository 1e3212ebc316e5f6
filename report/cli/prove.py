"""``python build.py prove FILE``: check anybody's derivations."""

from __future__ import annotations

import json as jsonlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from report.cli.console import console, visible

if TYPE_CHECKING:
    from rich.console import Console

    from report.proof.chains import Outcome

_STYLES = {"proved": "green", "refuted": "bold red", "unproved": "yellow", "assumed": "cyan"}


def prove(
    file: Annotated[
        Path, typer.Argument(help="A TOML file: \\[symbols], \\[vectors], \\[functions] and \\[\\[chain]] tables.")
    ],
    json: Annotated[bool, typer.Option("--json", help="Print the verdicts as JSON, and nothing else.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Fail on an unproved step as well.")] = False,
) -> None:
    """Check chains of formulas: each step proved, refuted, or said to be unproved.

    Example: python build.py prove exercise.toml --strict
    """
    from report.proof.chains import as_record, is_sound, prove_file, summary

    outcomes = []
    out = console()
    for outcome in prove_file(file):
        outcomes.append(outcome)
        if not json:
            _show(outcome, out)
    counts = summary(outcomes)
    if json:
        typer.echo(jsonlib.dumps({"chains": [as_record(outcome) for outcome in outcomes], "summary": counts}))
    else:
        words = [f"{counts[status]} {status}" for status in _STYLES if counts[status]]
        words += [f"{counts['unreadable']} unreadable"] if counts["unreadable"] else []
        out.print(", ".join(words))
    if not is_sound(outcomes, strict=strict):
        raise typer.Exit(1)


def _show(outcome: Outcome, out: Console) -> None:
    from rich.text import Text

    out.print(Text(visible(outcome.name), style="bold"))
    if outcome.error:
        out.print(Text("  unreadable  " + visible(outcome.error).replace("\n", "\n              "), style="bold red"))
    for step, seconds in outcome.steps:
        verdict = step.verdict
        line = Text(f"  {verdict.status.value:<9} ", style=_STYLES[verdict.status.value])
        line.append(visible(f"{step.lhs} {step.relation} {step.rhs}"), style="")
        out.print(line)
        reason = verdict.counterexample or verdict.by
        if verdict.conditions:
            reason += f", where {' and '.join(verdict.conditions)} is not 0"
        out.print(Text(f"            {visible(reason)}  ({seconds:.2f} s)", style="dim"))
