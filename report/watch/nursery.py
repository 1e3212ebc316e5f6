"""The child of a watch: has imported what every build needs, and forks a builder for each.

Orders come on standard input, a line each. Where a process had better not fork, the child builds once by
itself and ends; the next one is started in good time.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import select
import signal
import sys
from collections import deque

from report.watch.builder import Loaded, build, load
from report.watch.channel import Channel
from report.watch.fault import fault_of
from report.watch.forked import Forked, let_leave
from report.watch.messages import Ended, Failed, Fault
from report.watch.orders import Build, Ready, Task, Warm, order_of, task_of

ENGINE = ("report.pipeline", "report.figures", "report.cache.stamp", "numpy")
"""What every build imports."""

_INPUT = 0


def main(*, forks: bool) -> None:
    """Serve orders until there are no more; without `forks`, one."""
    channel = Channel()
    orders = os.fdopen(_INPUT, "rb", buffering=0)
    task = task_of(orders.readline())
    fault = _warmed(task)
    if forks:
        Nursery(task, channel, fault).serve()
        return
    let_leave()
    loaded = None if fault else load(task)
    if line := orders.readline():
        order = order_of(line)
        assert isinstance(order, Build), order
        _carry_out(order.number, task, channel, fault, loaded)


def _warmed(task: Task) -> Fault | None:
    """Import the engine; return what is wrong with it, for it may be what is being worked on."""
    try:
        for name in ENGINE:
            importlib.import_module(name)
    except Exception as error:  # all that goes wrong is the page's to show
        return fault_of(error, task.request.project)
    return None


def _carry_out(number: int, task: Task, channel: Channel, fault: Fault | None, loaded: Loaded | None) -> None:
    if fault is not None:
        channel.say(Failed(number, fault))
    else:
        build(task, number, channel.say, loaded)


class Nursery:
    """Forks builders: one that builds, and one that has the sheet imported for a change of templates alone.

    Parameters
    ----------
    task : Task
    channel : Channel
    fault : Fault or None
        What keeps the engine from being imported; told in place of a build.
    """

    def __init__(self, task: Task, channel: Channel, fault: Fault | None) -> None:
        self._task = task
        self._channel = channel
        self._fault = fault
        self._running: Forked | None = None
        self._waiting: Forked | None = None
        self._wanted: deque[str] = deque()
        self._unread = b""
        self._bell, self._rope = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)

    def serve(self) -> None:
        """Follow orders until their end, or until asked to end; leave no builder behind."""
        let_leave()
        signal.signal(signal.SIGCHLD, lambda number, frame: None)
        signal.set_wakeup_fd(self._rope, warn_on_full_buffer=False)
        try:
            while self._attend():
                pass
        finally:  # there may be nobody left to tell
            for builder in filter(None, (self._running, self._waiting)):
                builder.end(self._bell)

    def _attend(self) -> bool:
        """Do what is next; False when there are no more orders."""
        idle = self._running is None and bool(self._wanted)
        ready = select.select([_INPUT, self._bell], [], [], 0 if idle else None)[0]
        if not ready:
            self._import_one()
        if self._bell in ready:
            os.read(self._bell, 4096)
            self._see_off()
        if _INPUT in ready:
            read = os.read(_INPUT, 65536)
            *lines, self._unread = (self._unread + read).split(b"\n")
            for line in lines:
                self._follow(line)
            return bool(read)
        return True

    def _follow(self, line: bytes) -> None:
        order = order_of(line)
        match order:
            case Build():
                self._see_off()
                self._end_running()
                if order.afresh:
                    self._end_waiting()
                self._running, self._waiting = self._waiting or self._fork(), None
                self._running.begin(order.number)
            case Ready():
                self._end_waiting()
                self._waiting = self._fork()
            case Warm():
                self._wanted.extend(name for name in order.modules if name not in sys.modules)

    def _import_one(self) -> None:
        """Import a module that the last build imported; one that cannot be, alone, is left to the next build."""
        with contextlib.suppress(ImportError):
            importlib.import_module(self._wanted.popleft())
        if not self._wanted and self._waiting:
            self._end_waiting()
            self._waiting = self._fork()

    def _fork(self) -> Forked:
        def life(waits: int) -> None:
            loaded = None if self._fault else load(self._task)
            with os.fdopen(waits) as numbers:
                if number := numbers.readline():
                    _carry_out(int(number), self._task, self._channel, self._fault, loaded)

        return Forked(life)

    def _see_off(self) -> None:
        """Tell of a builder that has ended; one that could not even wait is forked anew when it is needed."""
        if self._waiting and self._waiting.status() is not None:
            self._waiting = None
        if self._running and (status := self._running.status()) is not None:
            self._channel.say(Ended(self._running.number, status))
            self._running = None

    def _end_running(self) -> None:
        if self._running:
            self._channel.say(Ended(self._running.number, self._running.end(self._bell)))
            self._running = None

    def _end_waiting(self) -> None:
        if self._waiting:
            self._waiting.end(self._bell)
            self._waiting = None
