"""The course of a watch: what was saved comes in, builds go out, the browser is shown what came of them."""

from __future__ import annotations

import os
import queue
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from report.errors import MissingToolError
from report.model import Request
from report.watch.changes import FILES, FOLDERS, Changes
from report.watch.child import FORKS, Child
from report.watch.ending import ended_by_signals, undisturbed_end
from report.watch.messages import Ended, Failed, Fault, Finished, Message, Written
from report.watch.orders import Task
from report.watch.screen import Screen
from report.watch.server import Server

ENGINE = Path(__file__).resolve().parents[1]

WAKE = 0.5 if os.name == "nt" else None
"""Seconds after which a wait is begun anew: on Windows, Ctrl-C does not end one."""

Event = frozenset[Path] | Message | OSError | None


def watch(
    request: Request,
    *,
    cached: bool,
    on_address: Callable[[str], None],
    on_message: Callable[[Message], None],
    forks: bool = FORKS,
) -> None:
    """Build `request` now and at each save of a source, and serve the page, until interrupted.

    Parameters
    ----------
    request : Request
        Its formats include ``html``.
    cached : bool
        Whether the cache is read and written.
    on_address : callable
        Told where the page is served, once.
    on_message : callable
        Told what becomes of the builds that no save has overtaken.
    forks : bool
        Whether one child may fork all builders.

    Raises
    ------
    MissingToolError
        If the system does not let files be watched.
    KeyboardInterrupt
        When Ctrl-C was pressed, or SIGTERM sent; by then everything is ended.
    """
    events: queue.Queue[Event] = queue.Queue()
    screen = Screen()
    with (
        ended_by_signals(),
        closing(Changes(events.put, request.output)) as changes,
        closing(Server(screen, request.sheet)) as server,
        closing(Child(Task(request, cached), events.put, forks=forks)) as child,
    ):
        changes.watch(_sources(request))
        session = Session(child, screen, changes, on_message, request.project / "templates")
        session.build()
        on_address(server.address)
        with undisturbed_end():
            while True:
                session.take(_next(events))


def _sources(request: Request) -> list[Path]:
    own = [request.project / name for name in (*FOLDERS, *FILES)]
    return [*own, ENGINE, *([request.data] if request.data else [])]


class Session:
    """Decides what an event leads to."""

    def __init__(
        self, child: Child, screen: Screen, changes: Changes, on_message: Callable[[Message], None], templates: Path
    ) -> None:
        self._child = child
        self._screen = screen
        self._changes = changes
        self._on_message = on_message
        self._templates = templates.resolve()
        self._number = 0
        self._running = False

    def build(self, *, afresh: bool = False) -> None:
        """Begin a build; one that runs is ended. `afresh`: more than templates has changed."""
        self._number += 1
        self._running = True
        self._screen.show(building=True)
        self._child.build(self._number, afresh=afresh)

    def take(self, event: Event) -> None:
        """Do what `event` asks for."""
        if isinstance(event, frozenset):
            if any(path.is_relative_to(ENGINE) or path.name in FILES for path in event):
                self._child.renew()
            self.build(afresh=not all(path.is_relative_to(self._templates) for path in event))
        elif isinstance(event, OSError):
            raise MissingToolError(f"files cannot be watched: {event}", remedy="Build without --watch.") from event
        elif event is None or isinstance(event, Ended):
            if self._running and (event is None or event.build == self._number):
                self._hear(Failed(self._number, _silent(event)))
        elif event.build == self._number:
            self._hear(event)

    def _hear(self, message: Message) -> None:
        if isinstance(message, Written):
            page = Path(message.page)
            files = {**self._screen.shown.files, page.name: page}
            self._child.make_ready()
            self._screen.show(page=page, version=message.version, files=files, fault=None)
        elif isinstance(message, Finished):
            self._running = False
            files = {Path(name).name: Path(name).absolute() for name in message.files}
            self._screen.show(files=files, fault=None, building=False)
            self._changes.watch(map(Path, message.searched))
            self._child.warm(message.modules)
        elif isinstance(message, Failed):
            self._running = False
            self._screen.show(fault=message.fault, building=False)
        self._on_message(message)


def _silent(ended: Ended | None) -> Fault:
    status = "" if ended is None else f" (status {ended.status})"
    return Fault(f"the build ended without a word{status}", remedy="The console may have its last words.")


def _next(events: queue.Queue[Event]) -> Event:
    while True:
        try:
            return events.get(timeout=WAKE)
        except queue.Empty:
            continue
