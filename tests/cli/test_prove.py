"""``prove``: a file of chains in, verdicts and an exit code out."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from report.cli.prove import prove
from report.errors import CallError, MissingFileError
from report.proof.chains import prove_file

HEAD = r"""
[symbols]
x = "real"
'\lambda' = "positive"
K = "positive integer"
[vectors]
z = "K"
[functions]
'\sigma(t)' = '\frac{1}{1+e^{-t}}'
"""


def _run(tmp_path: Path, chains: str, *options: str, head: str = HEAD) -> Result:
    file = tmp_path / "chains.toml"
    file.write_text(head + chains, encoding="utf-8")
    app = typer.Typer()
    app.command()(prove)
    return CliRunner().invoke(app, [str(file), *options])


def _chain(latex: str, name: str = "") -> str:
    return f"[[chain]]\nlatex = '{latex}'\n" + (f'name = "{name}"\n' if name else "")


def test_proved_chain_is_printed_and_ends_with_0(tmp_path: Path) -> None:
    result = _run(tmp_path, _chain(r"\frac{d}{dx}\sigma(x) = \sigma(x)(1-\sigma(x))", "derivative"))
    assert result.exit_code == 0
    assert "derivative" in result.stdout
    assert "proved" in result.stdout
    assert "1 proved" in result.stdout


def test_a_mark_of_the_byte_order_is_no_toml(tmp_path: Path) -> None:
    file = tmp_path / "saved.toml"
    file.write_text("\ufeff" + _chain("1 = 1"), encoding="utf-8")
    assert [outcome.error for outcome in prove_file(file)] == [""]


def test_help_names_the_tables_of_the_file(tmp_path: Path) -> None:
    shown = " ".join(_run(tmp_path, "", "--help").stdout.replace("│", "").split())
    assert "[symbols], [vectors], [functions] and [[chain]]" in shown


def test_json_is_alone_and_has_one_entry_a_chain_in_the_order_given(tmp_path: Path) -> None:
    chains = _chain(r"\sqrt{x^2} = x") + _chain("x = 2^10", "unreadable") + _chain(r"\frac{x^2}{x} = x \le |x|")
    result = _run(tmp_path, chains, "--json")
    assert result.exit_code == 1
    data = json.loads(result.stdout)
    first, second, third = data["chains"]
    assert [chain["name"] for chain in data["chains"]] == ["1", "unreadable", "3"]
    assert first["latex"] == r"\sqrt{x^2} = x"
    assert "error" not in first
    assert first["steps"][0]["status"] == "refuted"
    assert first["steps"][0]["counterexample"] == "x = -1: left 1, right -1"
    assert second["steps"] == []
    assert "column" in second["error"]
    step, after = third["steps"]
    assert (step["lhs"], step["relation"], step["rhs"]) == (r"\frac{x^2}{x}", "=", "x")
    assert (step["status"], step["conditions"]) == ("proved", ["x"])
    assert (after["lhs"], after["relation"], after["rhs"]) == ("x", r"\le", "|x|")
    assert step["seconds"] >= 0
    assert "counterexample" not in step
    assert data["summary"] == {
        "chains": 3, "unreadable": 1, "proved": 2, "refuted": 1, "unproved": 0, "assumed": 0,
    }  # fmt: skip


@pytest.mark.parametrize(("options", "code"), [((), 0), (("--strict",), 1)])
def test_unproved_step_fails_only_when_strict(tmp_path: Path, options: tuple[str, ...], code: int) -> None:
    zeta = r"\sum_{k=1}^{\infty}\frac{1}{k^2} = \frac{\pi^2}{6}"
    result = _run(tmp_path, _chain(zeta), *options)
    assert "unproved" in result.stdout
    assert result.exit_code == code


def test_assumed_step_passes_with_its_reason_unless_it_is_refuted(tmp_path: Path) -> None:
    zeta = r"\sum_{k=1}^{\infty}\frac{1}{k^2} = \frac{\pi^2}{6}"
    result = _run(tmp_path, _chain(zeta) + 'assumed = {1 = "Euler, 1734"}\n', "--strict")
    assert result.exit_code == 0
    assert "Euler, 1734" in result.stdout
    assert _run(tmp_path, _chain("x = x+1") + 'assumed = {1 = "wishful"}\n').exit_code == 1


@pytest.mark.parametrize(
    "content",
    [
        "[[chain]]\n",
        "chain = 3\n",
        "[symbols]\nx = 3\n[[chain]]\nlatex = 'x = x'\n",
        "[symbol]\nx = 'real'\n[[chain]]\nlatex = '1 = 1'\n",
        "[[chain]]\nlatex = 7\n",
        "[[chain]]\nlatex = '1 = 1'\nlatx = 'a'\n",
        "[[chain]]\nlatex = '1 = 1'\nassumed = {2 = 'beyond'}\n",
        "",
    ],
)
def test_file_that_is_toml_but_no_chains_is_unreadable_and_says_so(tmp_path: Path, content: str) -> None:
    result = _run(tmp_path, content, "--json", head="")
    assert result.exit_code == 1
    assert all(chain["error"] for chain in json.loads(result.stdout)["chains"])


def test_missing_file_and_what_is_not_toml_are_the_calls_fault(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError) as missing:
        prove(tmp_path / "nowhere.toml")
    assert missing.value.exit_code == 2
    broken = tmp_path / "broken.toml"
    broken.write_bytes(b"[[chain\nlatex = \xff")
    with pytest.raises(CallError) as wrong:
        prove(broken)
    assert wrong.value.exit_code == 2


def test_terminal_escapes_in_a_name_are_shown_as_text(tmp_path: Path) -> None:
    result = _run(tmp_path, _chain("1 = 1", "\\u001b[31mred"))
    assert "\x1b[31m" not in result.stdout
    assert "red" in result.stdout
