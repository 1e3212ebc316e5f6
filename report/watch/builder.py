"""One build in a process of its own: the page first, the other formats behind it."""

from __future__ import annotations

import contextlib
import importlib
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from report.errors import MissingToolError
from report.watch.fault import fault_of
from report.watch.messages import Failed, Finished, Message, Warned, Written
from report.watch.orders import Task
from report.watch.served import version_of

if TYPE_CHECKING:
    from report.formulas import Engine
    from report.model import Report, Request, Step
    from report.pipeline import Built

PAGE = "html"


@dataclass(frozen=True)
class Loaded:
    """What was done before a build was asked for.

    Attributes
    ----------
    began : int
        When the import of the sheet began, in nanoseconds.
    engine : Engine, optional
        Sets formulas, and takes its time to start.
    """

    began: int
    engine: Engine | None = None


def load(task: Task) -> Loaded | None:
    """Import the sheet and start what sets formulas; return None where the sheet cannot be imported."""
    from report.formulas import Engine

    try:
        began = _load(task).began
    except Exception:  # the build imports the sheet again, and says what is wrong
        return None
    engine = Engine()
    with contextlib.suppress(MissingToolError):  # the build says so, if it has a formula to set
        engine.start()
    return Loaded(began, engine)


def build(task: Task, number: int, say: Callable[[Message], None], loaded: Loaded | None) -> None:
    """Build what `task` asks for, and say what becomes of it; whatever is raised is said, not raised.

    Parameters
    ----------
    task : Task
    number : int
    say : callable
    loaded : Loaded, optional
        What was done in advance.
    """
    began = time.perf_counter()
    try:
        say(_built(task, number, say, loaded or _load(task), began))
    except Exception as error:  # all that goes wrong is the page's to show
        say(Failed(number, fault_of(error, task.request.project)))


def _load(task: Task) -> Loaded:
    from report.cache.stamp import drop_stale_bytecode
    from report.sheets import import_sheet

    began = time.time_ns()
    drop_stale_bytecode(task.request.project)
    importlib.invalidate_caches()
    import_sheet(task.request.sheet, task.request.project)
    return Loaded(began)


def _built(task: Task, number: int, say: Callable[[Message], None], loaded: Loaded, began: float) -> Finished:
    from report import pipeline
    from report.cache import Store
    from report.progress import Stages
    from report.watch.keeping import open_kept

    store = open_kept(task, loaded.began, lambda fault: say(Warned(number, fault)))
    steps: list[Step] = []
    rest = tuple(suffix for suffix in task.request.formats if suffix != PAGE)

    def made(formats: tuple[str, ...], engine: Engine | None = None) -> Built:
        return pipeline.build(replace(task.request, formats=formats), store, Stages(steps.append), engine)

    built = made((PAGE,), loaded.engine)
    page = built.files[0].absolute()
    say(Written(number, str(page), version_of(page.read_bytes()), time.perf_counter() - began))
    for text in _failures(built.report):
        say(Warned(number, text))
    counted = len(steps)
    files = built.files + (made(rest).files if rest else ())
    for text in dict.fromkeys(warning for step in steps for warning in step.warnings):
        say(Warned(number, text))
    again = [replace(step, pieces=()) if step.exercise else step for step in steps[counted:]]
    if isinstance(store, Store):
        store.trim()
    seconds = time.perf_counter() - began
    searched = tuple(str(path.absolute()) for path in built.searched)
    names = tuple(str(path) for path in files)
    return Finished(number, names, searched, (*steps[:counted], *again), seconds, _lasting(task.request))


def _failures(report: Report) -> list[str]:
    return [
        f"exercise {section.exercise.number} failed and is marked in the draft: {section.failure}"
        for section in report.sections
        if section.failure
    ]


def _lasting(request: Request) -> tuple[str, ...]:
    """Return the modules that were imported and are none of the sheet's, so that they stay as they are."""
    own = str(request.project / "analyses")
    return tuple(
        name
        for name, module in list(sys.modules.items())
        if getattr(module, "__spec__", None) is not None
        and name.partition(".")[0] not in {"analyses", "__main__", "__mp_main__"}
        and not str(Path(getattr(module, "__file__", None) or "")).startswith(own)
    )
