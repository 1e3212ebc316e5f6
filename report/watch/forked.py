"""A builder that was forked: it imports the sheet, waits for the number of its build, builds, ends."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import NoReturn

ASKED = 143
"""Exit code of who was asked to end, as a shell tells it."""

GRACE = 1.0
"""Seconds that a builder is given to put its things away."""


class Forked:
    """A child of this process, in a process group of its own; while it waits, it ends when this process does.

    Parameters
    ----------
    life : callable
        What it does, with the descriptor from which the number of its build comes.

    Attributes
    ----------
    number : int
        Of its build; 0 while it waits for one.
    """

    def __init__(self, life: Callable[[int], None]) -> None:
        self.number = 0
        waits, self._tells = os.pipe()
        self._pid = os.fork()
        if not self._pid:
            os.close(self._tells)
            _live(life, waits)
        os.close(waits)
        with contextlib.suppress(ProcessLookupError):  # it was that quick
            os.setpgid(self._pid, self._pid)

    def begin(self, number: int) -> None:
        """Let it build."""
        self.number = number
        with contextlib.suppress(BrokenPipeError):  # it could not import the sheet
            os.write(self._tells, b"%d\n" % number)

    def status(self) -> int | None:
        """Return its exit code, minus the signal that ended it, or None while it lives; what it left is killed."""
        if os.waitid(os.P_PID, self._pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            return None
        self._signal(signal.SIGKILL)  # while it is not reaped, no other can have its number
        _, status = os.waitpid(self._pid, 0)
        os.close(self._tells)
        return os.waitstatus_to_exitcode(status)

    def end(self, bell: int) -> int:
        """Ask it to end, and after a while kill it; `bell` can be read whenever a child has ended."""
        self._signal(signal.SIGTERM)
        late = time.monotonic() + GRACE
        while (status := self.status()) is None:
            left = late - time.monotonic()
            if left <= 0:
                self._signal(signal.SIGKILL)
            select.select([bell], [], [], max(left, 0.01))
        return status

    def _signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._pid, number)


def _live(life: Callable[[int], None], waits: int) -> NoReturn:
    status = 1
    try:
        os.setpgid(0, 0)
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        let_leave()
        life(waits)
        status = 0
    except SystemExit:
        status = ASKED
    finally:
        sys.stderr.flush()
        os._exit(status)


def let_leave() -> None:
    """Let SIGTERM unwind what was begun."""
    signal.signal(signal.SIGTERM, _leave)


def _leave(number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001  the shape of a signal's handler
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # once is enough
    sys.exit(ASKED)
