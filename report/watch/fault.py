"""From an exception to the file, the line and the words that an author can act on."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator
from pathlib import Path

from report.errors import ReportError
from report.watch.messages import Fault, shown

AROUND = 3
"""Lines of an excerpt before and after the line at fault."""

OWN = ("analyses", "templates", "data")
"""Where authors write; the engine's lines are theirs to see only if none of these is at fault."""

_PLACE = re.compile(r"(?P<file>.+?)(?:(?::|, line )(?P<line>\d+))?(?::\d+|, column \d+)?")
_DERIVATION = re.compile(r"derivation (?P<name>\w+)")


def fault_of(error: BaseException, project: Path) -> Fault:
    """Return what `error` says, with the file and line of `project` that it points at and what stands there."""
    file, line = _spot(error, project)
    place, remedy, trace = "", "", ""
    if isinstance(error, ReportError):
        message, place, remedy = error.message, error.place, error.remedy
    elif isinstance(error, SyntaxError):
        message = f"{type(error).__name__}: {error.msg}"
    else:
        message = f"{type(error).__name__}: {error}".removesuffix(": ")
        trace = "".join(traceback.format_exception(error))
    shown_file = shown(file, project) if file else ""
    return Fault(message, place, remedy, shown_file, line, _excerpt(file, line) if file else (), trace)


def _spot(error: BaseException, project: Path) -> tuple[Path | None, int]:
    """Return file and line: those that the error names, else the innermost line of ours that it came by."""
    if isinstance(error, SyntaxError) and error.filename and Path(error.filename).is_file():
        return Path(error.filename), error.lineno or 0
    if isinstance(error, ReportError):
        named = _named(error.place, project) or _declared(error.place, project)
        if named:
            return named
    frames = [(Path(frame.filename), frame.lineno or 0) for frame in _frames(error)]
    own = [spot for spot in frames if any(spot[0].is_relative_to(project / folder) for folder in OWN)]
    if isinstance(error, ReportError):
        return own[-1] if own else (None, 0)
    within = own or [spot for spot in frames if spot[0].is_relative_to(project) and spot[0].is_file()]
    return within[-1] if within else (None, 0)


def _frames(error: BaseException) -> Iterator[traceback.FrameSummary]:
    """Yield the lines that `error` came by, what it was raised from last."""
    yield from traceback.extract_tb(error.__traceback__)
    if error.__cause__ is not None:
        yield from _frames(error.__cause__)


def _named(place: str, project: Path) -> tuple[Path, int] | None:
    match = _PLACE.fullmatch(place)
    if match is None or not (project / match["file"]).is_file():
        return None
    return project / match["file"], int(match["line"] or 0)


def _declared(place: str, project: Path) -> tuple[Path, int] | None:
    """Return where a derivation is declared that `place` names: its name is all that is known of it."""
    match = _DERIVATION.search(place)
    if match is None:
        return None
    declaration = re.compile(rf"Derivation\(\s*(?:name=)?[\"']{match['name']}[\"']")
    for path in sorted((project / "analyses").rglob("*.py")):
        text = path.read_text(encoding="utf-8", errors="replace")
        if found := declaration.search(text):
            return path, text.count("\n", 0, found.end()) + 1
    return None


def _excerpt(file: Path, line: int) -> tuple[tuple[int, str], ...]:
    if not line:
        return ()
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:  # it was deleted since, and the fault is told all the same
        return ()
    first = max(line - AROUND, 1)
    return tuple(enumerate(lines[first - 1 : line + AROUND], start=first))
