"""Find sheets and load one: the one dynamic import of the house."""

from __future__ import annotations

import difflib
import importlib
import os
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType

from report.declared import check_declarations
from report.errors import CallError, DeclarationError, MissingFileError
from report.model import Sheet
from report.reads import declared_only


def available(project: Path) -> tuple[str, ...]:
    """Return the slugs of the sheets of `project`: folders of ``analyses/`` that have templates."""
    return tuple(
        sorted(
            folder.name
            for folder in (project / "templates").iterdir()
            if folder.is_dir() and (project / "analyses" / folder.name / "__init__.py").is_file()
        )
    )


def load_sheet(slug: str, project: Path) -> Sheet:
    """Import ``analyses.<slug>`` and return its ``SHEET``, dated.

    Raises
    ------
    MissingFileError
        If there is no such sheet.
    DeclarationError
        If its declarations contradict each other, or it has no date and ``SOURCE_DATE_EPOCH`` is not set.
    CallError
        If ``SOURCE_DATE_EPOCH`` is asked for and is no time.
    """
    names = available(project)
    if slug not in names:
        near = difflib.get_close_matches(slug, names, n=1)
        hint = f"did you mean {near[0]}? " if near else ""
        raise MissingFileError(f"there is no sheet {slug}", remedy=f"{hint}Sheets: {', '.join(names) or 'none'}.")
    sheet = getattr(import_sheet(slug, project), "SHEET", None)
    if not isinstance(sheet, Sheet):
        raise DeclarationError("SHEET is missing or is no Sheet", place=f"analyses/{slug}/__init__.py")
    _validate(sheet, slug, project)
    return replace(sheet, date=_date(sheet))


def import_sheet(slug: str, project: Path) -> ModuleType:
    """Import ``analyses.<slug>``.

    Raises
    ------
    DeclarationError
        If one of its modules reads a file as it is imported: what stands there would be counted nowhere.
    """
    with declared_only("an imported module", f"analyses/{slug}/__init__.py", project):
        return importlib.import_module(f"analyses.{slug}")


def template_of(project: Path, sheet: str, exercise: str) -> Path:
    """Return where the prose of an exercise stands, both named by their slugs."""
    return project / "templates" / sheet / f"{exercise}.md.j2"


def _date(sheet: Sheet) -> str:
    """Return the sheet's date; of one that declares none, the day of ``SOURCE_DATE_EPOCH``, the only other clock."""
    place = f"analyses/{sheet.slug}/__init__.py"
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not sheet.date and not epoch:
        raise DeclarationError("the sheet has no date", place=place, remedy="Declare one, or set SOURCE_DATE_EPOCH.")
    if not sheet.date:
        try:
            return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
        except (ValueError, OverflowError, OSError) as error:
            raise CallError(f"{epoch!r} is no time in seconds since 1970", place="SOURCE_DATE_EPOCH") from error
    try:
        return date.fromisoformat(sheet.date).isoformat()
    except ValueError as error:
        raise DeclarationError(f"{sheet.date!r} is no date", place=place, remedy="Write it as 2024-11-22.") from error


def _validate(sheet: Sheet, slug: str, project: Path) -> None:
    place = f"analyses/{slug}/__init__.py"
    if sheet.slug != slug:
        raise DeclarationError(f"the sheet calls itself {sheet.slug!r}", place=place, remedy=f"Its slug is {slug!r}.")
    check_declarations(sheet, place)
    _unique(place, "exercise number", [str(exercise.number) for exercise in sheet.exercises])
    _unique(place, "exercise slug", [exercise.slug for exercise in sheet.exercises])
    for exercise in sheet.exercises:
        here = f"exercise {exercise.number}, {exercise.slug}"
        _unique(here, "derivation", [derivation.name for derivation in exercise.derivations])
        _unique(here, "figure", [figure.name for figure in exercise.figures])
        template = template_of(project, sheet.slug, exercise.slug)
        if not template.is_file():
            raise DeclarationError(
                "the exercise has no template", place=here, remedy=f"Write {template.relative_to(project)}."
            )
    numbers = {exercise.number for exercise in sheet.exercises}
    audited = [number.exercise for number in sheet.published] + [mistake.exercise for mistake in sheet.corrections]
    for number in audited:
        if number not in numbers:
            raise DeclarationError(f"published numbers or corrections name exercise {number}", place=place)


def _unique(place: str, what: str, names: list[str]) -> None:
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise DeclarationError(f"two of {what} {twice[0]}", place=place, remedy="Names must differ.")
