"""Gather exercises with two processes: the second begins at the other end, once the work turns out to be long.

What the second makes, the first takes from the store, as the next build would: a build with two processes differs
from a build with one in nothing but time.
"""

from __future__ import annotations

import contextlib
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from report.cache import NoStore, Store
from report.model import Exercise, Request, Section, Step
from report.progress import Stages

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

PATIENCE = 2.0
"""Seconds that the first process works alone; the second takes one to start."""

Gather = Callable[[Exercise[Any], Stages], Section]
"""Returns an exercise gathered, and tells its stages."""

Open = Callable[[Request, Store], AbstractContextManager[Gather]]
"""Opens what gathering takes; a function of a module, to be found by another process."""


def gather_all(
    request: Request,
    store: Store | NoStore,
    exercises: Sequence[Exercise[Any]],
    stages: Stages,
    gather: Gather,
    opened_elsewhere: Open,
    patience: float | None = None,
) -> list[Section]:
    """Return every exercise gathered, in order.

    Parameters
    ----------
    request : Request
        Its `workers` says with how many processes; without a store there is only one.
    store : Store or NoStore
    exercises : sequence of Exercise
    stages : Stages
    gather : callable
        Gathers in this process.
    opened_elsewhere : callable
        Opens what the second process gathers with.
    patience : float, optional
        Seconds after which the second process is started; `PATIENCE` by default.
    """
    if request.workers == 1 or isinstance(store, NoStore):
        return [gather(exercise, stages) for exercise in exercises]
    waiting, made = deque(exercises), {}
    with _second(request, store, waiting, opened_elsewhere, PATIENCE if patience is None else patience) as second:
        while (exercise := _taken(waiting.popleft)) is not None:
            made[exercise.slug] = gather(exercise, stages)
        steps = second.finish()
    for exercise in exercises:
        if exercise.slug not in made:
            made[exercise.slug] = _taken_over(exercise, steps.get(exercise.slug), stages, gather)
    return [made[exercise.slug] for exercise in exercises]


def _taken_over(exercise: Exercise[Any], steps: Sequence[Step] | None, stages: Stages, gather: Gather) -> Section:
    """Return what the second process gathered, and tell its stages as if they were ours; if it failed, do it here."""
    if steps is None:
        return gather(exercise, stages)
    for step in steps:
        stages.tell(step)
    return gather(exercise, Stages(lambda step: None))


def _taken(pop: Callable[[], Exercise[Any]]) -> Exercise[Any] | None:
    """Return an exercise that waits, which two threads may ask for at once."""
    try:
        return pop()
    except IndexError:
        return None


@dataclass
class _Second:
    """The second process, and the thread that gives it work."""

    start: Callable[[], tuple[Any, Connection]]
    waiting: deque[Exercise[Any]]
    patience: float
    on_fault: Callable[[str], None]
    steps: dict[str, list[Step] | None] = field(default_factory=dict)
    over: threading.Event = field(default_factory=threading.Event)
    ended: bool = False
    process: Any = None

    def __post_init__(self) -> None:
        self.thread = threading.Thread(target=self._give, daemon=True)
        self.thread.start()

    def finish(self) -> dict[str, list[Step] | None]:
        """Wait for what it is at, and return the stages of what it gathered; None where it failed."""
        self.over.set()
        self.thread.join()
        return self.steps

    def end(self) -> None:
        """End it, whatever it is at."""
        self.over.set()
        self.ended = True
        self.waiting.clear()
        if self.process is not None:
            self.process.terminate()
        self.thread.join()

    def _give(self) -> None:
        if self.over.wait(self.patience) or not self.waiting:
            return
        self.process, pipe = self.start()
        with pipe:
            try:
                self._give_by(pipe)
            except (EOFError, OSError):
                if not self.ended:
                    self.process.join()
                    self.on_fault(f"a second process died (exit code {self.process.exitcode}); the first does its work")
        self.process.join()

    def _give_by(self, pipe: Connection) -> None:
        if fault := pipe.recv():
            self.on_fault(f"a second process cannot work ({fault}); the first does it all")
            return
        while (exercise := _taken(self.waiting.pop)) is not None:
            self.steps[exercise.slug] = None
            pipe.send(exercise.slug)
            self.steps[exercise.slug], faults = pipe.recv()
            for fault in faults:
                self.on_fault(fault)
        pipe.send(None)


@contextlib.contextmanager
def _second(
    request: Request, store: Store, waiting: deque[Exercise[Any]], opened: Open, patience: float
) -> Iterator[_Second]:
    def start() -> tuple[Any, Connection]:
        import multiprocessing

        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, request, store.folder, store.opened, opened), daemon=True)
        process.start()
        theirs.close()
        return process, ours

    second = _Second(start, waiting, patience, store.report)
    try:
        yield second
    finally:
        second.end()


def _work(pipe: Connection, request: Request, folder: Path, opened_at: int, opened: Open) -> None:
    """Gather the exercises whose slugs come through the pipe, and send back their stages; None for one that failed.

    A failure is left to the first process, which tells it where it belongs: it makes the exercise again and fails too.
    """
    from report.sheets import load_sheet

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process ends this one
    faults: list[str] = []
    with contextlib.ExitStack() as stack:
        try:
            exercises = {one.slug: one for one in load_sheet(request.sheet, request.project).exercises}
            gather = stack.enter_context(opened(request, Store(folder, faults.append, opened_at)))
        except Exception as error:  # told by the first process, which loads the same sheet
            pipe.send(f"{type(error).__name__}: {error}")
            return
        pipe.send("")
        while (slug := pipe.recv()) is not None:
            steps: list[Step] = []
            try:
                gather(exercises[slug], Stages(steps.append))
            except Exception:  # the first process makes the exercise too, and tells the same
                pipe.send((None, tuple(faults)))
            else:
                pipe.send((steps, tuple(faults)))
            faults.clear()
