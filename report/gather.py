"""One exercise from its declaration to what its template sees: data, result, proofs, claims, figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from report.errors import DeclarationError, DerivationError, ReportError
from report.inputs import resolve
from report.model import Checked, CheckedStep, Claim, Drawn, Exercise, Request, Section, Settings, Status
from report.progress import Stages


def section(
    exercise: Exercise[Any], request: Request, settings: Settings, stages: Stages, fonts: Sequence[Path]
) -> Section:
    """Return `exercise` gathered; in a draft, a failure in place of what it would have been."""
    try:
        return _gather(exercise, request, settings, stages, fonts)
    except ReportError as error:
        if not request.draft:
            raise
        return failed(exercise, settings, str(error))
    except Exception as error:
        if not request.draft:
            raise
        return failed(exercise, settings, f"{type(error).__name__}: {error}")


def failed(exercise: Exercise[Any], settings: Settings, message: str) -> Section:
    """Return the section of an exercise that could not be built, for a draft."""
    return Section(exercise, None, {}, settings, {}, {}, {}, failure=message)


def _gather(
    exercise: Exercise[Any], request: Request, settings: Settings, stages: Stages, fonts: Sequence[Path]
) -> Section:
    slug = exercise.slug
    with stages.stage("inputs", slug) as note:
        inputs = resolve(exercise, request.project, request.data)
        note.reason = ", ".join(f"{found.shown}: {len(found.files)} files" for found in inputs.values()) or "none"
    with stages.stage("compute", slug):
        result = exercise.compute(inputs, settings)
    with stages.stage("check", slug) as note:
        derivations = _derivations(exercise)
        claims = _claims(exercise, result)
        note.reason = f"{sum(len(checked.steps) for checked in derivations.values())} steps, {len(claims)} claims"
    with stages.stage("draw", slug) as note:
        figures = _figures(exercise, result, fonts)
        note.reason = f"{len(figures)} figures"
    return Section(exercise, result, inputs, settings, derivations, claims, figures)


def _derivations(exercise: Exercise[Any]) -> dict[str, Checked]:
    if not exercise.derivations:
        return {}
    from report import proof

    checked = {derivation.name: proof.check(derivation) for derivation in exercise.derivations}
    for derivation in checked.values():
        for step in derivation.steps:
            if step.verdict.status is Status.REFUTED:
                raise _refuted(exercise, derivation.name, step)
    return checked


def _refuted(exercise: Exercise[Any], name: str, step: CheckedStep) -> DerivationError:
    return DerivationError(
        f"refuted: {step.lhs} {step.relation} {step.rhs}",
        place=f"exercise {exercise.number}, derivation {name}",
        remedy=f"Counterexample: {step.verdict.counterexample}",
    )


def _claims(exercise: Exercise[Any], result: Any) -> dict[str, Claim]:
    claims = exercise.claims(result)
    twice = [name for name, count in Counter(claim.name for claim in claims).items() if count > 1]
    if twice:
        raise DeclarationError(f"two claims are called {twice[0]}", place=f"exercise {exercise.number}")
    return {claim.name: claim for claim in claims}


def _figures(exercise: Exercise[Any], result: Any, fonts: Sequence[Path]) -> dict[str, Drawn]:
    wanted = [figure for figure in exercise.figures if figure.when(result)]
    if not wanted:
        return {}
    from report.figures import draw

    return {figure.name: draw(figure, result, fonts=fonts) for figure in wanted}
