"""Build a sheet: gather, then render, then write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from report import fonts, formulas, page
from report.cache import NoStore, Store, workspace
from report.cache.pieces import Pieces
from report.cache.versions import distribution_versions
from report.crew import Gather, gather_all
from report.errors import CallError
from report.gather import Gathering
from report.model import Exercise, Report, Request, Section, Settings, Sheet
from report.outputs import written_together
from report.press import Press
from report.progress import Stages
from report.provenance import provenance
from report.settings import settle
from report.sheets import load_sheet
from report.standing import Gathered, hold, recall, state_of

STAGES_PER_EXERCISE = 4


@dataclass(frozen=True)
class Built:
    """What a build left.

    Attributes
    ----------
    report : Report
    files : tuple of Path
        What was written.
    searched : tuple of Path
        Where data were looked for, found or not.
    """

    report: Report
    files: tuple[Path, ...]
    searched: tuple[Path, ...]


def build(request: Request, store: Store | NoStore, stages: Stages, engine: formulas.Engine | None = None) -> Built:
    """Build the sheet that `request` names and write it: all formats, or none.

    Parameters
    ----------
    request : Request
    store : Store or NoStore
    stages : Stages
    engine : Engine, optional
        For formulas, if one was started in advance.

    Raises
    ------
    ReportError
        If the sheet, its data or the call is at fault; nothing was written then.
    """
    with (
        workspace(store, "fonts") as folder,
        formulas.Typesetter(store, column_em=page.DISPLAY_EM, row_em=page.ROW_EM, engine=engine) as typesetter,
        Pieces(store, request.project, request.sheet) as pieces,
    ):
        gathered = _gathered(request, store, stages, pieces, folder)
        report = page.frame_failures(
            gathered.report, typeset=typesetter.typeset, templates=request.project / "templates"
        )
        press = Press(request.project / "templates", typesetter, folder, store, pieces)
        if request.formats == ("json",):
            press.proofread(report)
        with press.labels_of(_stem(report, request)), written_together(request.output) as outputs:
            for suffix in request.formats:
                with stages.stage(suffix) as note:
                    outputs[f"{_stem(report, request)}.{suffix}"] = press.make(suffix, report, note)
    return Built(report, tuple(request.output / name for name in outputs), gathered.searched)


def _gathered(request: Request, store: Store | NoStore, stages: Stages, pieces: Pieces, folder: Path) -> Gathered:
    """Return the report, as it stands or else gathered now."""

    def again(exercise: Exercise[Any], stages: Stages) -> Section:
        sheet = load_sheet(request.sheet, request.project)
        return _gather(request, settle(sheet, request.parameters), pieces, folder)(exercise, stages)

    standing = recall(request, store, pieces, stages, again)
    if standing is not None:
        return standing
    sheet = load_sheet(request.sheet, request.project)
    settings, chosen = settle(sheet, request.parameters), _chosen(sheet, request)
    _check_data(sheet, request)
    stages.expect(STAGES_PER_EXERCISE * len(chosen) + len(request.formats))
    searched = _searched(chosen, request)
    before = state_of(request, searched)
    by_hand = _gather(request, settings, pieces, folder)
    sections = gather_all(request, store, chosen, stages, by_hand, gathering)
    report = _report(sheet, sections, request, settings, pieces)
    gathered = Gathered(report, searched)
    hold(request, store, gathered, stages.steps, before)
    return gathered


@contextmanager
def gathering(request: Request, store: Store) -> Iterator[Gather]:
    """Open what another process gathers exercises with."""
    sheet = load_sheet(request.sheet, request.project)
    with workspace(store, "fonts") as folder, Pieces(store, request.project, sheet.slug) as pieces:
        yield _gather(request, settle(sheet, request.parameters), pieces, folder)


def _gather(request: Request, settings: Settings, pieces: Pieces, folder: Path) -> Gather:
    faces = cache(lambda: fonts.text_files(folder))

    def gather(exercise: Exercise[Any], stages: Stages) -> Section:
        return Gathering(request, settings, stages, pieces, faces).section(exercise)

    return gather


def _chosen(sheet: Sheet, request: Request) -> tuple[Exercise, ...]:  # type: ignore[type-arg]  # of any result
    numbers = {exercise.number for exercise in sheet.exercises}
    missing = sorted(set(request.exercises) - numbers)
    if missing:
        raise CallError(
            f"{sheet.slug} has no exercise {missing[0]}",
            place="--only",
            remedy=f"Exercises: {', '.join(str(number) for number in sorted(numbers))}.",
        )
    return tuple(one for one in sheet.exercises if not request.exercises or one.number in request.exercises)


def _check_data(sheet: Sheet, request: Request) -> None:
    takes = any(one.replaceable for exercise in sheet.exercises for one in exercise.inputs)
    if request.data and not takes:
        raise CallError(
            f"{sheet.slug} reads no data that may be replaced", place=f"--data {request.data}", remedy="Leave it out."
        )


def _report(sheet: Sheet, sections: Sequence[Section], request: Request, settings: Settings, pieces: Pieces) -> Report:
    return Report(
        sheet=sheet,
        authors=settings["authors"],
        sections=tuple(sections),
        provenance=provenance(sections, settings, lambda names: distribution_versions(names, pieces.index)),
        partial=len(sections) < len(sheet.exercises),
        draft=request.draft,
        appendix=request.appendix,
        parts=pieces.fingerprints.sheet(sheet),
    )


def _searched(exercises: Sequence[Exercise[Any]], request: Request) -> tuple[Path, ...]:
    roots = [root for exercise in exercises for one in exercise.inputs for root in one.roots]
    own = [request.project / root for root in dict.fromkeys(roots)]
    return (*own, request.data) if request.data else tuple(own)


def _stem(report: Report, request: Request) -> str:
    """Return the file name, which never lets a part or a draft pass for the whole."""
    only = "-only-" + "-".join(str(section.exercise.number) for section in report.sections) if report.partial else ""
    return f"{request.sheet}{only}{'-draft' if request.draft else ''}"
