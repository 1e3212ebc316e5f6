"""A toy sheet of two exercises, gathered by hand, and a typesetter that needs no node."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path
from typing import Any

from report import page
from report.errors import FormulaError
from report.model import (
    Checked,
    CheckedStep,
    Claim,
    Correction,
    Drawn,
    Estimate,
    Exercise,
    Figure,
    Formula,
    Published,
    Report,
    Resolved,
    Section,
    Sheet,
    Status,
    Verdict,
)
from report.page.setting import formula_address

TEMPLATES = Path(__file__).parents[2] / "templates"

FIRST = r"""## (a) The logistic function

It is defined by

$$ \sigma(t) = \frac{1}{1 + e^{-t}} $$ {#eq:logistic}

and {{ ref("eq:logistic") }} gives, with {{ ref("derivation:mirror") }} and {{ ref("fig:curve") }},

{{ derivation(derivations.mirror) }}

{% call figure(figures.curve) %}
The curve $\sigma$ on {{ result.points | count }} points.
{% endcall %}

{% call given(claims.steep) %}Its slope at $0$ is {{ result.slope | number(2) }}.{% endcall %}
"""

SECOND = r"""## (a) Scores

{% call table(result.rows, columns=[
  column("name", "Data"),
  column("accuracy", "Accuracy", "estimate", 2),
  column("n", "Rows", "count"),
], label="scores") %}
Scores from {{ inputs.acts.shown }}, $\lambda = 1$.
{% endcall %}

As {{ ref("tab:scores") }} shows, and as {{ ref("fig:curve") }} does not,
{% call given(claims.better) %}the second is better.{% endcall %}
{% call unless(claims.better) %}the second is no better: {{ claims.better.observed | number(2) }}.{% endcall %}
"""


@dataclass(frozen=True)
class First:
    points: int = 12345
    slope: float = 0.25


@dataclass(frozen=True)
class Second:
    rows: tuple[dict[str, Any], ...] = (
        {"name": "cities", "accuracy": Estimate(0.99, 0.971, 1.0, 300), "n": 300},
        {"name": "<script>alert(1)</script>", "accuracy": Estimate(0.5, 0.25, 0.75, 8), "n": 8},
    )


def formula(tex: str, display: bool) -> Formula:
    """Set a formula without node: its letters as they are."""
    if "\\bad" in tex:
        raise FormulaError(f"unknown command \\bad in {tex}")
    shown, width = escape(tex), 0.5 * len(tex)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {100 * width:g} 120"><title>{shown}</title></svg>'
    block = ' display="block"' if display else ""
    return Formula(tex, display, svg, f"<math{block}><mtext>{shown}</mtext></math>", f"spoken {tex}", width, 1.2, 0.2)


def step(lhs: str, rhs: str, status: Status = Status.PROVED, by: str = "algebra", row: int = 0) -> CheckedStep:
    return CheckedStep(lhs, "=", rhs, Verdict(status, by), row)


def toy_section(number: int, slug: str, result: Any, **parts: Any) -> Section:
    figures = parts.get("figures", {})
    declared = tuple(Figure(name, lambda canvas, result: None, lambda result: "alt") for name in figures)
    exercise: Exercise[Any] = Exercise(number, slug, slug.title(), lambda inputs, settings: result, figures=declared)
    empty: dict[str, Any] = {"inputs": {}, "settings": {}, "derivations": {}, "claims": {}, "figures": {}}
    return Section(exercise, result, **(empty | parts))


def toy_sections() -> tuple[Section, Section]:
    curve = Drawn(
        "curve", "An S-shaped curve.", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 4"/>', 604.8, 268.8
    )
    mirror = Checked(
        "mirror",
        "",
        (step(r"\sigma(-t)", r"\frac{1}{1+e^{t}}"), step("", r"1 - \sigma(t)", Status.ASSUMED, "given in the sheet")),
    )
    steep = Claim("steep", "The slope at zero is a quarter.", 0.25, "=", 0.25)
    better = Claim("better", "The second is better.", -0.49, ">", 0)
    first = toy_section(
        1, "first", First(), derivations={"mirror": mirror}, claims={"steep": steep}, figures={"curve": curve}
    )
    acts = Resolved("acts", Path("/somewhere/acts"), "data/acts", ())
    second = toy_section(2, "second", Second(), claims={"better": better}, inputs={"acts": acts})
    return first, second


@dataclass
class Desk:
    """A report and its templates, to be changed by a test and rendered."""

    templates: Path
    report: Report
    asked: list[str] = field(default_factory=list)
    typesetter: Callable[[str, bool], Formula] = formula

    def write(self, slug: str, prose: str) -> None:
        (self.templates / "toy" / f"{slug}.md.j2").write_text(prose, encoding="utf-8")

    def change(self, number: int, **parts: Any) -> None:
        sections = [replace(one, **parts) if one.exercise.number == number else one for one in self.report.sections]
        self.report = replace(self.report, sections=tuple(sections))

    def prose(self, text: str, **parts: Any) -> str:
        """Render one exercise of nothing but `text`."""
        section = toy_section(1, "alone", parts.pop("result", First()), **parts)
        sheet = replace(self.report.sheet, exercises=(section.exercise,), published=(), corrections=())
        self.report = replace(self.report, sheet=sheet, sections=(section,))
        self.write("alone", text)
        html = self.render()
        start = html.index("</h2>", html.index('id="alone-title"')) + 5
        return html[start : html.index("</section>", start)].strip()

    def render(self, medium: Any = "screen", **more: Any) -> str:
        return page.render(
            self.report, medium=medium, typeset=self.typeset, fonts_css="", templates=self.templates, **more
        )

    def paper(self) -> page.Paper:
        """Return the sheet on paper, its formulas as SVG."""
        return page.paper(
            self.report, typeset=self.typeset, fonts_css="", templates=self.templates, formula_source=formula_address
        )

    def typeset(self, tex: str, display: bool) -> Formula:
        self.asked.append(tex)
        return self.typesetter(tex, display)


def toy_desk(folder: Path) -> Desk:
    """Lay the toy sheet out in `folder`."""
    templates = folder / "templates"
    templates.mkdir()
    for path in TEMPLATES.iterdir():
        if path.is_file():
            shutil.copy(path, templates)
    (templates / "toy").mkdir()
    sections = toy_sections()
    sheet = Sheet(
        "toy",
        "A toy sheet",
        "2024-11-22",
        ("Ada", "Émile"),
        tuple(section.exercise for section in sections),
        published=(
            Published(1, "slope at zero", "0.25", "1(a)", lambda results: results["first"].slope),
            Published(2, "accuracy", "0.51", "2(a)", lambda results: 0.4949, "another model"),
            Published(2, "figure 4", "17", "2(b)", lambda results: None, "its data are not in the sheet"),
        ),
        corrections=(
            Correction(
                1,
                "the slope is one",
                "1(a)",
                "The slope is {{ result.slope | number(2) }}, $\\sigma'(0)$.",
                ("claims.steep", "figures.curve"),
            ),
        ),
    )
    made = Desk(templates, Report(sheet, sheet.authors, sections, {"python": "3.11"}))
    made.write("first", FIRST)
    made.write("second", SECOND)
    return made
