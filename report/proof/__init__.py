r"""Derivations: every step proved, refuted, or said to be unproved."""

from __future__ import annotations

from report.errors import DerivationError
from report.model import Checked, CheckedStep, Derivation, Status, Verdict
from report.proof.decimals import stated_digits
from report.proof.judge import judge
from report.proof.reading import Link, read
from report.proof.reading.base import Scope

__all__ = ["check"]


def check(derivation: Derivation) -> Checked:
    """Return `derivation` with a verdict for every step.

    Raises
    ------
    DerivationError
        If the chain or its signature cannot be read, or `assumed` names a step that is not there.
    """
    try:
        reading = read(derivation.latex, derivation.signature)
    except DerivationError as error:
        place = f"derivation {derivation.name}, {error.place}"
        raise DerivationError(error.message, place=place, remedy=error.remedy) from error
    beyond = [number for number in derivation.assumed if not 1 <= number <= len(reading.links)]
    if beyond:
        raise DerivationError(
            f"step {beyond[0]} is assumed, but there are {len(reading.links)} steps",
            place=f"derivation {derivation.name}",
            remedy="Steps are counted from 1, over all rows.",
        )
    steps = tuple(
        _checked(link, reading.scope, derivation.assumed.get(number))
        for number, link in enumerate(reading.links, start=1)
    )
    return Checked(derivation.name, derivation.latex, steps)


def _checked(link: Link, scope: Scope, reason: str | None) -> CheckedStep:
    verdict = judge(link.left, link.relation, link.right, scope, stated_digits(link))
    if reason is not None and verdict.status is not Status.REFUTED:
        verdict = Verdict(Status.ASSUMED, reason)
    return CheckedStep(link.left_latex, link.relation_latex, link.right_latex, verdict, link.row)
