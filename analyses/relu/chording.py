"""The new edge of a split face when the line runs through vertices that were there before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analyses.relu.subdivision import Indices, Subdivision


@dataclass(frozen=True, eq=False)
class Chords:
    """The new edges, a row a split face, + side on the left.

    Attributes
    ----------
    tail, head : ndarray of intp
    """

    tail: Indices
    head: Indices


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

    Raises
    ------
    ArithmeticError
        If the line does not cross a face once, as it must cross what is convex: a sign is wrong.
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
    once = (one_begin & one_end)[faces]
    if not once.all():
        raise ArithmeticError(f"a line does not cross face {faces[~once][0]} once: a sign at a vertex is wrong")
    return Chords(ends[faces], begins[faces])


def _candidates(n_faces: int, faces: list[Indices], vertices: list[Indices]) -> tuple[Indices, NDArray[np.bool_]]:
    """Return a vertex a face, and whether it is the only one."""
    owners = np.concatenate(faces)
    chosen = np.zeros(n_faces, dtype=np.intp)
    chosen[owners] = np.concatenate(vertices)
    return chosen, np.bincount(owners, minlength=n_faces) == 1
