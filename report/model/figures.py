"""Figures and formulas: as declared, and ready for every output."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Result = TypeVar("Result")


Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Area:
    """A part of a figure that says on screen, to the pointer and to the keyboard, what it is.

    Attributes
    ----------
    words : str
    outlines : tuple of (int, Points)
        Polygons: the panel among the canvas's axes, in the order in which they were made, and the
        corners in its data coordinates. Arrow keys go from area to area by the first of them.
    """

    words: str
    outlines: tuple[tuple[int, Points], ...]


def _no_areas(_result: Any) -> tuple[Area, ...]:
    return ()


@dataclass(frozen=True)
class Figure(Generic[Result]):
    """A figure to be drawn from a result.

    Attributes
    ----------
    name : str
        Key in templates: ``figures.name``.
    draw : callable
        ``draw(canvas, result)`` fills a styled, empty `matplotlib.figure.Figure`.
    alt : callable
        ``alt(result)``: what the figure shows, in words, for those who cannot see it.
    height : float
        Inches; the width is the text's.
    when : callable
        ``when(result)``: whether this result has what the figure shows.
    areas : callable
        ``areas(result)``: parts that answer on screen. Nothing is said in them alone.
    """

    name: str
    draw: Callable[[Any, Result], None]
    alt: Callable[[Result], str]
    height: float = 2.8
    when: Callable[[Result], bool] = lambda result: True
    areas: Callable[[Result], tuple[Area, ...]] = _no_areas


@dataclass(frozen=True)
class DrawnArea:
    """An `Area` where it was drawn: its polygons in CSS pixels from the figure's top left."""

    words: str
    outlines: tuple[Points, ...]


@dataclass(frozen=True)
class Drawn:
    """A figure as an SVG document, with its alternative text. Width and height in CSS pixels."""

    name: str
    alt: str
    svg: str
    width: float
    height: float
    areas: tuple[DrawnArea, ...] = ()


@dataclass(frozen=True)
class Formula:
    """A formula ready for every output.

    Attributes
    ----------
    tex : str
    display : bool
    svg : str
        One well-formed ``<svg>`` element, outlines only.
    mathml : str
        One well-formed ``<math>`` element.
    speech : str
        The formula in English words.
    width_em, height_em, depth_em : float
        Of the SVG, in em of the surrounding text; depth is below the baseline.
    """

    tex: str
    display: bool
    svg: str
    mathml: str
    speech: str
    width_em: float
    height_em: float
    depth_em: float
