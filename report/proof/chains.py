"""Files of chains: anybody's derivations in TOML, and what became of them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from report.errors import CallError, DerivationError, MissingFileError, OutputError
from report.model import CheckedStep, Derivation, Signature, Status
from report.proof import timed_steps

_TABLES = ("symbols", "vectors", "functions", "chain")
_KEYS = ("name", "latex", "assumed")


@dataclass(frozen=True)
class Outcome:
    """What became of one chain.

    Attributes
    ----------
    name, latex : str
    steps : tuple of (CheckedStep, float)
        Each with its seconds; empty if the chain cannot be read.
    error : str
        Why it cannot be read: place, message and remedy.
    """

    name: str
    latex: str
    steps: tuple[tuple[CheckedStep, float], ...] = ()
    error: str = ""


def prove_file(path: Path) -> Iterator[Outcome]:
    """Yield the outcome of each chain in the TOML file `path`, in the order given.

    Raises
    ------
    MissingFileError
        If there is no such file.
    CallError
        If it is not TOML, or cannot be read.
    """
    content = _content(path)
    faults = [f"{key} is none of {', '.join(_TABLES)}" for key in content if key not in _TABLES]
    tables = {name: content.get(name, {}) for name in _TABLES[:3]}
    faults += [f"[{name}] is no table of strings" for name, table in tables.items() if not _is_table(table)]
    chains = content.get("chain", [])
    if not isinstance(chains, list) or not chains:
        yield Outcome("", "", error=f"{path.name}: no chain stands in it\nWrite [[chain]] and latex = '...' below it.")
        return
    for number, chain in enumerate(chains, start=1):
        yield _outcome(number, chain, tables, faults)


def _content(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (FileNotFoundError, IsADirectoryError) as error:
        raise MissingFileError(
            "there is no such file", place=str(path), remedy="Name a TOML file of chains."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CallError(f"this is not TOML: {error}", place=str(path), remedy="Mend that line.") from error
    except OSError as error:
        raise OutputError(f"it cannot be read: {error.strerror}", place=str(path)) from error


def _is_table(table: object) -> bool:
    return isinstance(table, Mapping) and all(isinstance(value, str) for value in table.values())


def _outcome(number: int, chain: object, tables: Mapping[str, Any], faults: list[str]) -> Outcome:
    if not isinstance(chain, Mapping):
        return Outcome(str(number), "", error="a chain is a table: write [[chain]] above it")
    name, latex, assumed = str(chain.get("name", number)), chain.get("latex"), chain.get("assumed", {})
    faults = faults + [f"{key} is none of {', '.join(_KEYS)}" for key in chain if key not in _KEYS]
    if not isinstance(latex, str):
        return Outcome(name, "", error="the chain has no latex: write latex = '...'")
    if not isinstance(assumed, Mapping) or not all(str(step).isdigit() for step in assumed):
        faults = [*faults, "assumed maps numbers of steps to reasons"]
    if faults:
        return Outcome(name, latex, error="; ".join(faults))
    reasons = {int(step): str(reason) for step, reason in assumed.items()}
    derivation = Derivation(name, latex, Signature(**tables), reasons)
    try:
        return Outcome(name, latex, tuple(timed_steps(derivation)))
    except DerivationError as error:
        return Outcome(name, latex, error=str(error))


def summary(outcomes: list[Outcome]) -> dict[str, int]:
    """Return how many chains, unreadable ones, and steps of each status there are."""
    statuses = [step.verdict.status for outcome in outcomes for step, _ in outcome.steps]
    counts = {status.value: statuses.count(status) for status in Status}
    return {"chains": len(outcomes), "unreadable": sum(bool(outcome.error) for outcome in outcomes), **counts}


def as_record(outcome: Outcome) -> dict[str, Any]:
    """Return an outcome as plain JSON data."""
    record: dict[str, Any] = {"name": outcome.name, "latex": outcome.latex}
    if outcome.error:
        record["error"] = outcome.error
    record["steps"] = [_step(step, seconds) for step, seconds in outcome.steps]
    return record


def _step(step: CheckedStep, seconds: float) -> dict[str, Any]:
    record: dict[str, Any] = {
        "lhs": step.lhs,
        "relation": step.relation,
        "rhs": step.rhs,
        "status": step.verdict.status.value,
        "by": step.verdict.by,
        "conditions": list(step.verdict.conditions),
    }
    if step.verdict.counterexample:
        record["counterexample"] = step.verdict.counterexample
    record["seconds"] = round(seconds, 4)
    return record


def is_sound(outcomes: list[Outcome], *, strict: bool) -> bool:
    """Whether every chain is readable, no step refuted and, if `strict`, none unproved."""
    bad = {Status.REFUTED, Status.UNPROVED} if strict else {Status.REFUTED}
    return not any(
        outcome.error or any(step.verdict.status in bad for step, _ in outcome.steps) for outcome in outcomes
    )
