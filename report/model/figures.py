"""Figures and formulas: as declared, and ready for every output."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Result = TypeVar("Result")


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
    """

    name: str
    draw: Callable[[Any, Result], None]
    alt: Callable[[Result], str]
    height: float = 2.8
    when: Callable[[Result], bool] = lambda result: True


@dataclass(frozen=True)
class Drawn:
    """A figure as an SVG document, with its alternative text. Width and height in CSS pixels."""

    name: str
    alt: str
    svg: str
    width: float
    height: float


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
