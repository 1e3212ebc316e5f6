"""Figures: one style, the same bytes, nothing left behind."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import matplotlib
import numpy as np
import pytest
from matplotlib.mathtext import MathTextParser
from PIL import Image

from report import figures
from report.errors import FigureError
from report.figures import STYLE, WIDTH, draw
from report.model import Area, Figure

TEMPLATES = Path(__file__).parents[1] / "templates"


def curve(canvas: Any, result: Any) -> None:
    axes = canvas.subplots()
    axes.plot([0, 1], [0, result], label=r"$\sigma$")
    axes.legend()


def field(canvas: Any, result: Any) -> None:
    canvas.subplots().pcolormesh(np.arange(12.0).reshape(3, 4), rasterized=True)


def figure(drawing: Any = curve, name: str = "curve", alt: str = "A line.") -> Figure[Any]:
    return Figure(name, drawing, lambda result: alt, height=2.0)


def test_the_same_figure_has_the_same_bytes() -> None:
    assert draw(figure(), 1.0).svg == draw(figure(), 1.0).svg
    assert draw(figure(), 1.0).svg != draw(figure(), 2.0).svg


def test_a_figure_is_one_svg_element_as_wide_as_the_text() -> None:
    drawn = draw(figure(), 1.0)
    root = ElementTree.fromstring(drawn.svg)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert (drawn.width, drawn.height) == (WIDTH * 96, 192)
    assert root.attrib["width"] == f"{WIDTH * 72:g}pt"
    assert "<dc:date>" not in drawn.svg


def panels(canvas: Any, result: Any) -> None:
    """Draw what the layout weighs: labels and none, large numbers, equal aspect, a bar that panels share."""
    canvas.set_layout_engine(result)
    (left, right), lower = canvas.subplots(2, 2)
    left.plot([0, 1], [0, 1e6])
    left.set(xlabel="below", title="over")
    right.plot([0, 1], [0, -3])
    right.set_ylabel("beside")
    for axes in lower:
        axes.set(aspect="equal")
        shade = axes.scatter([0, 1], [0, 2], c=[0, 1])
    canvas.colorbar(shade, ax=lower)
    canvas.suptitle("above all")


@pytest.mark.parametrize("engine", ["constrained", "compressed"])
def test_what_is_measured_once_moves_nothing(monkeypatch: pytest.MonkeyPatch, engine: str) -> None:
    placed = draw(figure(panels), engine).svg
    monkeypatch.setattr(figures, "measure_once", lambda canvas: None)
    assert draw(figure(panels), engine).svg == placed


def test_a_bar_that_panels_share_is_measured_once_where_it_stands() -> None:
    measured: list[tuple[float, ...]] = []

    def watched(canvas: Any, result: Any) -> None:
        panels(canvas, result)
        bar = canvas.axes[-1]
        measure = bar.get_tightbbox

        def counted(*given: Any, **how: Any) -> Any:
            measured.append((*bar.get_position(original=True).bounds, *bar.get_position().bounds))
            return measure(*given, **how)

        bar.get_tightbbox = counted

    draw(figure(watched), "constrained")
    assert measured
    assert len(measured) == len(set(measured))


def test_letters_are_outlines_and_lines_are_vectors() -> None:
    svg = draw(figure(), 1.0).svg
    assert "<text" not in svg
    assert "<image" not in svg


def test_a_large_field_is_a_picture_of_at_least_200_dots_an_inch() -> None:
    svg = draw(figure(field), None).svg
    data = re.search(r'base64,([^"]+)"', svg)
    width = re.search(r'<image [^>]*?width="([\d.]+)"', svg)
    assert data
    assert width
    picture = Image.open(io.BytesIO(base64.b64decode(data[1].replace("\n", ""))))
    assert picture.width / float(width[1]) * 72 >= 200


def test_an_area_lies_where_its_corners_were_drawn() -> None:
    corners = ((0.2, 0.3), (0.9, 0.3), (0.6, 0.8))

    def draw_triangle(canvas: Any, result: Any) -> None:
        from matplotlib.patches import Polygon

        _, axes = canvas.subplots(1, 2)
        axes.set(xlim=(0, 1), ylim=(0, 1), aspect="equal", title="laid out by what stands around it")
        axes.add_patch(Polygon(corners, gid="triangle"))

    triangle = Figure("triangle", draw_triangle, lambda result: "A triangle.", areas=lambda result: (area,))
    area = Area("three corners", ((1, corners),))
    drawn = draw(triangle, None)
    path = re.search(r'<g id="triangle">\s*<path d="([^"]+)"', drawn.svg)
    assert path
    points = np.array([float(number) for number in re.findall(r"[\d.]+", path[1])]).reshape(-1, 2)[:3]
    (found,) = drawn.areas
    assert found.words == "three corners"
    assert np.array(found.outlines[0]) == pytest.approx(points * 96 / 72, abs=0.1)


def test_figures_that_share_a_shape_do_not_share_ids() -> None:
    first, second = (set(re.findall(r'clipPath id="([^"]+)"', draw(figure(name=name), 1.0).svg)) for name in "ab")
    assert first
    assert first.isdisjoint(second)


@pytest.mark.parametrize("alt", ["", " \n"])
def test_a_figure_without_words_is_refused(alt: str) -> None:
    with pytest.raises(FigureError, match="'curve' has no alternative text"):
        draw(figure(alt=alt), 1.0)


def test_an_empty_figure_is_refused() -> None:
    with pytest.raises(FigureError, match="'curve' is empty"):
        draw(figure(lambda canvas, result: None), 1.0)


def test_a_bug_in_drawing_passes() -> None:
    with pytest.raises(ZeroDivisionError):
        draw(figure(lambda canvas, result: 1 / 0), 1.0)


def test_drawing_leaves_matplotlib_as_it_was() -> None:
    before = {name: value for name, value in matplotlib.rcParams.items() if name != "backend"}
    parse = MathTextParser.parse
    draw(figure(), 1.0)
    with pytest.raises(ZeroDivisionError):
        draw(figure(lambda canvas, result: 1 / 0), 1.0)
    assert MathTextParser.parse is parse
    assert {name: value for name, value in matplotlib.rcParams.items() if name != "backend"} == before


def test_a_figure_is_drawn_once_and_looks_as_savefig_writes_it() -> None:
    calls = []

    def draw_counted(canvas: Any, result: Any) -> None:
        from matplotlib.text import Text

        class Counted(Text):
            def draw(self, renderer: Any) -> None:
                calls.append(renderer)
                super().draw(renderer)

        axes = canvas.subplots()
        axes.plot([0, 1], [-result, result], label=r"$\sigma$")
        axes.legend(title="$x^2$")
        axes.set(xlabel="$x$", title="laid out by what stands around it")
        axes.add_artist(Counted(0.5, 0.5, r"$\frac{1}{2}$"))

    ours = draw(figure(draw_counted), 1.0).svg
    assert len(calls) == 1
    with matplotlib.rc_context({"svg.hashsalt": "curve"}, fname=STYLE):
        canvas = matplotlib.figure.Figure(figsize=(WIDTH, 2.0))
        draw_counted(canvas, 1.0)
        written = io.StringIO()
        canvas.savefig(written, format="svg", metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
    theirs = written.getvalue()[written.getvalue().index("<svg") :].strip()
    assert _words(ours) == _words(theirs)
    assert np.array(_numbers(ours)) == pytest.approx(np.array(_numbers(theirs)), abs=0.0051)


def test_the_page_font_is_used_when_there_is_one() -> None:
    bold = Path(matplotlib.get_data_path()) / "fonts/ttf/STIXGeneralBol.ttf"
    sans = Path(matplotlib.get_data_path()) / "fonts/ttf/DejaVuSans.ttf"
    assert draw(figure(), 1.0, fonts=[sans]).svg != draw(figure(), 1.0, fonts=[bold]).svg


def test_colours_of_figures_and_page_are_the_same() -> None:
    style, css = STYLE.read_text(encoding="utf-8"), (TEMPLATES / "report.css").read_text(encoding="utf-8")
    for part, name in [("text.color", "ink"), ("axes.edgecolor", "muted"), ("grid.color", "rule")]:
        of_figures = re.search(rf"^{re.escape(part)}: (\w{{6}})$", style, re.MULTILINE)
        of_page = re.search(rf"--{name}: #(\w{{6}});", css)
        assert of_figures
        assert of_page
        assert of_figures[1] == of_page[1]
    accent = re.search(r"--accent: #(\w{6});", css)
    assert accent
    assert f"['{accent[1]}'" in style


def test_the_first_four_colours_are_apart_on_a_grey_printer() -> None:
    with matplotlib.rc_context(fname=STYLE):
        colours = matplotlib.rcParams["axes.prop_cycle"].by_key()["color"][:4]
    lightness = sorted(_lightness(colour) for colour in colours)
    assert min(np.diff(lightness)) > 8


def test_the_first_four_colours_are_apart_for_the_colour_blind() -> None:
    with matplotlib.rc_context(fname=STYLE):
        colours = matplotlib.rcParams["axes.prop_cycle"].by_key()["color"][:4]
    seen = [DEUTERANOPIA @ _linear(colour) for colour in colours]
    distances = [np.linalg.norm(a - b) for i, a in enumerate(seen) for b in seen[:i]]
    assert min(distances) > 0.1


DEUTERANOPIA = np.array(
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
)
"""Machado, Oliveira and Fernandes 2009, table 1, severity 1, on linear RGB."""


def _linear(colour: str) -> Any:
    channels = np.array([int(colour.lstrip("#")[i : i + 2], 16) / 255 for i in (0, 2, 4)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def _lightness(colour: str) -> float:
    """CIE L* of a colour."""
    return float(116 * np.cbrt(_linear(colour) @ [0.2126, 0.7152, 0.0722]) - 16)


NUMBER = r"-?\b\d+(?:\.\d+)?\b(?=[ ,)\"\n])"


def _words(svg: str) -> str:
    return re.sub(NUMBER, "0", svg)


def _numbers(svg: str) -> list[float]:
    return [float(found) for found in re.findall(NUMBER, svg)]


def test_a_character_that_no_face_has_is_refused_and_the_figure_named() -> None:
    def chinese(canvas: Any, result: Any) -> None:
        canvas.subplots().set_title("\N{CJK UNIFIED IDEOGRAPH-4E2D}")

    with pytest.raises(FigureError, match=r"'curve' has a character that its faces lack: Glyph 20013"):
        draw(figure(chinese), 1.0)


def test_a_formula_that_matplotlib_cannot_read_names_the_figure() -> None:
    def broken(canvas: Any, result: Any) -> None:
        canvas.subplots().set_title(r"$\frac{1}$")

    with pytest.raises(FigureError, match="the figure 'curve' cannot be drawn"):
        draw(figure(broken), 1.0)


def test_a_tab_is_no_character_that_lacks_a_face() -> None:
    def tabbed(canvas: Any, result: Any) -> None:
        canvas.subplots().set_title("a\tb")

    assert draw(figure(tabbed), 1.0).svg
