"""One exercise from its declaration to what its template sees: data, result, proofs, claims, figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from traceback import extract_tb
from typing import Any, TypeVar

from report import fonts
from report.cache.pieces import Pieces
from report.cache.recalled import Recalled
from report.errors import ReportError
from report.inputs import resolve, sha256, unchanged
from report.judging import claims_of, stop_at_refuted, stop_at_unproved
from report.late import LateSection
from report.model import (
    Checked,
    Claim,
    Derivation,
    Drawn,
    Exercise,
    Figure,
    Request,
    Resolved,
    Section,
    Settings,
    Status,
)
from report.progress import Note, Stages
from report.reads import declared_only

Value = TypeVar("Value")


@dataclass(frozen=True)
class Judged:
    """What an exercise says of its result: its claims, and the names of the figures that these data have."""

    claims: tuple[Claim, ...]
    figures: tuple[str, ...]


@dataclass(frozen=True)
class Gathering:
    """Gathers the exercises of a build.

    Attributes
    ----------
    request : Request
    settings : mapping
        The value of every parameter of the sheet.
    stages : Stages
    pieces : Pieces
        Knows what was made before.
    fonts : callable
        Returns the files of the figures' faces; to join them takes seconds, and most builds draw nothing.
    """

    request: Request
    settings: Settings
    stages: Stages
    pieces: Pieces
    fonts: Callable[[], Sequence[Path]]

    def section(self, exercise: Exercise[Any]) -> Section:
        """Return `exercise` gathered; in a draft, a failure in place of what it would have been."""
        try:
            return self._gather(exercise)
        except ReportError as error:
            if not self.request.draft:
                raise
            return failed(exercise, self.settings, str(error))
        except Exception as error:
            if not self.request.draft:
                raise
            return failed(
                exercise, self.settings, f"{type(error).__name__}: {error}{_line(error, self.request.project)}"
            )

    def _gather(self, exercise: Exercise[Any]) -> Section:
        stage, slug = self.stages.stage, exercise.slug
        with stage("inputs", slug) as note:
            inputs = resolve(exercise, self.request.project, self.request.data, self._hash)
            note.reason = ", ".join(f"{found.shown}: {len(found.files)} files" for found in inputs.values()) or "none"
        with stage("compute", slug) as note:
            result = _noted(self._result(exercise, inputs), note)
        with stage("check", slug) as note:
            derivations = {one.name: _noted(self._checked(exercise, one), note) for one in exercise.derivations}
            stop_at_refuted(exercise, _values(derivations))
            if self.request.strict:
                stop_at_unproved(exercise, _values(derivations))
            judged = _noted(self._judged(exercise, result), note)
            steps = sum(len(one.value.steps) for one in derivations.values())
            note.reason = f"{steps} steps, {len(judged.value.claims)} claims"
        with stage("draw", slug) as note:
            shown = [figure for figure in exercise.figures if figure.name in judged.value.figures]
            figures = {one.name: _noted(self._drawn(exercise, one, result), note) for one in shown}
            note.reason = f"{len(figures)} figures"
        pieces = {"result": result, "claims": judged}
        pieces |= {f"derivation {name}": one for name, one in derivations.items()}
        pieces |= {f"figure {name}": one for name, one in figures.items()}
        return LateSection.of(
            pieces,
            exercise=exercise,
            inputs=inputs,
            settings=self.settings,
            parts={name: one.digest for name, one in pieces.items()}
            | self.pieces.fingerprints.section(exercise, inputs, self.settings),
        )

    def _hash(self, path: Path) -> str:
        digest: str = self.pieces.index.fact("sha256", path, sha256)
        return digest

    def _result(self, exercise: Exercise[Any], inputs: dict[str, Resolved]) -> Recalled[Any]:
        own = {parameter.name: self.settings[parameter.name] for parameter in exercise.parameters}

        def compute() -> Any:
            watched = declared_only("compute", _place(exercise), self.request.project, inputs)
            with unchanged(inputs, self._hash), watched:
                return exercise.compute(inputs, own)

        parts = self.pieces.fingerprints.result
        return self.pieces.recall(exercise.slug, "result", lambda: parts(exercise, inputs, own), compute)

    def _checked(self, exercise: Exercise[Any], derivation: Derivation) -> Recalled[Checked]:
        def check() -> Checked:
            from report import proof

            return proof.check(derivation)

        parts = self.pieces.fingerprints.derivation
        name = f"derivation {derivation.name}"
        return self.pieces.recall(exercise.slug, name, lambda: parts(derivation), check, lasts=_settled)

    def _judged(self, exercise: Exercise[Any], result: Recalled[Any]) -> Recalled[Judged]:
        def judge() -> Judged:
            value = result.value
            with declared_only("claims", _place(exercise), self.request.project, given=self.pieces.folders):
                shown = tuple(figure.name for figure in exercise.figures if figure.when(value))
                return Judged(claims_of(exercise, value), shown)

        parts = self.pieces.fingerprints.judgement
        return self.pieces.recall(exercise.slug, "claims", lambda: parts(exercise, result.digest), judge)

    def _drawn(self, exercise: Exercise[Any], figure: Figure[Any], result: Recalled[Any]) -> Recalled[Drawn]:
        from report.figures import STYLE, draw

        name = f"figure {figure.name}"

        def drawn() -> Drawn:
            value, given = result.value, self.fonts()
            read = (STYLE, *given, *self.pieces.folders)
            with declared_only(name, _place(exercise), self.request.project, given=read):
                return draw(figure, value, fonts=given)

        parts = self.pieces.fingerprints.figure
        return self.pieces.recall(
            exercise.slug, name, lambda: parts(figure, result.digest, STYLE, fonts.edition()), drawn
        )


def failed(exercise: Exercise[Any], settings: Settings, message: str) -> Section:
    """Return the section of an exercise that could not be built, for a draft."""
    return Section(exercise, None, {}, settings, {}, {}, {}, failure=message)


def _line(error: BaseException, project: Path) -> str:
    """Return the innermost line of an analysis that an error came by, in brackets."""
    analyses = project / "analyses"
    frames = [one for one in extract_tb(error.__traceback__) if Path(one.filename).is_relative_to(analyses)]
    return f" ({Path(frames[-1].filename).relative_to(project)}:{frames[-1].lineno})" if frames else ""


def _noted(recalled: Recalled[Value], note: Note) -> Recalled[Value]:
    note.pieces.append(recalled.piece)
    return recalled


def _values(recalled: Mapping[str, Recalled[Value]]) -> dict[str, Value]:
    return {name: one.value for name, one in recalled.items()}


def _place(exercise: Exercise[Any]) -> str:
    return f"exercise {exercise.number}, {exercise.slug}"


def _settled(checked: Checked) -> bool:
    """Whether time may not change the verdicts: a step that stayed unproved might be proved by a quicker machine."""
    return all(step.verdict.status is not Status.UNPROVED for step in checked.steps)
