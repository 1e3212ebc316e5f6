"""The order of vertices along every line of an arrangement, and round the box."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analyses.relu.arrangement import NEXT
from analyses.relu.preactivations import TOLERANCE

if TYPE_CHECKING:
    from analyses.relu.arrangement import Crossings, Lines
    from analyses.relu.subdivision import Floats, Indices, Subdivision

CORNERS = 4


@dataclass(frozen=True, eq=False)
class Paths:
    """The vertices along all lines, one line after the other.

    Vertices are numbered: corners, crossings, entries, exits. Position p of the sequence is followed by
    edge ``p - line[p]``, unless line[p] ends there.

    Attributes
    ----------
    line, vertex, partner : ndarray of shape (positions,)
        Line and vertex at each position, and the position of the same vertex on the line that crosses.
    at : ndarray of shape (positions,)
        Distance from the line's start.
    first, last : ndarray of shape (n,)
        Positions of each line's ends.
    edge_tail : ndarray of shape (edges,)
        Position where each edge starts.
    """

    line: Indices
    vertex: Indices
    partner: Indices
    at: Floats
    first: Indices
    last: Indices
    edge_tail: Indices


def paths_of(lines: Lines, crossings: Crossings) -> Paths:
    """Return the vertices along all lines, sorted."""
    n, m = len(lines.neuron), len(crossings.pairs)
    order = np.argsort(crossings.at, axis=1)
    along = np.take_along_axis(crossings.at, order, axis=1)
    row, place = np.nonzero(np.isfinite(along))
    met = np.bincount(row, minlength=n)
    last = np.cumsum(met + 2) - 1
    first = last - met - 1
    inside = first[row] + 1 + place
    other = order[row, place]

    number = np.empty((n, n), dtype=np.intp)
    i, j = crossings.pairs.T
    number[i, j] = number[j, i] = np.arange(CORNERS, CORNERS + m)
    position = np.empty((n, n), dtype=np.intp)
    position[row, other] = inside

    count = 2 * n + 2 * m
    line = np.repeat(np.arange(n), met + 2)
    vertex, partner, at = np.empty(count, np.intp), np.full(count, -1), np.zeros(count)
    vertex[first], vertex[last] = CORNERS + m + np.arange(n), CORNERS + m + n + np.arange(n)
    vertex[inside], partner[inside] = number[row, other], position[other, row]
    at[last], at[inside] = lines.length, along[row, place]
    is_tail = np.ones(count, dtype=bool)
    is_tail[last] = False
    return Paths(line, vertex, partner, at, first, last, np.flatnonzero(is_tail))


@dataclass(frozen=True, eq=False)
class Boundary:
    """The vertices round the box, anticlockwise from the first corner.

    Attributes
    ----------
    place : ndarray of shape (4 + 2n,)
        Side and fraction of it, ascending.
    what : ndarray of shape (4 + 2n,)
        0..3 for corners, 4 + i for where line i enters, 4 + n + i for where it leaves.
    where : ndarray of shape (4 + 2n,)
        The inverse of `what`.
    """

    place: Floats
    what: Indices
    where: Indices

    @classmethod
    def of(cls, lines: Lines) -> Boundary:
        """Return the ends of all lines and the corners, sorted."""
        places = np.concatenate([np.arange(CORNERS), lines.enters, lines.leaves])
        what = np.argsort(places)
        where = np.empty(len(what), dtype=np.intp)
        where[what] = np.arange(len(what))
        return cls(places[what], what, where)


def crowded(subdivision: Subdivision, lines: Lines, crossings: Crossings, paths: Paths, boundary: Boundary) -> bool:
    """Whether two neighbours on a line or on the boundary are so near that rounding may have swapped them."""
    spread = spreads_of(lines, crossings)
    reach = TOLERANCE * subdivision.diameter * spread[paths.vertex]
    gaps = paths.at[paths.edge_tail + 1] - paths.at[paths.edge_tail]
    if (gaps <= reach[paths.edge_tail] + reach[paths.edge_tail + 1]).any():
        return True
    around = np.concatenate([np.ones(CORNERS), lines.spread_in, lines.spread_out])[boundary.what]
    corners = subdivision.position[:2, :CORNERS]
    side = float(np.abs(corners[:, NEXT] - corners).max(axis=0).min())
    reach = TOLERANCE * subdivision.diameter / side * around
    return bool((np.diff(boundary.place) <= reach[1:] + reach[:-1]).any())


def spreads_of(lines: Lines, crossings: Crossings) -> Floats:
    """Return the spread of corners, crossings, entries and exits."""
    return np.concatenate([np.ones(CORNERS), crossings.spread, lines.spread_in, lines.spread_out])
