"""The process that holds sympy: asked, too slow, at its end."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sympy
from sympy.polys.polyerrors import PolynomialError

from report.model import Signature
from report.proof.expressions import difference
from report.proof.facts import facts_of
from report.proof.reading import read
from report.proof.symbolic import client, worker

QUESTION: dict[str, object] = {"expression": "sin(x)**2 + cos(x)**2 - 1", "symbols": {"x": "real"}}

Holding = Callable[[str], Any]


@pytest.fixture
def holding(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Holding]:
    """Return a function that makes an oracle whose process runs the given answer to each question."""
    started = []

    def hold(answer: str) -> Any:
        program = tmp_path / "worker.py"
        program.write_text(f"import sys, json\nprint('ready', flush=True)\nfor line in sys.stdin:\n    {answer}\n")
        really = client.subprocess.Popen
        monkeypatch.setattr(client.subprocess, "Popen", lambda _, **given: really([sys.executable, program], **given))
        started.append(client._Oracle())
        return started[-1]

    yield hold
    for oracle in started:
        oracle.stop()


def test_the_real_process_knows_what_sympy_knows() -> None:
    oracle = client._Oracle()
    assert oracle.ask(QUESTION)
    assert not oracle.ask(QUESTION | {"expression": "sin(x)**2 - cos(x)**2"})
    oracle.stop()


@pytest.mark.parametrize("error", [PolynomialError, IndexError, ZeroDivisionError, RecursionError])
def test_an_attempt_that_sympy_cannot_end_leaves_the_next_one(error: type, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: object) -> None:
        raise error

    asked = {"expression": "(x + 1)**2 - x**2 - 2*x - 1", "symbols": {"x": "real"}}
    monkeypatch.setattr(worker, "_ATTEMPTS", (fails, sympy.expand))
    assert worker.is_zero(asked)
    monkeypatch.setattr(worker, "_ATTEMPTS", (fails,))
    assert not worker.is_zero(asked)


@pytest.mark.parametrize("expression", ["x +", "x.gone", "exp()"])
def test_what_sympy_cannot_read_is_a_bug(expression: str) -> None:
    oracle = client._Oracle()
    with pytest.raises(RuntimeError, match="ended with 1"):
        oracle.ask(QUESTION | {"expression": expression})
    assert oracle.ask(QUESTION)
    oracle.stop()


def test_an_answer_that_comes_too_late_proves_nothing(holding: Holding, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "_SECONDS", 0.05)
    oracle = holding("import time; time.sleep(60)")
    assert not oracle.ask(QUESTION)
    assert oracle._process is None


def test_a_process_that_is_killed_proves_nothing_and_is_started_again(holding: Holding) -> None:
    oracle = holding("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    assert not oracle.ask(QUESTION)
    assert not oracle.ask(QUESTION)


def test_a_bug_in_the_process_is_one_here(holding: Holding, capfd: pytest.CaptureFixture[str]) -> None:
    oracle = holding("raise KeyError('no such assumption')")
    with pytest.raises(RuntimeError, match="ended with 1"):
        oracle.ask(QUESTION)
    assert "KeyError: 'no such assumption'" in capfd.readouterr().err


def test_a_question_is_one_line(holding: Holding) -> None:
    oracle = holding("print(json.dumps(json.loads(line)['expression'] == 'x\\n-x').lower(), flush=True)")
    assert oracle.ask({"expression": "x\n-x", "symbols": {}})
    assert json.dumps("x\n-x").count("\n") == 0


def test_an_equation_goes_through_it() -> None:
    reading = read(r"\sin^2 x + \cos^2 x = 1", Signature({"x": "real"}))
    (link,) = reading.links
    assert client.simplifies_to_zero(difference(link.left, link.right), facts_of(reading.scope))
