"""Figures: an empty canvas in the house's style, drawn on, and written as SVG."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from report.errors import FigureError
from report.figure_layout import formulas_parsed_once, measure_once
from report.model import Area, Drawn, DrawnArea, Figure, Points

STYLE = Path(__file__).with_name("report.mplstyle")
"""The only place where figures are styled."""

WIDTH = 6.3
"""Width of the text, in inches."""

PIXELS = 96
"""CSS pixels an inch."""

_NO_GLYPH = "Glyph .* missing from"
_NO_LETTER = r"Glyph (?:9|1[03])\b"
"""What matplotlib warns of: characters that a face lacks; and tabs and ends of lines, which are none."""

_COORDINATES = re.compile(r' (?:d|x|y|points)="[^"]*"')
_LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")
"""Hundredths of a point are finer than any printer; matplotlib writes millionths."""


def draw(figure: Figure[Any], result: Any, *, fonts: Sequence[Path] = ()) -> Drawn:
    """Draw `figure` from `result`.

    Parameters
    ----------
    figure : Figure
    result : object
        What its exercise computed.
    fonts : sequence of Path
        TrueType files of the page's text face; without any, matplotlib's own STIX.

    Returns
    -------
    Drawn
        The same bytes for the same result and fonts: fixed ids, no date.

    Raises
    ------
    FigureError
        If the alternative text is empty, or nothing was drawn.
    """
    from matplotlib import rc_context
    from matplotlib.figure import Figure as Canvas

    words = figure.alt(result)
    alt = " ".join(words.split()) if isinstance(words, str) else ""
    if not alt:
        raise FigureError(
            f"the figure {figure.name!r} has no alternative text",
            remedy="Let alt(result) say what the figure shows, for those who cannot see it.",
        )
    with (
        rc_context({"svg.hashsalt": figure.name}, fname=STYLE),
        formulas_parsed_once(),
        _no_box_for_a_character(figure),
    ):
        canvas = Canvas(figsize=(WIDTH, figure.height))
        _set_family(fonts)
        figure.draw(canvas, result)
        if not canvas.axes:
            raise FigureError(f"the figure {figure.name!r} is empty", remedy="Let draw(canvas, result) add axes.")
        measure_once(canvas)
        width, height = canvas.get_size_inches() * PIXELS
        try:
            svg = _svg(canvas)
        except ValueError as error:  # of matplotlib's reader of formulas, which reads them as they are drawn
            raise FigureError(f"the figure {figure.name!r} cannot be drawn: {error}") from error
        areas = tuple(_placed(area, canvas) for area in figure.areas(result))
    return Drawn(figure.name, alt, svg, float(width), float(height), areas)


@contextmanager
def _no_box_for_a_character(figure: Figure[Any]) -> Iterator[None]:
    """Refuse a character that no face has: matplotlib would draw a box in its place, and warn."""
    with warnings.catch_warnings():
        warnings.filterwarnings("error", _NO_GLYPH, UserWarning)
        warnings.filterwarnings("ignore", _NO_LETTER, UserWarning)
        try:
            yield
        except UserWarning as warning:
            raise FigureError(
                f"the figure {figure.name!r} has a character that its faces lack: {warning}",
                remedy="Write it in Latin, Greek or Cyrillic letters.",
            ) from warning


def _placed(area: Area, canvas: Any) -> DrawnArea:
    """Return where an area stands, once writing has laid out the canvas."""

    def pixels(panel: int, corners: Points) -> Points:
        _, _, width, height = canvas.bbox.bounds
        shares = canvas.axes[panel].transData.transform(corners) / (width, height)
        full = canvas.get_size_inches() * PIXELS
        return tuple((float(x * full[0]), float((1 - y) * full[1])) for x, y in shares)

    return DrawnArea(area.words, tuple(pixels(*outline) for outline in area.outlines))


def _svg(canvas: Any) -> str:
    """Return the ``<svg>`` element alone: no prolog, no date, no author."""
    from matplotlib import rcParams
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    written = io.StringIO()
    # `savefig` would draw everything twice: once for the layout, which drawing sees to in any case.
    canvas.set_dpi(rcParams["savefig.dpi"])
    printer: Any = FigureCanvasSVG(canvas)
    printer.print_svg(written, metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    text = written.getvalue()
    return _COORDINATES.sub(_shortened, text[text.index("<svg") :].strip())


def _shortened(attribute: re.Match[str]) -> str:
    return _LONG_NUMBER.sub(lambda number: f"{float(number.group()):.2f}".removesuffix("0"), attribute.group())


def _set_family(fonts: Sequence[Path]) -> None:
    from matplotlib import rcParams

    families = dict.fromkeys(_registered(path) for path in fonts)
    if families:
        rcParams["font.family"] = [*families, *rcParams["font.family"]]


@cache
def _registered(path: Path) -> str:
    """Make matplotlib know a font file, once, and return its family."""
    from matplotlib.font_manager import fontManager
    from matplotlib.ft2font import FT2Font

    fontManager.addfont(str(path))
    return FT2Font(str(path)).family_name
