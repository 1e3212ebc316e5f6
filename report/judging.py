"""What stops an exercise once it is computed: a step that is refuted, a claim that cannot be judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from report.errors import DeclarationError, DerivationError
from report.model import Checked, CheckedStep, Claim, Exercise, Status
from report.relations import RELATIONS, holds


def stop_at_refuted(exercise: Exercise[Any], derivations: Mapping[str, Checked]) -> None:
    """Raise DerivationError for the first step that is refuted, with its counterexample."""
    for derivation in derivations.values():
        for step in derivation.steps:
            if step.verdict.status is Status.REFUTED:
                raise _refuted(exercise, derivation.name, step)


def stop_at_unproved(exercise: Exercise[Any], derivations: Mapping[str, Checked]) -> None:
    """Raise DerivationError for the first step that is not proved."""
    for derivation in derivations.values():
        for step in derivation.steps:
            if step.verdict.status is Status.UNPROVED:
                raise DerivationError(
                    f"not proved: {step.lhs} {step.relation} {step.rhs}",
                    place=f"exercise {exercise.number}, derivation {derivation.name}",
                    remedy="Take a smaller step, state it as assumed with a reason, or build without --strict.",
                )


def _refuted(exercise: Exercise[Any], name: str, step: CheckedStep) -> DerivationError:
    return DerivationError(
        f"refuted: {step.lhs} {step.relation} {step.rhs}",
        place=f"exercise {exercise.number}, derivation {name}",
        remedy=f"Counterexample: {step.verdict.counterexample}",
    )


def claims_of(exercise: Exercise[Any], result: Any) -> tuple[Claim, ...]:
    """Return the claims of a result, each of which has a verdict.

    Raises
    ------
    DeclarationError
        If they are no claims, two share a name, or one cannot be judged.
    """
    place = f"exercise {exercise.number}, claims"
    claims = exercise.claims(result)
    if not isinstance(claims, (tuple, list)) or not all(isinstance(claim, Claim) for claim in claims):
        raise DeclarationError(
            f"claims(result) returned {claims!r:.60}, and no tuple of Claim",
            place=place,
            remedy="A tuple of one has a comma: (claim,).",
        )
    twice = [name for name, count in Counter(claim.name for claim in claims).items() if count > 1]
    if twice:
        raise DeclarationError(f"two claims are called {twice[0]}", place=place)
    for claim in claims:
        _judge(claim, place)
    return tuple(claims)


def _judge(claim: Claim, place: str) -> None:
    """Ask for the verdict here, where it can be said whose it is."""
    if claim.relation not in [*RELATIONS]:
        raise DeclarationError(
            f"the claim {claim.name} has an unknown relation {claim.relation!r}",
            place=place,
            remedy=f"Relations: {', '.join(RELATIONS)}.",
        )
    try:
        holds(claim.observed, claim.relation, claim.expected)
    except (TypeError, ValueError) as error:
        raise DeclarationError(
            f"the claim {claim.name} cannot be judged: {claim.observed!r:.60} {claim.relation} {claim.expected!r:.60}",
            place=place,
            remedy=f"{error}.",
        ) from error
