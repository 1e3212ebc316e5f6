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
import time
from collections import deque
from types import FrameType
from typing import NoReturn

from report.watch.builder import build
from report.watch.channel import Channel
from report.watch.fault import fault_of
from report.watch.messages import Build, Ended, Failed, Fault, Task, order_of, task_of

GRACE = 1.0
"""Seconds that a builder is given to put its things away."""

ENGINE = ("report.pipeline", "report.figures", "report.cache.stamp", "numpy")
"""What every build imports."""

ASKED = 143
"""Exit code of who was asked to end, as a shell tells it."""

_INPUT = 0


def main(*, forks: bool) -> None:
    """Serve orders until there are no more; without `forks`, one."""
    channel = Channel()
    orders = os.fdopen(_INPUT, "rb", buffering=0)
    task = task_of(orders.readline())
    fault = _warmed(task)
    if forks:
        Nursery(task, channel, fault).serve()
    elif line := orders.readline():
        order = order_of(line)
        assert isinstance(order, Build), order
        _begin(task, order.number, channel, fault)


def _warmed(task: Task) -> Fault | None:
    """Import the engine; return what is wrong with it, for it may be what is being worked on."""
    try:
        for name in ENGINE:
            importlib.import_module(name)
    except Exception as error:  # all that goes wrong is the page's to show
        return fault_of(error, task.request.project)
    return None


def _begin(task: Task, number: int, channel: Channel, fault: Fault | None) -> None:
    """Build, as all that this process still does."""
    signal.signal(signal.SIGTERM, _leave)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    if fault is not None:
        channel.say(Failed(number, fault))
    else:
        build(task, number, channel.say)


def _leave(number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001  the shape of a signal's handler
    """Unwind what was begun, once."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(ASKED)


class Nursery:
    """Forks builders, at most one at a time, and sees them off.

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
        self._running: tuple[int, int] | None = None
        self._wanted: deque[str] = deque()
        self._unread = b""
        self._bell, self._rope = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)

    def serve(self) -> None:
        """Follow orders until their end, or until asked to end; leave no builder behind."""
        signal.signal(signal.SIGTERM, _leave)
        signal.signal(signal.SIGCHLD, lambda number, frame: None)
        signal.set_wakeup_fd(self._rope, warn_on_full_buffer=False)
        try:
            while self._attend():
                pass
        finally:
            self._end()

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
        if isinstance(order, Build):
            self._end()
            self._fork(order.number)
        else:
            self._wanted.extend(name for name in order.modules if name not in sys.modules)

    def _import_one(self) -> None:
        """Import a module that the last build imported; one that cannot be, alone, is left to the next build."""
        name = self._wanted.popleft()
        try:
            importlib.import_module(name)
        except ImportError:
            return

    def _fork(self, number: int) -> None:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})  # until it is known whom to end
        builder = os.fork()
        if not builder:
            self._become_builder(number)
        with contextlib.suppress(ProcessLookupError):  # it was that quick
            os.setpgid(builder, builder)
        self._running = (number, builder)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})

    def _become_builder(self, number: int) -> NoReturn:
        status = 1
        try:
            os.setpgid(0, 0)
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.dup2(os.open(os.devnull, os.O_RDONLY), _INPUT)
            _begin(self._task, number, self._channel, self._fault)
            status = 0
        except SystemExit:
            status = ASKED
        finally:
            sys.stderr.flush()
            os._exit(status)

    def _end(self) -> None:
        """End the builder that runs, if one does: ask it to, and after a while kill it."""
        if self._running is None:
            return
        _, builder = self._running
        _signal(builder, signal.SIGTERM)
        late = time.monotonic() + GRACE
        while not self._see_off():
            left = late - time.monotonic()
            if left <= 0:
                _signal(builder, signal.SIGKILL)
            if select.select([self._bell], [], [], max(left, 0) or None)[0]:
                os.read(self._bell, 4096)

    def _see_off(self) -> bool:
        """Whether no builder is left; of one that has ended it is told, and what it left running is killed."""
        if self._running is None:
            return True
        number, builder = self._running
        if os.waitid(os.P_PID, builder, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            return False
        _signal(builder, signal.SIGKILL)  # while it is not reaped, no other can have its number
        _, status = os.waitpid(builder, 0)
        self._running = None
        self._channel.say(Ended(number, os.waitstatus_to_exitcode(status)))
        return True


def _signal(group: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, number)
