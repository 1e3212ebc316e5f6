"""The new edge of a split face when the line runs through vertices that were there before."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analyses.relu.subdivision import Indices, Subdivision


@dataclass(frozen=True, eq=False)
class Chords:
    """The new edges, a row a split face, + side on the left, and what no sign tells.

    Attributes
    ----------
    tail, head : ndarray of intp
    stray_left, stray_right : ndarray of intp
        Edges whose left or right face is split and that belong to its + side although both their
        vertices lie on the line within tolerance.
    """

    tail: Indices
    head: Indices
    stray_left: Indices
    stray_right: Indices


def chords_through_zeros(subdivision: Subdivision, signs: NDArray[np.int8], faces: Indices,
                         positive: Indices) -> Chords:  # fmt: skip
    """Return the new edge in each of `faces`.

    Parameters
    ----------
    signs : ndarray of int8, shape (n_vertices,)
        Crossed edges have been halved, so that no edge has both signs.
    faces : ndarray of intp
        Faces to be split, ascending.
    positive : ndarray of intp
        Edges with + at one end at least.
    """
    tail, head = subdivision.tail[positive], subdivision.head[positive]
    left, right = subdivision.left[positive], subdivision.right[positive]
    from_line, to_line = signs[tail] == 0, signs[head] == 0
    begins, one_begin = _candidates(
        subdivision.n_faces, [left[from_line], right[to_line]], [tail[from_line], head[to_line]]
    )
    ends, one_end = _candidates(
        subdivision.n_faces, [left[to_line], right[from_line]], [head[to_line], tail[from_line]]
    )
    strays: list[tuple[int, bool]] = []
    for face in faces[~(one_begin & one_end)[faces]]:
        ends[face], begins[face], more = _walk(subdivision, signs, int(face))
        strays += more
    return Chords(ends[faces], begins[faces], _edges(strays, on_left=True), _edges(strays, on_left=False))


def _candidates(n_faces: int, faces: list[Indices], vertices: list[Indices]) -> tuple[Indices, NDArray[np.bool_]]:
    """Return a vertex a face, and whether it is the only one."""
    owners = np.concatenate(faces)
    chosen = np.zeros(n_faces, dtype=np.intp)
    chosen[owners] = np.concatenate(vertices)
    return chosen, np.bincount(owners, minlength=n_faces) == 1


def _edges(strays: list[tuple[int, bool]], *, on_left: bool) -> Indices:
    return np.array([edge for edge, left in strays if left is on_left], dtype=np.intp)


def _walk(subdivision: Subdivision, signs: NDArray[np.int8], face: int) -> tuple[int, int, list[tuple[int, bool]]]:
    """Go round a face whose + side comes back to the line: return its end, its beginning, and strays.

    Raises
    ------
    ArithmeticError
        If the line crosses the face more than once, which rounding within tolerance cannot cause.
    """
    steps = {int(subdivision.tail[e]): (int(subdivision.head[e]), int(e), True)
             for e in np.flatnonzero(subdivision.left[: subdivision.n_edges] == face)}  # fmt: skip
    steps |= {int(subdivision.head[e]): (int(subdivision.tail[e]), int(e), False)
              for e in np.flatnonzero(subdivision.right[: subdivision.n_edges] == face)}  # fmt: skip
    start = next(vertex for vertex in steps if signs[vertex] < 0)
    ring = [start]
    while len(ring) <= len(steps):
        ring.append(steps[ring[-1]][0])
    plus = [place for place, vertex in enumerate(ring) if signs[vertex] > 0]
    first, last = plus[0], plus[-1]
    arc = ring[first - 1 : last + 2]
    if any(signs[vertex] < 0 for vertex in arc):
        raise ArithmeticError(f"face {face} is not convex within tolerance")
    strays = [steps[a][1:] for a, b in pairwise(arc) if signs[a] == 0 and signs[b] == 0]
    return arc[-1], arc[0], strays
