"""The child that builds, as the process that watches sees it: started, given orders, ended."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable

from msgspec.structs import replace

from report.watch.messages import Message, message_of
from report.watch.orders import Build, Order, Ready, Task, Warm, line_of

FORKS = sys.platform == "linux"
"""Windows cannot fork, and macOS's own libraries do not bear it."""

PATIENCE = 3.0
"""Seconds that the child is given to end its builder and itself."""

START = "from report.watch import nursery; nursery.main(forks={forks})"


class Child:
    """A process that has imported the engine and builds when it is told to.

    Parameters
    ----------
    task : Task
    hear : callable
        Given each message, and None when the child has ended unasked; called from another thread.
    forks : bool
        Whether one child serves all builds.
    """

    def __init__(self, task: Task, hear: Callable[[Message | None], None], *, forks: bool = FORKS) -> None:
        self._task = task
        self._hear = hear
        self._forks = forks
        self._used = False
        self._process: subprocess.Popen[bytes] | None = self._start()

    def build(self, number: int, *, afresh: bool) -> None:
        """Begin build `number`; one that runs is ended. `afresh`: more than templates has changed."""
        if not self._forks and (self._used or afresh):
            self.renew()
        self._order(Build(number, afresh))
        self._used = True

    def make_ready(self) -> None:
        """Let a builder import the sheet in advance."""
        if self._forks:
            self._order(Ready())

    def warm(self, modules: tuple[str, ...]) -> None:
        """Let the child import `modules` while it has nothing else to do; or, if that was its build, start the next."""
        if self._forks:
            self._order(Warm(modules))
        else:
            self.renew()

    def renew(self) -> None:
        """Begin again with a child that has imported the engine as it stands now."""
        self.close()
        self._used = False
        self._process = self._start()

    def close(self) -> None:
        """End the child, and with it all that it started."""
        process, self._process = self._process, None
        if process is None:
            return
        _end(process, "SIGTERM")
        assert process.stdin is not None
        with contextlib.suppress(OSError):
            process.stdin.close()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            _end(process, "SIGKILL")
            process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(  # noqa: S603  our own Python, our own module
            [sys.executable, "-P", "-c", START.format(forks=self._forks)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
        threading.Thread(target=self._listen, args=(process,), daemon=True).start()
        _tell(process, line_of(replace(self._task, started=time.time_ns())))
        return process

    def _order(self, order: Order) -> None:
        if self._process is None or self._process.poll() is not None or not _tell(self._process, line_of(order)):
            self.renew()
            assert self._process is not None
            _tell(self._process, line_of(order))

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        with process.stdout as lines:
            for line in lines:
                self._hear(message_of(line))
        if process is self._process:
            self._hear(None)


def _tell(process: subprocess.Popen[bytes], line: bytes) -> bool:
    """Whether the process could still be told."""
    assert process.stdin is not None
    try:
        process.stdin.write(line)
        process.stdin.flush()
    except OSError:  # it has ended, which is heard of on its other side
        return False
    return True


def _end(process: subprocess.Popen[bytes], name: str) -> None:
    """Ask the process and its group to end, or end them; where there are no groups, end the process."""
    if not hasattr(os, "killpg"):
        process.kill()
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, getattr(signal, name))
