"""What CI runs: the workflow fits its schema, the summary says what the record says, preflight is one line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
WORKFLOW = PROJECT / ".github" / "workflows" / "report.yml"


def validate(workflow: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(workflow)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_workflow_fits_the_schema():
    answer = validate(WORKFLOW)
    assert answer.returncode == 0, answer.stdout


def test_a_workflow_with_a_misspelt_key_does_not_fit(tmp_path):
    broken = tmp_path / "broken.yml"
    broken.write_text(WORKFLOW.read_text().replace("runs-on:", "run-on:", 1))
    assert validate(broken).returncode == 1


def test_every_make_target_the_workflow_calls_exists():
    targets = {line.split(":")[0] for line in (PROJECT / "Makefile").read_text().splitlines() if ":" in line}
    called = {line.split("make ")[1].strip() for line in WORKFLOW.read_text().splitlines() if "run: make " in line}
    assert called == {"test", "report", "test-all"}
    assert called <= targets


RECORD = {
    "title": "Sheet | <b>5</b>",
    "exercises": [
        {
            "number": 1,
            "title": "a*b",
            "derivations": [{"steps": [{"status": "proved"}, {"status": "unproved"}]}],
            "claims": [{"holds": True}, {"holds": False}],
            "figures": [{}],
        }
    ],
    "comparison": [{"verdict": "equal"}],
    "corrections": [{}],
}


def test_the_summary_counts_steps_and_claims_and_escapes_markdown(tmp_path):
    record = tmp_path / "record.json"
    record.write_text(json.dumps(RECORD))
    command = [sys.executable, str(PROJECT / ".ci" / "summary.py"), str(record)]
    text = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ}).stdout
    assert r"# Sheet \| \<b\>5\</b\>" in text
    assert r"| 1. a\*b | 1 | 0 | 1 | 1 of 2 | 1 |" in text
    assert "Corrections: 1." in text


@pytest.fixture
def preflight(monkeypatch):
    monkeypatch.syspath_prepend(str(PROJECT / ".ci"))
    import preflight

    return preflight


def test_this_machine_is_ready(preflight):
    assert preflight.complaint() is None


def test_a_missing_pango_is_one_line_with_both_commands(preflight, monkeypatch):
    monkeypatch.setattr(preflight, "loadable", lambda name: "pango" not in name)
    complaint = preflight.complaint()
    assert "apt-get install libpango" in complaint
    assert "brew install pango" in complaint
    assert "\n" not in complaint


def test_an_old_python_is_told_so(preflight, monkeypatch):
    monkeypatch.setattr(preflight.sys, "version_info", (3, 9, 1))
    assert "Python 3.11 or later" in preflight.complaint()


@pytest.mark.parametrize(("answer", "recent"), [("v20.1.0", True), ("v26.0.0", True), ("v18.19.0", False), ("", False)])
def test_node_counts_from_version_20(preflight, monkeypatch, answer, recent):
    monkeypatch.setattr(preflight.shutil, "which", lambda name: f"/usr/bin/{name}")
    finished = subprocess.CompletedProcess([], 0, stdout=answer)
    monkeypatch.setattr(preflight.subprocess, "run", lambda *a, **k: finished)
    assert preflight.node_is_recent() is recent
