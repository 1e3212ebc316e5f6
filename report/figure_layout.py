"""What matplotlib measures again and again to lay a canvas out, measured once; nothing is drawn otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

_PARSED: dict[tuple[Any, ...], Any] = {}
"""Formulas of figures, with font and size; all in the one style."""


@contextmanager
def formulas_parsed_once() -> Iterator[None]:
    """Keep what matplotlib parses, each tick label among it; it would forget it with each canvas."""
    from matplotlib.mathtext import MathTextParser

    parse: Any = MathTextParser.parse

    def recalled(parser: Any, formula: str, dpi: float = 72, prop: Any = None, **more: Any) -> Any:
        key = (parser._output_type, formula, dpi, hash(prop), *more.items())
        if key not in _PARSED:
            _PARSED[key] = parse(parser, formula, dpi, prop, **more)
        return _PARSED[key]

    MathTextParser.parse = recalled  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        MathTextParser.parse = parse  # type: ignore[method-assign]


def measure_once(canvas: Any) -> None:
    """Spare the layout of `canvas`, on which all is drawn, what it asks for more than once."""
    for axes in canvas.axes:
        axes.get_tightbbox = _kept(axes, axes.get_tightbbox)
        for axis in (axes.xaxis, axes.yaxis):
            if not axis.get_label_text():
                # Where no label is said to stand, matplotlib measures all ticks to find its place, four times over.
                axis.set_label_coords(0, 0)


def _kept(axes: Any, measure: Callable[..., Any]) -> Callable[..., Any]:
    """Return `measure`, which keeps what it found where `axes` stands: each panel asks anew for the bar it shares."""
    found: dict[tuple[Any, ...], Any] = {}

    def recalled(renderer: Any = None, **how: Any) -> Any:
        place = (axes.get_position(original=True).bounds, axes.bbox.bounds, axes.viewLim.bounds, *how.items())
        if place not in found:
            found[place] = measure(renderer, **how)
        return found[place]

    return recalled
