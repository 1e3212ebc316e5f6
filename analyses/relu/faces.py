"""What the faces of a growing subdivision inherit from their vertices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analyses.relu.subdivision import OUTER

if TYPE_CHECKING:
    from analyses.relu.preactivations import Bits
    from analyses.relu.subdivision import Floats, Indices, Subdivision

WORD = 8
"""Bytes taken together."""


def corners(subdivision: Subdivision) -> tuple[Indices, Indices]:
    """Return (face, vertex) for every corner of every face, that of `OUTER` included, in no order.

    A face has each of its vertices at the start of one of its half-edges.
    """
    count = subdivision.n_edges
    faces = np.concatenate([subdivision.left[:count], subdivision.right[:count]])
    return faces, np.concatenate([subdivision.tail[:count], subdivision.head[:count]])


def middles(subdivision: Subdivision) -> Floats:
    """Return the mean of each face's vertices, homogeneous, shape (faces, 3); faces from 0, without `OUTER`."""
    return means(subdivision, subdivision.position)


def means(subdivision: Subdivision, rows: Floats) -> Floats:
    """Return the mean of each row's values at each face's vertices, shape (faces, rows); without `OUTER`."""
    faces, vertices = corners(subdivision)
    size = np.bincount(faces, minlength=subdivision.n_faces)
    sums = [np.bincount(faces, weights=row[vertices], minlength=subdivision.n_faces) for row in rows]
    mean: Floats = (np.array(sums) / size).T[OUTER + 1 :]
    return mean


def at_any_vertex(subdivision: Subdivision, bits: Bits) -> Bits:
    """Return, one row a face from 0, the bits that are set at any of its vertices."""
    faces, vertices = corners(subdivision)
    vertices = vertices[np.argsort(faces)]
    start = np.concatenate([[0], np.cumsum(np.bincount(faces, minlength=subdivision.n_faces))[:-1]])
    padded = np.zeros((len(bits), -(-bits.shape[1] // WORD) * WORD), dtype=np.uint8)
    padded[:, : bits.shape[1]] = bits
    words = np.ascontiguousarray(padded.view(np.uint64).T)
    united = np.column_stack([np.bitwise_or.reduceat(word[vertices], start) for word in words])
    return np.ascontiguousarray(united).view(np.uint8)[OUTER + 1 :, : bits.shape[1]]
