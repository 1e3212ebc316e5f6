"""The README keeps its word: its commands run, and its recipe adds exercise 6."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

PROJECT = Path(__file__).parent.parent
README = (PROJECT / "README.md").read_text(encoding="utf-8")


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def commands():
    lines = (line.split("  #")[0].strip() for block in blocks("sh") for line in block.splitlines())
    return [line for line in lines if line]


def run(command, folder):
    words = shlex.split(command)
    assert words[0] == "python"
    environment = {**os.environ, "PYTHONPATH": ""}
    done = subprocess.run(
        [sys.executable, *words[1:]], capture_output=True, text=True, check=False, cwd=folder, env=environment
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def copy(tmp_path):
    """A copy of the project; what is not ours to change is linked."""
    here = tmp_path / "copy"
    here.mkdir()
    for name in ("build.py", "pyproject.toml", "package.json", "package-lock.json"):
        shutil.copy(PROJECT / name, here)
    for name in ("report", "analyses", "templates", "tests"):
        shutil.copytree(PROJECT / name, here / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("data", "node_modules"):
        (here / name).symlink_to(PROJECT / name, target_is_directory=True)
    return here


def test_the_commands_are_those_that_are_tested():
    assert {command for command in commands() if command.startswith("python")} == {
        "python build.py",
        "python build.py --to html --only 2",
        "python build.py --draft",
        "python build.py -P sigmoid_reach=8",
        "python build.py --strict",
        "python build.py --explain",
        "python build.py --watch --open",
        "python build.py prove chains.toml",
        "python build.py math formulas.txt",
        "python build.py regions network.npz",
        "python build.py list",
        "python build.py --help",
    }


@pytest.mark.parametrize("command", ["python build.py list", "python build.py --help"])
def test_a_quick_command_of_the_readme_runs(command):
    assert command in commands()
    assert run(command, PROJECT)


CHAINS = """
[symbols]
x = "real"
[[chain]]
latex = '(x+1)^2 = x^2+2x+1'
"""


def test_the_parts_are_of_use_by_themselves(tmp_path):
    (tmp_path / "chains.toml").write_text(CHAINS)
    (tmp_path / "formulas.txt").write_text(r"\frac{1}{1+e^{-x}}" + "\n")
    np.savez(tmp_path / "network.npz", W0=np.eye(2), b0=np.zeros(2), W1=np.ones((1, 2)), b1=np.zeros(1))
    told = {}
    for command in commands():
        if command.startswith(("python build.py prove", "python build.py math", "python build.py regions")):
            told[command.split()[2]] = run(
                command.replace("build.py", shlex.quote(str(PROJECT / "build.py"))), tmp_path
            )
    assert "proved" in told["prove"]
    assert "1 plus" in told["math"]
    assert "4" in told["regions"]


@pytest.mark.parametrize("options", ["--draft", "-P sigmoid_reach=8", "--strict", "--explain"])
def test_the_options_of_the_readme_build_an_exercise(options, tmp_path):
    assert f"python build.py {options}" in commands()
    run(f"python build.py {options} --only 1 --to html --output-dir '{tmp_path}'", PROJECT)


def test_every_make_target_of_the_readme_exists():
    targets = {line.split(":")[0] for line in (PROJECT / "Makefile").read_text().splitlines() if ":" in line}
    assert {command.split()[1] for command in commands() if command.startswith("make")} <= targets


def test_the_recipe_adds_exercise_6_and_it_builds(copy):
    prose, (analysis, test) = blocks("jinja")[0], blocks("python")
    for name, text in (
        ("templates/sheet05/coin.md.j2", prose),
        ("analyses/sheet05/coin.py", analysis),
        ("tests/sheet05/test_coin.py", test),
    ):
        assert f"`{name}`" in README
        (copy / name).write_text(text, encoding="utf-8")
    sheet = copy / "analyses" / "sheet05" / "__init__.py"
    old, new = [], []
    for line in blocks("diff")[0].splitlines():
        (old if line.startswith("-") else new).append(line[1:])
    text = sheet.read_text(encoding="utf-8")
    assert all(line in text for line in old)
    sheet.write_text(text.replace(old[0], new[0]).replace(old[1], "\n".join(new[1:])), encoding="utf-8")
    run("python build.py --only 6 --to html,pdf,json -q", copy)
    html = (copy / "_build" / "sheet05-only-6.html").read_text(encoding="utf-8")
    assert "The variance of a coin" in html
    assert "On 101 points the variance reaches" in html
    run("python -m pytest -q -p no:cacheprovider tests/sheet05/test_coin.py", copy)


def test_links_in_the_readme_lead_to_files():
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (PROJECT / target).exists(), target
