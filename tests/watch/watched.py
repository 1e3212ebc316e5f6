"""A watch of a toy sheet in a process of its own, and what can be heard of it."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
import uuid
from importlib import util
from pathlib import Path

PROJECT = Path(__file__).parents[2]
LIMIT = 30
"""Seconds that anything may take on a busy machine."""

RUN = """
import signal
import sys
from pathlib import Path
from report.cli.app import main
signal.signal(signal.SIGINT, signal.default_int_handler)
{before}
main(Path.cwd(), (), sys.argv[1:])
"""
"""The call, with Ctrl-C switched on again: tests in the background of a shell inherit that it is off."""

LONG = "\n\n".join(f"Paragraph {number} of many." for number in range(200))


_spec = util.spec_from_file_location("house", PROJECT / "tests/conftest.py")
house = util.module_from_spec(_spec)
_spec.loader.exec_module(house)


class Watched:
    """A running watch; what it says on either stream is read line by line."""

    def __init__(self, toy, cache, words, before):
        self.mark = f"WATCHED={uuid.uuid4()}"
        path = os.pathsep.join([str(toy.root), str(PROJECT)])
        name, _, value = self.mark.partition("=")
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-c", RUN.format(before=before), "--watch", *words],
            cwd=toy.root,
            env=os.environ | {"PYTHONPATH": path, "XDG_CACHE_HOME": str(cache), name: value},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._lines = queue.Queue()
        self.said = []
        threading.Thread(target=self._read, daemon=True).start()
        self.address = self.until("Ctrl-C").split()[0]

    def _read(self):
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put("(it has ended)")

    def until(self, words):
        """Return the next line that holds `words`."""
        while True:
            line = self._lines.get(timeout=LIMIT)
            self.said.append(line)
            if words in line:
                return line
            assert line != "(it has ended)", "".join(self.said)

    def processes(self):
        """Return the numbers of all processes that the watch has started, itself included."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if self.mark.encode() in (folder / "environ").read_bytes():
                    found.append(int(folder.name))
            except OSError:
                continue
        return found

    def close(self):
        self.process.terminate()
        self.process.wait(LIMIT)
