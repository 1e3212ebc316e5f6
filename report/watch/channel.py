"""The way of messages from a builder to the process that watches."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator

from report.watch.messages import Message, line_of


class Channel:
    """Standard output, kept for messages; what a library prints goes to the console by way of standard error."""

    def __init__(self) -> None:
        self._descriptor = os.dup(1)
        os.dup2(2, 1)

    def say(self, message: Message) -> None:
        """Send `message`, whole or not at all."""
        line = line_of(message)
        with _undisturbed():
            while line:
                line = line[os.write(self._descriptor, line) :]


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Put off the request to end."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
