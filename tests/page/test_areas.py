"""Parts of a figure that answer, in a real Chromium: by pointer, by keyboard, without script, and for axe."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from desk import Desk, toy_desk
from playwright.sync_api import Browser, Locator, Page

from report.model import DrawnArea

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
HINT = "Point at a region"
SIDE = 80.0


def square(column: int, row: int) -> DrawnArea:
    x, y = SIDE * column, SIDE * row
    return DrawnArea(f"row {row} & column <{column}>", (((x, y), (x + SIDE, y), (x + SIDE, y + SIDE), (x, y + SIDE)),))


def laid_out(folder: Path) -> Desk:
    desk = toy_desk(folder)
    drawn = desk.report.sections[0].figures["curve"]
    areas = tuple(square(column, row) for row in range(3) for column in range(3))
    desk.change(1, figures={"curve": replace(drawn, areas=areas)})
    return desk


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    desk = laid_out(tmp_path_factory.mktemp("areas"))
    written = desk.templates.parent / "page.html"
    written.write_text(desk.render(), encoding="utf-8")
    return written


def visit(browser: Browser, path: Path, width: int = 1280, **options: Any) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900}, **options)
    page.goto(path.as_uri())
    return page


def said(page: Page) -> str:
    return page.locator("output.said").inner_text()


def middle(area: Locator) -> tuple[float, float]:
    area.scroll_into_view_if_needed()
    box = area.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize("width", [390, 1280])
def test_the_pointer_hears_what_it_is_over_and_nothing_once_it_has_left(
    browser: Browser, path: Path, width: int
) -> None:
    page = visit(browser, path, width)
    areas = page.locator("svg.areas path")
    assert said(page).startswith(HINT)
    for index in (4, 8):
        page.mouse.move(*middle(areas.nth(index)))
        assert said(page) == f"row {index // 3} & column <{index % 3}>"
        assert page.locator("svg.areas .here").count() == 1
    page.mouse.move(1, 1)
    assert said(page).startswith(HINT)
    assert page.locator("svg.areas .here").count() == 0
    page.close()


def test_shapes_lie_where_they_were_drawn(browser: Browser, path: Path) -> None:
    page = visit(browser, path)
    picture, area = page.locator(".drawing img").bounding_box(), page.locator("svg.areas path").nth(5).bounding_box()
    assert picture
    assert area
    scale = picture["width"] / 604.8
    assert (area["x"] - picture["x"], area["width"]) == pytest.approx((2 * SIDE * scale, SIDE * scale), abs=0.6)
    assert area["y"] - picture["y"] == pytest.approx(SIDE * scale, abs=1.2)
    page.close()


def test_tab_comes_once_arrows_move_and_escape_leaves(browser: Browser, path: Path) -> None:
    page = visit(browser, path)
    page.keyboard.press("Tab")
    stops = []
    while not stops or not page.evaluate("document.activeElement.matches('body, .skip')"):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.closest('svg.areas') !== null"))
    assert len(stops) > 5
    assert sum(stops) == 1
    page.locator("svg.areas").focus()
    heard = [said(page)]
    for key in ("ArrowRight", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowLeft", "ArrowUp", "End", "PageUp", "Home"):
        page.keyboard.press(key)
        heard.append(said(page))
    cells = [(0, 0), (0, 1), (1, 1), (2, 1), (2, 1), (2, 0), (1, 0), (2, 2), (2, 1), (0, 0)]
    assert heard == [f"row {row} & column <{column}>" for row, column in cells]
    assert page.locator("output.said").get_attribute("aria-live") == "polite"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement === document.body")
    assert said(page).startswith(HINT)
    assert page.locator("output.said").get_attribute("aria-live") == "off"
    page.close()


def test_other_keys_are_left_to_the_browser(browser: Browser, path: Path) -> None:
    page = visit(browser, path)
    page.locator("svg.areas").focus()
    before = said(page)
    for key in ("x", "Alt+ArrowRight", "Control+End"):
        page.keyboard.press(key)
        assert said(page) == before
    page.close()


def test_without_script_the_shapes_have_titles_and_no_stop(browser: Browser, path: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.locator("output.said").count() == 0
    assert page.locator("svg.areas").get_attribute("tabindex") is None
    assert page.locator("svg.areas").get_attribute("aria-hidden") == "true"
    assert page.locator("svg.areas title").nth(4).text_content() == "row 1 & column <1>"
    context.close()


def test_axe_finds_nothing_before_and_while_a_shape_is_shown(browser: Browser, path: Path) -> None:
    page = visit(browser, path, bypass_csp=True)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for _ in range(2):
        found = page.evaluate("axe.run('figure', {resultTypes: ['violations']})")["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
        page.locator("svg.areas").focus()
    page.close()


def test_paper_has_no_shapes_and_a_figure_without_areas_none_either(tmp_path: Path) -> None:
    desk = laid_out(tmp_path)
    assert "<path d=" in desk.render()
    assert 'class="areas"' not in desk.render("print")
    plain = desk.report.sections[0].figures["curve"]
    desk.change(1, figures={"curve": replace(plain, areas=())})
    assert 'class="areas"' not in desk.render()
    assert 'class="drawing"' not in desk.render()
