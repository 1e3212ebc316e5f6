"""One neuron's kink line drawn into a planar subdivision.

Only signs at vertices decide, and they are exact: an edge with + at one end and - at the other gets a
new vertex, a face with both is split by one new edge. So the result is the right planar subdivision
whatever rounding did to the coordinates.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analyses.relu.chording import Chords, chords_through_zeros
from analyses.relu.new_vertices import add_vertices
from analyses.relu.subdivision import OUTER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analyses.relu.preactivations import Preactivations, Signs
    from analyses.relu.subdivision import Indices, Subdivision


@dataclass(frozen=True, eq=False)
class Cut:
    """What one kink line does: edges that it crosses, faces that it splits, edges on its + side.

    Attributes
    ----------
    signs : ndarray of int8, shape (n_vertices,)
    crossed, positive : ndarray of intp
        Edges with both signs, and edges with + at one end at least and nowhere -.
    from_positive : ndarray of bool
        For each crossed edge, whether its tail is on the + side.
    faces : ndarray of intp
        Faces with + at one vertex and - at another, ascending.
    touches : bool
        Whether an old vertex lies on the line.
    """

    signs: Signs
    crossed: Indices
    from_positive: NDArray[np.bool_]
    positive: Indices
    faces: Indices
    touches: bool


def plan_cut(subdivision: Subdivision, signs: Signs) -> Cut | None:
    """Return what a line with these signs at the vertices does, or None if it splits no face."""
    count = subdivision.n_edges
    touches = bool(np.count_nonzero(signs) < len(signs))
    at_tail = signs[subdivision.tail[:count]]
    at_head = signs[subdivision.head[:count]]
    both = at_tail + at_head
    crossed = (both == 0).nonzero()[0]
    if touches:
        crossed = crossed[at_tail[crossed] != 0]
    elif len(crossed) == 0:
        return None
    positive = (both > 0).nonzero()[0]
    if touches:
        negative = np.flatnonzero(both < 0)
        faces = _faces_on_both_sides(subdivision, crossed, positive, negative)
    else:
        met = np.zeros(subdivision.n_faces, dtype=bool)
        met[subdivision.left[crossed]] = met[subdivision.right[crossed]] = True
        met[OUTER] = False
        faces = met.nonzero()[0]
    return Cut(signs, crossed, at_tail[crossed] > 0, positive, faces, touches) if len(faces) else None


def _faces_on_both_sides(subdivision: Subdivision, crossed: Indices, positive: Indices, negative: Indices) -> Indices:
    has_positive = np.zeros(subdivision.n_faces, dtype=bool)
    has_negative = np.zeros(subdivision.n_faces, dtype=bool)
    for side in (subdivision.left, subdivision.right):
        has_positive[side[crossed]] = has_negative[side[crossed]] = True
        has_positive[side[positive]] = True
        has_negative[side[negative]] = True
    has_positive[OUTER] = False
    return np.flatnonzero(has_positive & has_negative)


def cut(
    subdivision: Subdivision, layer: int, neuron: int, plan: Cut, values: Preactivations, child: NDArray[np.int32]
) -> None:
    """Carry out `plan`: new vertices, halved edges, one new edge and one new face a split face.

    `child` is a workspace of zeros, one a face and longer; it is handed back as zeros. The new face
    is the one on the + side.
    """
    subdivision.reserve(len(plan.crossed), len(plan.crossed) + len(plan.faces))
    tail, head = subdivision.tail[plan.crossed], subdivision.head[plan.crossed]
    new, share = add_vertices(subdivision, neuron, tail, head, values)
    halves = _halve(subdivision, plan.crossed, new)
    in_positive = np.where(plan.from_positive, plan.crossed, halves)

    chords = _chords(subdivision, plan, new, in_positive)
    children = np.arange(subdivision.n_faces, subdivision.n_faces + len(plan.faces))
    child[plan.faces] = children
    for side in (subdivision.left, subdivision.right):
        for edges in (plan.positive, in_positive):
            target = child[side[edges]]
            moved = target.nonzero()[0]
            side[edges[moved]] = target[moved]
    child[plan.faces] = 0

    subdivision.add_edges(chords.tail, chords.head, children, plan.faces, layer, neuron)
    subdivision.n_faces += len(plan.faces)
    values.extend(neuron, tail, head, share)


def _halve(subdivision: Subdivision, crossed: Indices, new: Indices) -> Indices:
    """End the crossed edges at the new vertices; add the rest of each, and return where they stand."""
    rest = subdivision.add_edges(
        new, subdivision.head[crossed], subdivision.left[crossed], subdivision.right[crossed],
        subdivision.layer[crossed], subdivision.neuron[crossed],
    )  # fmt: skip
    subdivision.head[crossed] = new
    return np.arange(rest.start, rest.stop)


def _chords(subdivision: Subdivision, plan: Cut, new: Indices, in_positive: Indices) -> Chords:
    """Return the new edge in each split face, its + side on the left.

    Round a face anticlockwise, the line is met twice: where + begins and where it ends. The new
    edge goes from the end to the beginning.
    """
    if plan.touches:
        signs = np.concatenate([plan.signs, np.zeros(len(new), dtype=np.int8)])
        positive = np.concatenate([plan.positive, in_positive])
        return chords_through_zeros(subdivision, signs, plan.faces, positive)
    left, right = subdivision.left[plan.crossed], subdivision.right[plan.crossed]
    ends, begins = np.zeros((2, subdivision.n_faces), dtype=np.intp)
    ends[np.where(plan.from_positive, left, right)] = new
    begins[np.where(plan.from_positive, right, left)] = new
    return Chords(ends[plan.faces], begins[plan.faces])
