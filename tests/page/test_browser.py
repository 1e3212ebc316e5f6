"""The page in a real Chromium: offline, narrow and wide, light and dark, by keyboard."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from desk import step, toy_desk
from playwright.sync_api import Browser, Page

from report.formulas import Typesetter
from report.model import Checked, Status

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
WIDTHS = (320, 390, 768, 1024, 1280, 1920)

WIDE = " + ".join([r"\frac{1}{\lambda}\log\sum_{j=1}^{K} e^{\lambda(\sigma_j - \max_i \sigma_i)}"] * 4)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with what is wide: a formula, a chain, a table, code; and a figure, and a failed exercise."""
    desk = toy_desk(tmp_path_factory.mktemp("browser"))
    steps = (
        step("x", WIDE),
        step("", "y", Status.ASSUMED, "given in the sheet"),
        step("", WIDE, Status.UNPROVED, "no rule"),
    )
    first = desk.report.sections[0]
    exercise = replace(first.exercise, code=("report.formats:number", "report.listings:listing"))
    desk.change(1, derivations={"mirror": Checked("mirror", "", steps)}, exercise=exercise)
    failed = replace(first, exercise=replace(first.exercise, number=3, slug="third"), failure="a message " * 30)
    desk.report = replace(desk.report, sections=(*desk.report.sections, failed), draft=True)
    columns = ", ".join(f'column("n", "A rather long header {n}")' for n in range(9))
    prose = (desk.templates / "toy/first.md.j2").read_text(encoding="utf-8")
    extra = (
        f"$$ {WIDE} $$ {{#eq:wide}}\n\n{'Let ($x$), $y$. ' * 60}\n\nInline ${WIDE}$, too.\n\n`{'path/' * 40}`\n\n"
        + "Text. " * 900
    )
    desk.write("first", f"{prose}\n\n{extra}\n")
    second = (desk.templates / "toy/second.md.j2").read_text(encoding="utf-8")
    desk.write("second", f"{second}\n\n{{{{ table(result.rows, columns=[{columns}]) }}}}\n")
    with Typesetter() as typesetter:
        desk.typesetter = typesetter.typeset
        written = desk.templates.parent / "page.html"
        written.write_text(desk.render(), encoding="utf-8")
    return written


def visit(browser: Browser, path: Path, width: int = 1280, scheme: Any = "light", **options: Any) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, **options)
    page.goto(path.as_uri())
    return page


def test_the_page_holds_on_every_screen(browser: Browser, path: Path) -> None:
    told, asked = [], []
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme, offline=True)
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(path.as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{width} {scheme}"
        page.close()
    assert told == []
    assert {url.partition(":")[0] for url in asked} <= {"file", "data"}
    assert {url for url in asked if url.startswith("file")} == {path.as_uri()}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(browser: Browser, path: Path, width: int, scheme: str) -> None:
    page = visit(browser, path, width, scheme, bypass_csp=True)
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true })")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    page.close()


def test_wide_things_scroll_inside_themselves(browser: Browser, path: Path) -> None:
    page = visit(browser, path, 390)
    for part in (".equation > .set", ".derivation .right", ".scroll", ".formula.wide"):
        scrolls = f"[...document.querySelectorAll('{part}')].some((one) => one.scrollWidth > one.clientWidth + 1)"
        assert page.evaluate(scrolls), part
    page.close()


def test_the_keyboard_skips_to_the_text_and_sees_where_it_is(browser: Browser, path: Path) -> None:
    page = visit(browser, path)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "text"
    page.close()


def test_the_contents_mark_the_place_one_is_at(browser: Browser, path: Path) -> None:
    page = visit(browser, path, reduced_motion="reduce")
    for anchor in ("first-a-the-logistic-function", "audit-corrections"):
        page.evaluate(f"document.getElementById('{anchor}').scrollIntoView()")
        page.wait_for_selector(f'.contents [aria-current][href="#{anchor}"]')
    page.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_a_step_says_what_proved_it_when_asked(browser: Browser, path: Path, width: int) -> None:
    page = visit(browser, path, width)
    rule = page.locator(".rule").nth(1)
    assert not rule.is_visible()
    page.locator(".mark").nth(1).focus()
    assert rule.is_visible()
    assert rule.inner_text() == "given in the sheet"
    assert page.locator(".mark").nth(1).inner_text() == "assumed: given in the sheet"
    page.close()


def test_figures_stand_on_light_in_the_dark(browser: Browser, path: Path) -> None:
    page = visit(browser, path, scheme="dark")
    colour = "getComputedStyle(document.querySelector('{}')).backgroundColor.match(/\\d+/g).map(Number)"
    assert max(page.evaluate(colour.format("body"))) < 60
    assert min(page.evaluate(colour.format(".card"))) > 220
    page.close()


def test_code_is_folded_and_open_on_paper(browser: Browser, path: Path) -> None:
    page = visit(browser, path)
    assert not page.locator(".listing").first.is_visible()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".listing").first.is_visible()
    page.close()


def test_a_figure_enlarges_by_keyboard_and_goes_back(browser: Browser, path: Path) -> None:
    page = visit(browser, path)
    button = page.get_by_role("button", name="Enlarge Figure 1", exact=True)
    small = page.locator("figure .card img").first.bounding_box()
    button.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Figure 1")
    large = dialog.locator("img").bounding_box()
    assert small is not None
    assert large is not None
    assert large["width"] > 1.5 * small["width"]
    assert dialog.locator("img").get_attribute("alt") == page.locator("figure .card img").first.get_attribute("alt")
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Enlarge Figure 1"
    page.close()


def test_what_is_copied_holds_formulas_as_latex(browser: Browser, path: Path) -> None:
    page = visit(browser, path)
    copied = page.evaluate("""() => {
        const formula = document.querySelector("main p .formula[data-tex]");
        getSelection().selectAllChildren(formula.closest("p"));
        const clipboardData = new DataTransfer();
        const event = new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true });
        document.dispatchEvent(event);
        return [event.clipboardData.getData("text/plain"), formula.dataset.tex];
    }""")
    assert f"${copied[1]}$" in copied[0]
    page.close()


PARTED = """() => [...document.querySelectorAll("main .joined")].filter(one => {
    const signs = [...one.childNodes].filter(node => node.nodeType === Node.TEXT_NODE);
    const formula = one.querySelector(".formula").getBoundingClientRect();
    return signs.some(sign => {
        const range = document.createRange();
        range.selectNode(sign);
        const box = range.getBoundingClientRect();
        return box.bottom < formula.top + 1 || box.top > formula.bottom - 1;
    });
}).length"""


def test_no_line_parts_a_formula_from_the_signs_that_touch_it(browser: Browser, path: Path) -> None:
    page = visit(browser, path)
    assert page.locator("main .joined").count() > 100
    parted = {}
    for rule in (".joined { }", ".joined { white-space: normal !important }"):
        page.add_style_tag(content=rule)
        parted[rule] = 0
        for width in range(320, 420, 10):
            page.set_viewport_size({"width": width, "height": 900})
            parted[rule] += page.evaluate(PARTED)
    page.close()
    assert parted.pop(".joined { }") == 0
    assert all(parted.values())  # the rule is what keeps them together
