"""What was gathered stands while neither code nor data change: then a build need not even import the sheet."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache, partial
from pathlib import Path
from typing import Any

from report.cache import NoStore, Store
from report.cache.codec import decode, encode
from report.cache.pieces import Pieces
from report.cache.stamp import circumstances, code_and_data
from report.cache.store import CLOCK_NS
from report.crew import Gather
from report.late import LateExercise, LateSection, LateSheet
from report.model import Exercise, Piece, Report, Request, Resolved, Section, Settings, Sheet, Step
from report.progress import Stages
from report.sheets import load_sheet, template_of

UNSAID = frozenset({"exercises", "published"})
"""Fields of a sheet that hold functions, unless they are empty."""


@dataclass(frozen=True)
class Gathered:
    """A report, and the files and folders that its data were looked for in, found or not."""

    report: Report
    searched: tuple[Path, ...]


@dataclass(frozen=True)
class _Stage:
    """A stage of an exercise: its name, what came of it, and the names of its pieces."""

    name: str
    reason: str
    pieces: tuple[str, ...]


@dataclass(frozen=True)
class _Exercise:
    """An exercise as it was gathered; `pieces` are key and digest of each."""

    declared: Mapping[str, Any]
    inputs: Mapping[str, Mapping[str, Any]]
    parts: Mapping[str, str]
    pieces: Mapping[str, tuple[str, str]]
    stages: tuple[_Stage, ...]


@dataclass(frozen=True)
class _Standing:
    """All that was gathered but for the values."""

    searched: tuple[str, ...]
    slugs: tuple[str, ...]
    sheet: Mapping[str, Any]
    exercises: tuple[_Exercise, ...]
    settings: Settings
    report: Mapping[str, Any]


def recall(request: Request, store: Store | NoStore, pieces: Pieces, stages: Stages, gather: Gather) -> Gathered | None:
    """Return what was gathered for such a request, told stage by stage, if code and data are as they were then.

    Parameters
    ----------
    request : Request
    store : Store or NoStore
    pieces : Pieces
    stages : Stages
    gather : callable
        Gathers an exercise once more if one of its values turns out to be damaged.
    """
    standing = _standing(request, store)
    if standing is None:
        return None
    sheet = cache(lambda: load_sheet(request.sheet, request.project))
    sections = [_section(one, standing.settings, pieces, sheet, gather) for one in standing.exercises]
    if not all(sections):
        return None
    stages.expect(len(request.formats) + sum(len(one.stages) for one in standing.exercises))
    for one in standing.exercises:
        for stage in one.stages:
            with stages.stage(stage.name, one.declared["slug"]) as note:
                note.reason = stage.reason
                note.pieces += [Piece(name, reused=True) for name in stage.pieces]
    report = Report(
        sheet=LateSheet.of(sheet, **standing.sheet),
        sections=tuple(one for one in sections if one),
        draft=request.draft,
        appendix=request.appendix,
        **standing.report,
    )
    return Gathered(report, tuple(Path(path) for path in standing.searched))


def _standing(request: Request, store: Store | NoStore) -> _Standing | None:
    """Return what is kept for such a request, if code and data are in the state it was gathered from."""
    kept = store.get(_key(request))
    if kept is None:
        return None
    try:
        state, searched, content = decode(kept)
        if code_and_data(request.project, searched)[0] != state:
            return None
        standing: _Standing = decode(content)
    except ValueError as error:
        store.report_unreadable(error)
        return None
    templates = (template_of(request.project, request.sheet, slug) for slug in standing.slugs)
    return standing if all(map(Path.is_file, templates)) else None  # whoever loads the sheet tells what is missing


def state_of(request: Request, searched: Sequence[Path]) -> str:
    """Return the state of code and data, `searched` being where these were looked for."""
    return code_and_data(request.project, map(str, searched))[0]


def hold(request: Request, store: Store | NoStore, gathered: Gathered, steps: Sequence[Step], before: str) -> None:
    """Keep what was gathered, unless some of it failed or a source changed since the build began.

    Parameters
    ----------
    request : Request
    store : Store or NoStore
    gathered : Gathered
    steps : sequence of Step
        All there were.
    before : str
        What `state_of` returned before anything was gathered: what is deleted meanwhile leaves no time behind.
    """
    report = gathered.report
    searched = tuple(str(path) for path in gathered.searched)
    sections = [one for one in report.sections if isinstance(one, LateSection)]
    if isinstance(store, NoStore) or len(sections) < len(report.sections):
        return
    state, newest = code_and_data(request.project, searched)
    if newest >= store.opened - CLOCK_NS or state != before:
        return
    standing = _Standing(
        searched,
        tuple(exercise.slug for exercise in report.sheet.exercises),
        {name: value for name, value in _fields(report.sheet).items() if name not in UNSAID or not value},
        tuple(_held(section, steps) for section in sections),
        sections[0].settings if sections else {},
        {name: getattr(report, name) for name in ("authors", "provenance", "partial", "parts")},
    )
    store.put(_key(request), encode((state, searched, encode(standing))))


def _key(request: Request) -> str:
    asked = [request.sheet, request.exercises, str(request.data), sorted(request.parameters.items()), request.strict]
    return json.dumps(["gathered", *circumstances(request.project), *asked])


def _fields(declared: Any) -> dict[str, Any]:
    return {field.name: getattr(declared, field.name) for field in fields(declared)}


def _held(section: LateSection, steps: Sequence[Step]) -> _Exercise:
    exercise = section.exercise
    return _Exercise(
        {name: getattr(exercise, name) for name in ("number", "slug", "title", "code")},
        {name: {**_fields(found), "root": str(found.root)} for name, found in section.inputs.items()},
        section.parts,
        {name: (one.key, one.digest) for name, one in section.pieces.items()},
        tuple(
            _Stage(step.stage, step.reason, tuple(piece.name for piece in step.pieces))
            for step in steps
            if step.exercise == exercise.slug
        ),
    )


def _section(one: _Exercise, settings: Settings, pieces: Pieces, sheet: Any, gather: Gather) -> Section | None:
    """Return an exercise as it was gathered; None if one of its values is gone."""

    def actual() -> Exercise[Any]:
        declared: Sheet = sheet()
        return next(exercise for exercise in declared.exercises if exercise.slug == one.declared["slug"])

    @cache
    def gathered() -> Section:
        return gather(actual(), Stages(lambda step: None))

    def again(name: str) -> Any:
        section = gathered()
        return section.pieces[name].value if isinstance(section, LateSection) else None

    recalled = {}
    for name, (key, digest) in one.pieces.items():
        found = pieces.standing(name, key, digest, partial(again, name))
        if found is None:
            return None
        recalled[name] = found
    return LateSection.of(
        recalled,
        exercise=LateExercise.of(actual, **one.declared),
        inputs={name: Resolved(**{**found, "root": Path(found["root"])}) for name, found in one.inputs.items()},
        settings=settings,
        parts=one.parts,
    )
