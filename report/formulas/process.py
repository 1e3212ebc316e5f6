"""The long-lived node process that sets formulas: the one door to node."""

from __future__ import annotations

import json
import queue
import subprocess
import tempfile
import threading
from pathlib import Path
from typing import IO, Any

from report.errors import FormulaError, MissingToolError
from report.formulas.node import find_node
from report.npm import ROOT

ENGINE = Path(__file__).with_name("engine.mjs")
TIME_LIMIT = 20.0
"""Seconds that a formula may take."""

START_LIMIT = 60.0
"""Seconds for node to load its modules; a cold disk is slow."""


class _Ended(Exception):  # noqa: N818 - an event, not an error of the user's
    """The process closed its output."""


class Engine:
    """A node process that answers one JSON line for each it is given.

    It starts at the first question, is ended when an answer is late, and started anew when it has died.

    Parameters
    ----------
    time_limit : float
        Seconds a formula may take.
    script : Path
        What node runs.
    modules : Path
        The folder of npm's packages; its absence is told before node fails to load them.
    """

    def __init__(
        self, time_limit: float = TIME_LIMIT, script: Path = ENGINE, modules: Path = ROOT / "node_modules"
    ) -> None:
        self.time_limit = time_limit
        self.starts = 0
        self._script = script
        self._modules = modules
        self._process: subprocess.Popen[str] | None = None
        self._is_ready = False
        self._answers: queue.Queue[str | None] = queue.Queue()
        self._complaints: IO[str] | None = None

    def start(self) -> None:
        """Let the process load its modules before the first question, which then waits for less.

        Raises
        ------
        MissingToolError
            If node or its packages are missing.
        """
        if self._process is None:
            self._begin()

    def ask(self, question: dict[str, Any], about: str) -> dict[str, Any]:
        """Return the answer to `question`.

        Parameters
        ----------
        question : dict
            What the script understands.
        about : str
            The formula, for messages.

        Raises
        ------
        FormulaError
            If the answer takes longer than the time limit, or node ends at this formula twice.
        MissingToolError
            If node or its packages are missing.
        """
        for _ in range(2):
            process = self._running()
            try:
                return self._exchange(process, json.dumps(question))
            except queue.Empty:
                self.close(wait=0)
                raise FormulaError(f"not set within {self.time_limit:g} seconds: {about}") from None
            except (_Ended, OSError):
                complaint = self._complaint()
                self.close(wait=0)
        raise FormulaError(f"the typesetter stopped at {about}: {complaint}")

    @property
    def pid(self) -> int | None:
        """The process's number, or None where there is no process."""
        return self._process.pid if self._process else None

    def close(self, wait: float = 5) -> None:
        """End the process, if there is one, giving it `wait` seconds to end by itself if it was ever asked."""
        process, self._process = self._process, None
        if process is None:
            return
        if not wait or not self._is_ready:
            process.kill()
        try:
            process.communicate(timeout=wait or None)
        except (subprocess.TimeoutExpired, OSError):
            process.kill()
            process.wait()
        if self._complaints is not None:
            self._complaints.close()

    def _running(self) -> subprocess.Popen[str]:
        """Return a process that is ready for a question."""
        if self._process is None or self._process.poll() is not None:
            self._begin()
        assert self._process is not None
        if not self._is_ready:
            self._await_readiness()
        return self._process

    def _begin(self) -> None:
        self.close(wait=0)
        program = find_node()
        if not self._modules.is_dir():
            raise MissingToolError("the typesetter's packages are not installed", remedy="Run make report, or npm ci")
        self._complaints = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115 - closed with the process
        process = subprocess.Popen(  # noqa: S603 - our own script, run by the node found above
            [program, str(self._script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            encoding="utf-8",
            cwd=ROOT,
        )
        self._process, self._answers, self._is_ready = process, queue.Queue(), False
        self.starts += 1
        threading.Thread(target=_listen, args=(process.stdout, self._answers), daemon=True).start()

    def _await_readiness(self) -> None:
        try:
            self._next_answer(START_LIMIT)
        except (_Ended, queue.Empty):
            complaint = self._complaint()
            self.close(wait=0)
            raise MissingToolError(
                f"the typesetter does not start: {complaint}", remedy="Install its packages anew: npm ci"
            ) from None
        self._is_ready = True

    def _exchange(self, process: subprocess.Popen[str], line: str) -> dict[str, Any]:
        assert process.stdin is not None
        process.stdin.write(line + "\n")
        process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._next_answer(self.time_limit))
        return answer

    def _next_answer(self, limit: float) -> str:
        answer = self._answers.get(timeout=limit)
        if answer is None:
            raise _Ended
        return answer

    def _complaint(self) -> str:
        """Return the line of node's complaint that names the error."""
        if self._complaints is None:
            return ""
        self._complaints.seek(0)
        lines = [line.strip() for line in self._complaints if line.strip()]
        return next((line for line in lines if "Error" in line), lines[-1] if lines else "it said nothing")


def _listen(output: IO[str], answers: queue.Queue[str | None]) -> None:
    try:
        for line in output:
            answers.put(line)
    except ValueError:
        pass  # closed while reading: the process is being ended
    answers.put(None)
