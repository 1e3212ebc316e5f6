"""Regions that answer: their outlines fill the panels, their words are true, and arrow keys reach them all."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from analyses.sheet05.linear_regions import EXERCISE
from analyses.sheet05.linear_regions.figures.answers import BOX, DISK, ZOOM
from analyses.sheet05.linear_regions.setting import SEED, SEEDS
from report.figures import draw
from report.page.areas import overlay

PAGE_JS = Path(__file__).parents[2] / "templates" / "page.js"
FIGURES = {figure.name: figure for figure in EXERCISE.figures if figure.name in {"regions", "deep_regions"}}


@pytest.fixture(scope="module")
def result():
    return EXERCISE.compute({}, {SEED.name: SEED.default, SEEDS.name: 20})


def area(outline):
    (x, y) = np.array(outline).T
    return abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2


def test_outlines_fill_the_panels(result):
    panels = {DISK: [], BOX: [], ZOOM: []}
    areas = FIGURES["regions"].areas(result)
    for one in areas:
        for panel, outline in one.outlines:
            panels[panel].append(area(outline))
    assert len(panels[DISK]) == result.plane_regions
    assert len(panels[BOX]) == result.shallow.activation_regions
    assert sum(panels[BOX]) == pytest.approx(400)
    assert sum(panels[ZOOM]) == pytest.approx(9)
    assert sum(panels[DISK]) == pytest.approx(np.pi, rel=0.02)


def test_the_panels_of_the_deep_networks_are_filled_too(result):
    panels = [[] for _ in result.views]
    for one in FIGURES["deep_regions"].areas(result):
        ((panel, outline),) = one.outlines
        panels[panel].append(area(outline))
    assert [sum(panel) for panel in panels] == pytest.approx([400] * len(panels))


def test_words_say_the_networks_output_and_who_is_on(result):
    axis, output = result.axis, result.shallow.output
    for one in FIGURES["regions"].areas(result):
        inside = [np.mean(outline, axis=0) for panel, outline in one.outlines if panel == BOX]
        said = one.words.replace("\N{MINUS SIGN}", "-").replace("\N{NARROW NO-BREAK SPACE}", "")
        slope_x, slope_y, offset = map(float, re.match(r"f\(x, y\) = (\S+)x (\S+)y (\S+);", said).groups())
        assert re.search(r"pattern [01]{20};", said)
        for x, y in inside:
            if area(dict(one.outlines)[BOX]) > 1:
                column, row = np.abs(axis - x).argmin(), np.abs(axis - y).argmin()
                found = slope_x * axis[column] + slope_y * axis[row] + offset
                assert found == pytest.approx(output[row, column], abs=0.03)


def test_areas_in_words_add_up_to_the_box(result):
    total = 0.0
    for one in FIGURES["regions"].areas(result):
        inside = re.search(r", (\S+) of it in the box", one.words) or re.search(r"; area ([^,\s]+)$", one.words)
        if inside and BOX in dict(one.outlines):
            total += float(inside[1])
    assert total == pytest.approx(400, rel=0.01)


@pytest.mark.parametrize("name", FIGURES)
def test_arrow_keys_reach_every_region(result, browser, name):
    over = overlay(draw(FIGURES[name], result))
    shapes = "".join(
        f'<path d="{shape.path}"><title>{number}</title></path>' for number, shape in enumerate(over.shapes)
    )
    page = browser.new_page()
    page.set_content(
        '<figure><div class="card"><img>'
        f'<svg class="areas" viewBox="0 0 {over.width} {over.height}">{shapes}</svg></div>'
        '<figcaption><span class="label">Figure 1.</span></figcaption></figure>'
    )
    page.add_script_tag(content=PAGE_JS.read_text(encoding="utf-8"))
    ways = page.evaluate(
        """() => {
          const map = document.querySelector("svg.areas"), areas = [...map.children];
          const keys = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];
          return areas.map((area) => keys.map((key) => {
            area.dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
            map.dispatchEvent(new KeyboardEvent("keydown", { key }));
            return areas.findIndex((one) => one.classList.contains("here"));
          }));
        }"""
    )
    page.close()
    reached, waiting = {0}, [0]
    while waiting:
        new = set(ways[waiting.pop()]) - reached
        reached |= new
        waiting += new
    assert reached == set(range(len(over.shapes)))
