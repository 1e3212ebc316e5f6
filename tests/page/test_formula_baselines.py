"""Formulas beside text on paper, measured in the ink: baselines, sizes and the axis right to 0.02 em."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
import weasyprint
from desk import TEMPLATES
from fontTools.ttLib import TTFont
from PIL import Image

from report import fonts, npm
from report.formulas import Typesetter
from report.page.environment import environment
from report.page.setting import setting
from report.pdf import FormulaImages
from report.pdf.engine import fetcher

BAR = 0.02
FONT_SIZE = 20  # points
RESOLUTION = 600
EM = FONT_SIZE * RESOLUTION / 72  # pixels

LINES = (r"\mathrm{H}", r"\frac{\mathrm{H}}{\mathrm{H}}", r"\mathrm{H}^{\mathrm{H}}", r"\mathrm{H}_{\mathrm{H}}")


@dataclass(frozen=True)
class Ink:
    """The ink of one letter, in em: edges from the left and from the top."""

    left: float
    right: float
    top: float
    bottom: float


def clusters(covered: np.ndarray[Any, Any]) -> list[tuple[int, int]]:
    """Return where runs of truth begin and end."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], covered.astype(int), [0]))))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def letters(line: np.ndarray[Any, Any]) -> list[Ink]:
    """Return the ink between blank columns."""
    found = []
    for left, right in clusters(line.any(axis=0)):
        rows = np.flatnonzero(line[:, left:right].any(axis=1))
        found.append(Ink(left / EM, right / EM, rows[0] / EM, (rows[-1] + 1) / EM))
    return found


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., list[np.ndarray[Any, Any]]]:
    """Print lines of an H, a formula and an H, as the sheet's page does; return the ink of each line."""
    folder = tmp_path_factory.mktemp("baselines")
    faces = fonts.pdf_css(folder)
    css = "".join((TEMPLATES / name).read_text(encoding="utf-8") for name in ("report.css", "paper.css"))
    page = "@page { size: 120mm 120mm; margin: 5mm; @top-left { content: none } @top-right { content: none } "
    page += f"@bottom-center {{ content: none }} }} html {{ font-size: {FONT_SIZE}pt }} p {{ margin: 1.5em 0 }}"

    def lines(*texs: str, changed: Callable[[str], str] = str) -> list[np.ndarray[Any, Any]]:
        pictures = FormulaImages()
        with Typesetter() as typesetter:
            press = setting(environment(TEMPLATES), "print", typesetter.typeset, pictures.address)
            text = "".join(f"<p>H {press.formula(tex)} H</p>" for tex in texs)
        html = f"<html lang=en><title>H</title><style>{faces}{css}{page}</style><main>{changed(text)}</main>"
        target = folder / "page.pdf"
        weasyprint.HTML(string=html, url_fetcher=fetcher(folder)).write_pdf(target, cache=pictures.images)
        command = ["pdftoppm", "-r", str(RESOLUTION), "-gray", "-singlefile", str(target), str(folder / "page")]
        subprocess.run(command, check=True)
        ink = np.asarray(Image.open(folder / "page.pgm")) < 128
        rows = ink.any(axis=1)
        for above, below in zip(clusters(rows), clusters(rows)[1:], strict=False):
            rows[above[1] : below[0]] |= below[0] - above[1] < 0.4 * EM  # between the parts of a fraction
        return [ink[top:bottom] for top, bottom in clusters(rows)]

    return lines


@pytest.fixture(scope="module")
def sheet(printed: Any) -> dict[str, np.ndarray[Any, Any]]:
    return dict(zip(LINES, printed(*LINES), strict=True))


@pytest.fixture(scope="module")
def said_by_the_font() -> Any:
    """Return the constants of the formula font's MATH table, read by another program than ours."""
    package = npm.ROOT / "node_modules/@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2"
    return TTFont(package)["MATH"].table.MathConstants


def error(line: np.ndarray[Any, Any]) -> float:
    """Return how far a formula of one H is off the H beside it, in em."""
    text, formula, _ = letters(line)
    width = (formula.right - formula.left) - (text.right - text.left)
    return max(abs(formula.bottom - text.bottom), abs(formula.top - text.top), abs(width))


def test_a_letter_in_a_formula_stands_where_and_as_large_as_in_the_text(sheet: Any) -> None:
    assert error(sheet[LINES[0]]) <= BAR


def raised(html: str) -> str:
    return re.sub(r"vertical-align:([-\d.]+)em", r"vertical-align:calc(\1em + 0.05em)", html)


def enlarged(html: str) -> str:
    return re.sub(r"\b(width|height):([\d.]+)em", r"\1:calc(1.05 * \2em)", html)


@pytest.mark.parametrize("fault", [raised, enlarged])
def test_a_formula_misplaced_by_a_twentieth_of_an_em_is_noticed(printed: Any, fault: Callable[[str], str]) -> None:
    (line,) = printed(LINES[0], changed=fault)
    assert error(line) > BAR


def test_a_fraction_bar_lies_on_the_axis_as_thick_as_the_font_says(sheet: Any, said_by_the_font: Any) -> None:
    line = sheet[LINES[1]]
    text, fraction, _ = letters(line)
    columns = line[:, round(fraction.left * EM) : round(fraction.right * EM)]
    bar = np.flatnonzero(columns.all(axis=1))
    middle = (bar[0] + bar[-1] + 1) / 2 / EM
    assert text.bottom - middle == pytest.approx(said_by_the_font.AxisHeight.Value / 1000, abs=BAR)
    assert len(bar) / EM == pytest.approx(said_by_the_font.FractionRuleThickness.Value / 1000, abs=BAR)


@pytest.mark.parametrize(("tex", "constant"), [(LINES[2], "SuperscriptShiftUp"), (LINES[3], "SubscriptShiftDown")])
def test_a_script_is_shifted_and_scaled_as_the_font_says(
    sheet: Any, said_by_the_font: Any, tex: str, constant: str
) -> None:
    text, base, script, _ = letters(sheet[tex])
    up = 1 if constant.startswith("Super") else -1
    height = said_by_the_font.ScriptPercentScaleDown / 100 * (text.bottom - text.top)
    assert base.bottom == pytest.approx(text.bottom, abs=BAR)
    assert text.bottom - script.bottom == pytest.approx(up * getattr(said_by_the_font, constant).Value / 1000, abs=BAR)
    assert script.bottom - script.top == pytest.approx(height, abs=BAR)
