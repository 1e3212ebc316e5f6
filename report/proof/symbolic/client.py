"""Asking the sympy process, and putting an end to it when it does not answer."""

from __future__ import annotations

import atexit
import json
import os
import selectors
import subprocess
import sys
from pathlib import Path
from time import monotonic

from report.proof.expressions import Expr
from report.proof.facts import Facts
from report.proof.signs import StuckError
from report.proof.symbolic.wording import wording

_PROJECT = Path(__file__).resolve().parents[3]
_STARTING_SECONDS = 8.0
_SECONDS = 3.0


class _Oracle:
    """A running sympy process, started when first asked."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, question: dict[str, object]) -> bool:
        """Return its answer; False if none came in time.

        Raises
        ------
        RuntimeError
            If the process ended by an error of its own, which it has told: a bug, never what sympy cannot do.
        """
        try:
            process = self._running()
            if process is None:
                return False
            self._write(process, question)
            return self._answer(process, _SECONDS) == b"true"
        except (OSError, subprocess.SubprocessError):
            self.stop()
            return False

    def stop(self) -> None:
        """Kill the process, if there is one."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    def _running(self) -> subprocess.Popen[bytes] | None:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "report.proof.symbolic.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=_PROJECT,
                env={**os.environ, "PYTHONPATH": str(_PROJECT)},
            )
            if self._answer(self._process, _STARTING_SECONDS) != b"ready":
                self.stop()
        return self._process

    @staticmethod
    def _write(process: subprocess.Popen[bytes], question: dict[str, object]) -> None:
        assert process.stdin is not None
        process.stdin.write(json.dumps(question).encode() + b"\n")
        process.stdin.flush()

    def _answer(self, process: subprocess.Popen[bytes], seconds: float) -> bytes:
        """Return one line of its output, or nothing, and end it, if none comes in time."""
        assert process.stdout is not None
        end = monotonic() + seconds
        line = b""
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            while not line.endswith(b"\n"):
                if not selector.select(max(0.0, end - monotonic())):
                    self.stop()
                    return b""
                part = os.read(process.stdout.fileno(), 4096)
                if not part:
                    self._mourn(process)
                    return b""
                line += part
        return line.strip()

    def _mourn(self, process: subprocess.Popen[bytes]) -> None:
        code = process.wait()
        self.stop()
        if code > 0:
            raise RuntimeError(f"the process that holds sympy ended with {code}: see the error that it told")


_oracle = _Oracle()
atexit.register(_oracle.stop)


def simplifies_to_zero(expr: Expr, facts: Facts) -> bool:
    """Whether sympy simplifies `expr` to zero within its time."""
    try:
        text, symbols = wording(expr, facts)
    except StuckError:
        return False
    return _oracle.ask({"expression": text, "symbols": symbols})
