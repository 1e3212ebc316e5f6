"""All lines of the first layer drawn at once, where they are in general position in a box.

Along every line the crossings are sorted; at every crossing the next half-edge round a face follows
from which of the two directions is to the left. If anything lies within tolerance of anything else,
nothing is drawn, and the lines are cut in one by one, where signs within tolerance are decided exactly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analyses.relu.arrangement import LARGEST, crossings_of, lines_in_box
from analyses.relu.line_order import CORNERS, Boundary, crowded, paths_of, spreads_of
from analyses.relu.subdivision import BOUNDARY, OUTER

if TYPE_CHECKING:
    from analyses.relu.arrangement import Crossings, Lines
    from analyses.relu.line_order import Paths
    from analyses.relu.subdivision import Floats, Indices, Subdivision


def draw_lines(subdivision: Subdivision, coefficients: Floats, margin: Floats, limit: int) -> bool:
    """Draw the lines (a, b, c) with a x + b y + c = 0 into an empty box, if they are in general position there.

    Returns
    -------
    bool
        Whether that was done. If not (more than `LARGEST` lines or `limit` faces; two vertices, or a
        line and a corner, within tolerance of each other), the subdivision is as it was.
    """
    if len(coefficients) > LARGEST:
        return False
    lines = lines_in_box(subdivision, coefficients, margin)
    if lines is None:
        return False
    crossings = crossings_of(lines, coefficients, margin, subdivision.diameter)
    if crossings is None or 1 + len(lines.neuron) + len(crossings.pairs) > limit:
        return False
    paths, boundary = paths_of(lines, crossings), Boundary.of(lines)
    if crowded(subdivision, lines, crossings, paths, boundary):
        return False
    faces = _faces(_following(lines, crossings, paths, boundary), 2 * len(paths.edge_tail))
    _fill(subdivision, lines, crossings, paths, boundary, faces)
    return True


def _following(lines: Lines, crossings: Crossings, paths: Paths, boundary: Boundary) -> Indices:
    """Return the next half-edge round the face on the left of each: 2e along edge e, 2e + 1 back.

    At every vertex the next one turns left: onto the crossing line, whichever way it leads left, or
    onto the boundary, or off it. Outside, half-edges follow themselves.
    """
    n, inner, rim = len(lines.neuron), len(paths.edge_tail), len(boundary.what)
    following = np.arange(2 * (inner + rim))
    after = np.arange(len(paths.line)) - paths.line

    crossing = np.flatnonzero(paths.partner >= 0)
    partner = paths.partner[crossing]
    towards_plus = crossings.turn[paths.line[crossing], paths.line[partner]] > 0
    onwards, back = 2 * after[partner], 2 * (after[partner] - 1) + 1
    following[2 * (after[crossing] - 1)] = np.where(towards_plus, onwards, back)
    following[2 * after[crossing] + 1] = np.where(towards_plus, back, onwards)

    rims = 2 * (inner + np.arange(rim))
    entry, leave = boundary.where[CORNERS : CORNERS + n], boundary.where[CORNERS + n :]
    following[2 * (after[paths.last] - 1)] = rims[leave]
    following[2 * after[paths.first] + 1] = rims[entry]
    following[rims] = np.roll(rims, -1)
    following[rims[entry - 1]] = 2 * after[paths.first]
    following[rims[leave - 1]] = 2 * (after[paths.last] - 1) + 1
    return following


def _faces(following: Indices, inner: int) -> Indices:
    """Return the face on the left of each half-edge: a number, from 1, for each cycle; `OUTER` for the rest.

    The smallest half-edge of each cycle is found by looking 1, 2, 4, ... steps ahead. Half-edges from
    `inner` on run round the box, inside and outside in turn.
    """
    smallest, ahead = np.arange(len(following)), following
    while True:
        nearer = np.minimum(smallest, smallest[ahead])
        if np.array_equal(nearer, smallest):
            break
        smallest, ahead = nearer, ahead[ahead]
    first = smallest == np.arange(len(following))
    first[inner + 1 :: 2] = False
    number = np.cumsum(first)
    number[inner + 1 :: 2] = OUTER
    faces: Indices = number[smallest]
    return faces


def _fill(subdivision: Subdivision, lines: Lines, crossings: Crossings, paths: Paths,
          boundary: Boundary, faces: Indices) -> None:  # fmt: skip
    """Put vertices, edges and faces into the box, which held its corners and sides alone."""
    ends = lines.start + lines.length[:, None] * lines.along
    points = np.concatenate([subdivision.position[:2, :CORNERS].T, crossings.position, lines.start, ends])
    numbers = np.concatenate([np.arange(CORNERS), np.arange(len(points) - 2 * len(lines.neuron), len(points))])
    rim = numbers[boundary.what]
    inner = len(paths.edge_tail)
    subdivision.position = np.column_stack([points, np.ones(len(points))]).T.copy()
    subdivision.spread = spreads_of(lines, crossings)
    subdivision.tail = np.concatenate([paths.vertex[paths.edge_tail], rim])
    subdivision.head = np.concatenate([paths.vertex[paths.edge_tail + 1], np.roll(rim, -1)])
    subdivision.left, subdivision.right = faces[::2].copy(), faces[1::2].copy()
    subdivision.layer = np.repeat([0, BOUNDARY], [inner, len(rim)])
    sides = np.floor(boundary.place).astype(np.intp)
    subdivision.neuron = np.concatenate([lines.neuron[paths.line[paths.edge_tail]], sides])
    subdivision.n_vertices, subdivision.n_edges = len(points), len(subdivision.tail)
    subdivision.n_faces = int(faces.max()) + 1
    subdivision.parent = np.ones(subdivision.n_faces, dtype=np.intp)
