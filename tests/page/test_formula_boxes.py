"""Formulas as boxes: those of the browser against those of the paper, and displays wider than their column."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from desk import TEMPLATES, step, toy_desk
from playwright.sync_api import Browser
from weasyprint import HTML

from report import fonts, page
from report.formulas import Typesetter, mathml_css
from report.model import Checked, Formula
from report.sheets import load_sheet

PROJECT = TEMPLATES.parent
SIDE = 0.17
"""What a formula may be wider or narrower on screen, in em: two letters whose font tucks the subscript in."""

SHARE = 0.015
"""The same as a part of its width, for long ones."""

RISE = 0.25
"""What it may be higher or deeper, in em: the browser raises an exponent on a bracket by the height of its contents."""

USUAL = 0.02
"""The median of all three."""

DISPLAY = re.compile(r"\$\$(.+?)\$\$", re.DOTALL)
RELATION = re.compile(r"=(?!\d+\})|\\le\b")  # not that below a sum
INLINE = re.compile(r"\$([^$]+)\$")
WIDE = " + ".join([r"\frac{1}{\lambda}\log\sum_{j=1}^{K} e^{\lambda(\sigma_j - \max_i \sigma_i)}"] * 5)


@dataclass(frozen=True)
class Off:
    """How much larger a formula is on screen than on paper, in em."""

    formula: Formula
    width: float
    height: float
    depth: float

    @property
    def is_much(self) -> bool:
        return (
            abs(self.width) > max(SIDE, SHARE * self.formula.width_em) or max(abs(self.height), abs(self.depth)) > RISE
        )


@pytest.fixture(scope="module")
def formulas() -> list[Formula]:
    """Set every formula that sheet05 writes: in prose, and each side of each derivation."""
    wanted: dict[tuple[str, bool], None] = {}
    for path in sorted((TEMPLATES / "sheet05").glob("*.j2")):
        prose = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        wanted |= dict.fromkeys((tex.strip(), True) for tex in DISPLAY.findall(prose))
        wanted |= dict.fromkeys((tex.strip(), False) for tex in INLINE.findall(DISPLAY.sub(" ", prose)))
    for exercise in load_sheet("sheet05", PROJECT).exercises:
        for derivation in exercise.derivations:
            sides = RELATION.split(re.sub(r"\\(begin|end)\{aligned\}|&|\\\\", " ", derivation.latex))
            wanted |= dict.fromkeys((f"{{}} = {tex.strip()}", True) for tex in sides)
    with Typesetter() as typesetter:
        return [typesetter.typeset(tex, display) for tex, display in wanted]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep the fonts of all pages of this file, which take long to make."""
    return tmp_path_factory.mktemp("boxes")


def compared(browser: Browser, formulas: Sequence[Formula], folder: Path) -> list[Off]:
    """Lay formulas out in Chromium, with the page's own rules and fonts, and compare their boxes."""
    maths = [formula.mathml for formula in formulas]
    css = fonts.page_css(folder, text=["H"], code=[], maths=maths) + mathml_css()
    css += "".join((TEMPLATES / name).read_text(encoding="utf-8") for name in ("report.css", "screen.css"))
    kinds = ["equation" if formula.display else "" for formula in formulas]
    rows = "".join(
        f'<p class="{kind}" style="white-space: nowrap"><span>{math}<i style="display: inline-block"></i></span></p>'
        for kind, math in zip(kinds, maths, strict=True)
    )
    written = folder / "formulas.html"
    written.write_text(f"<!doctype html><html lang=en><meta charset=utf-8><style>{css}</style>{rows}", encoding="utf-8")
    tab = browser.new_page(viewport={"width": 1920, "height": 900})
    tab.goto(written.as_uri())
    boxes = tab.evaluate("""async () => {
        await document.fonts.ready;
        return [...document.querySelectorAll("math")].map((math) => {
            const [box, em] = [math.getBoundingClientRect(), parseFloat(getComputedStyle(math).fontSize)];
            const baseline = math.nextElementSibling.getBoundingClientRect().bottom;
            return [box.width / em, (baseline - box.top) / em, (box.bottom - baseline) / em];
        });
    }""")
    tab.close()
    return [
        Off(one, width - one.width_em, height - (one.height_em - one.depth_em), depth - one.depth_em)
        for one, (width, height, depth) in zip(formulas, boxes, strict=True)
    ]


def test_every_formula_is_as_large_on_screen_as_on_paper(
    browser: Browser, formulas: list[Formula], folder: Path
) -> None:
    measured = compared(browser, formulas, folder)
    assert len(measured) > 150
    assert [off for off in measured if off.is_much] == []
    for name in ("width", "height", "depth"):
        assert statistics.median(abs(getattr(off, name)) for off in measured) <= USUAL, name


def test_a_formula_of_another_size_on_screen_is_noticed(
    browser: Browser, formulas: list[Formula], folder: Path
) -> None:
    wider = replace(formulas[0], mathml=formulas[0].mathml.replace("</math>", '<mspace width="0.5em"/></math>'))
    higher = replace(formulas[1], height_em=formulas[1].height_em + 0.3)
    assert [off.is_much for off in compared(browser, (wider, higher, formulas[2]), folder)] == [True, True, False]


@pytest.fixture(scope="module", params=[True, False], ids=["broken", "unbroken"])
def wide(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[bool, Any]]:
    """A page with an equation, a display and rows of a derivation that are wider than their column."""
    room = {"column_em": page.DISPLAY_EM, "row_em": page.ROW_EM} if request.param else {}
    desk = toy_desk(tmp_path_factory.mktemp("wide"))
    steps = (step(r"\sigma(x)", WIDE), step("", f"{WIDE} + c"))
    desk.change(1, derivations={"mirror": Checked("mirror", "", steps)})
    prose = (desk.templates / "toy/first.md.j2").read_text(encoding="utf-8")
    desk.write("first", f"{prose}\n\n$$ y = {WIDE} $$ {{#eq:wide}}\n\n$$ y = {WIDE} $$\n")
    with Typesetter(**room) as typesetter:
        desk.typesetter = typesetter.typeset
        yield request.param, HTML(string=desk.render("print")).render()


def boxes(box: Any) -> Iterator[Any]:
    yield box
    for child in getattr(box, "children", ()):
        yield from boxes(child)


def test_what_is_wider_than_its_column_is_broken_and_stays_within(wide: tuple[bool, Any]) -> None:
    is_broken, document = wide
    outside, small = [], []
    for sheet in document.pages:
        root = sheet._page_box
        images = [box for box in boxes(root) if box.element_tag == "img" and box.element.get("class") == "formula"]
        right = root.content_box_x() + root.width
        outside += [image for image in images if image.position_x + image.width > right + 1]
        small += [image for image in images if "log" in image.element.get("alt") and image.height < 50]
    assert (outside, small) == ([], []) if is_broken else (outside or small)


@pytest.mark.parametrize("rule", ["max-width: 0", ""])
def test_a_left_side_that_stands_above_pushes_no_number_out_of_sight(
    browser: Browser, tmp_path: Path, rule: str
) -> None:
    desk = toy_desk(tmp_path)
    style = desk.templates / "screen.css"
    style.write_text(style.read_text(encoding="utf-8").replace("max-width: 0", rule), encoding="utf-8")
    left = " + ".join(f"r(n - {number}, d)" for number in range(1, 6))
    desk.change(1, derivations={"mirror": Checked("mirror", "", (step(left, "y"), step("", "z")))})
    with Typesetter() as typesetter:
        desk.typesetter = typesetter.typeset
        written = tmp_path / "page.html"
        written.write_text(desk.render(), encoding="utf-8")
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.goto(written.as_uri())
    hidden = tab.evaluate("""() => {
        const chain = document.querySelector(".derivation.stacked");
        const number = [...chain.querySelectorAll(".number")].at(-1);
        return number.getBoundingClientRect().right - chain.getBoundingClientRect().right;
    }""")
    tab.close()
    assert (hidden <= 1) is bool(rule)
