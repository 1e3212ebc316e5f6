"""Formulas tried out one by one: each comes with its forms or with what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from report.errors import FormulaError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from report.formulas.typesetter import Typesetter
    from report.model import Formula

FORMS = ("svg", "mathml", "speech", "width_em", "height_em", "depth_em")


@dataclass(frozen=True)
class Trial:
    """One formula as it was given, and what became of it.

    Attributes
    ----------
    line : int
        Where it stands in its file, counted from 1.
    tex : str
    formula : Formula or None
        None if it could not be set.
    error : str
        Why not, naming column and token; empty if it was set.
    """

    line: int
    tex: str
    formula: Formula | None
    error: str = ""

    def record(self) -> dict[str, Any]:
        """Return what ``math --json`` says of it."""
        outcome = {"tex": self.tex, "ok": self.formula is not None}
        error = {"error": self.error} if self.error else {}
        return outcome | error | {form: getattr(self.formula, form, None) for form in FORMS}


def try_all(lines: Iterable[str], typesetter: Typesetter) -> list[Trial]:
    """Set each line that is not blank as a display.

    Raises
    ------
    MissingToolError
        If node or its packages are missing, and the store lacks a formula.
    """
    trials = []
    for number, line in enumerate(lines, start=1):
        tex = line.strip()
        if not tex:
            continue
        try:
            trials.append(Trial(number, tex, typesetter.typeset(tex, True)))
        except FormulaError as error:
            trials.append(Trial(number, tex, None, error.message))
    return trials


def specimen(trials: Sequence[Trial], title: str, css: str) -> str:
    """Return a page that shows each formula as the browser and as the PDF set it, and in words.

    Parameters
    ----------
    trials : sequence of Trial
    title : str
    css : str
        Rules for the fonts and for MathML.
    """
    rows = "\n".join(_row(trial) for trial in trials)
    return f"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{escape(title)}</title>
<style>
{css}{_RULES}</style>
<h1>{escape(title)}</h1>
<table>
<thead><tr>
<th scope="col">Line</th><th scope="col">Page</th><th scope="col">PDF</th><th scope="col">Words and LaTeX</th>
</tr></thead>
<tbody>
{rows}
</tbody>
</table>
</html>
"""


_RULES = """body { margin: 2em; font: 18px/1.4 "STIX Two Text", "STIX Two Math", serif; color-scheme: light dark }
table { border-collapse: collapse }
th, td { padding: 0.6em 1em; border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent); text-align: left }
code { font-family: "Source Code Pro", monospace; font-size: 0.8em; overflow-wrap: anywhere }
math.tml-display { width: auto }
"""


def _row(trial: Trial) -> str:
    source = f"<code>{escape(trial.tex)}</code>"
    if trial.formula is None:
        return f'<tr><td>{trial.line}</td><td colspan="2">{escape(trial.error)}</td><td>{source}</td></tr>'
    shown = trial.formula
    picture = f'<span role="img" aria-label="{escape(shown.speech)}">{shown.svg}</span>'
    words = f"{escape(shown.speech)}<br>{source}"
    return f"<tr><td>{trial.line}</td><td>{shown.mathml}</td><td>{picture}</td><td>{words}</td></tr>"
