"""The lines of the first layer in a box: where they enter, leave and meet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analyses.relu.preactivations import crossing_spread

if TYPE_CHECKING:
    from analyses.relu.subdivision import Floats, Indices, Subdivision

NEXT = [1, 2, 3, 0]
"""The corner after each."""

LARGEST = 4_096
"""Most lines to be drawn at once: their crossings are held in square matrices."""


@dataclass(frozen=True, eq=False)
class Lines:
    """Lines that meet the box, each running with its + side on the left.

    Attributes
    ----------
    neuron : ndarray of shape (n,)
    normal, along : ndarray of shape (n, 2)
        Towards +, as in the weights; unit direction.
    start : ndarray of shape (n, 2)
        Where the line enters.
    length : ndarray of shape (n,)
        From there to where it leaves.
    enters, leaves : ndarray of shape (n,)
        Place on the boundary: side, from 0 at the bottom anticlockwise, and fraction of it.
    spread_in, spread_out : ndarray of shape (n,)
        Of the two ends.
    """

    neuron: Indices
    normal: Floats
    along: Floats
    start: Floats
    length: Floats
    enters: Floats
    leaves: Floats
    spread_in: Floats
    spread_out: Floats


@dataclass(frozen=True, eq=False)
class Crossings:
    """Where lines meet inside the box.

    Attributes
    ----------
    at : ndarray of shape (n, n)
        ``at[i, j]``: how far along line i it meets line j; infinite where it does not, inside.
    turn : ndarray of shape (n, n)
        ``turn[i, j]`` > 0 where line j runs towards the + side of line i.
    pairs : ndarray of shape (m, 2)
        Lines i < j that meet.
    position : ndarray of shape (m, 2)
    spread : ndarray of shape (m,)
    """

    at: Floats
    turn: Floats
    pairs: Indices
    position: Floats
    spread: Floats


def lines_in_box(subdivision: Subdivision, coefficients: Floats, margin: Floats) -> Lines | None:
    """Return the lines (a, b, c) with a x + b y + c = 0 that meet the box, or None if a corner is too near to one."""
    corners = subdivision.position[:, :4]
    values = coefficients @ corners
    alive = margin > 0
    if (np.abs(values) <= margin[:, None])[alive].any():
        return None
    step = values[:, NEXT] - values
    rising = (values < 0) & (values + step > 0)
    neuron = np.flatnonzero(rising.any(axis=1))
    out = rising[neuron].argmax(axis=1)
    into = ((values > 0) & (values + step < 0))[neuron].argmax(axis=1)
    sides = corners[:2, NEXT] - corners[:2]

    def end(side: Indices) -> tuple[Floats, Floats, Floats]:
        fraction = -values[neuron, side] / step[neuron, side]
        change = step[neuron, side]
        spread = crossing_spread(sides[:, side], change, margin[neuron], subdivision.diameter)
        return side + fraction, (corners[:2, side] + fraction * sides[:, side]).T, spread

    enters, start, spread_in = end(into)
    leaves, stop, spread_out = end(out)
    normal = coefficients[neuron, :2]
    along = np.column_stack([normal[:, 1], -normal[:, 0]]) / np.hypot(*normal.T)[:, None]
    length = np.einsum("ij,ij->i", stop - start, along)
    return Lines(neuron, normal, along, start, length, enters, leaves, spread_in, spread_out)


def crossings_of(lines: Lines, coefficients: Floats, margin: Floats, diameter: float) -> Crossings | None:
    """Return where the lines meet, or None if two ends of a pair do not agree that they do."""
    turn = lines.along @ lines.normal.T
    values = lines.start @ lines.normal.T + coefficients[lines.neuron, 2]
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        at = -values / turn
    np.fill_diagonal(at, np.inf)
    met = (at > 0) & (at < lines.length[:, None])
    if (met != met.T).any():
        return None
    at[~met] = np.inf
    first, second = np.nonzero(np.triu(met))
    position = lines.start[first] + at[first, second, None] * lines.along[first]
    spread = crossing_spread(lines.along[first].T, turn[first, second], margin[lines.neuron[second]], diameter)
    return Crossings(at, turn.T, np.column_stack([first, second]), position, spread)
