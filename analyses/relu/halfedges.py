"""Half-edges, and the polygons they go round; by counting and sorting, without an angle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Indices = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class HalfEdges:
    """Half-edge 2e goes along edge e from tail to head, half-edge 2e + 1 back; each has its face on the left.

    Attributes
    ----------
    origin : ndarray of shape (2E,)
        The vertex where it starts. The twin of h is h ^ 1.
    face : ndarray of shape (2E,)
        -1 outside.
    following : ndarray of shape (2E,)
        The next half-edge round the same face, anticlockwise; -1 outside.
    """

    origin: Indices
    face: Indices
    following: Indices

    def rings(self, n_faces: int) -> tuple[Indices, Indices]:
        """Return `start` (n_faces + 1,) and `ring`: the vertices round each face, one after the other."""
        inner = self.face >= 0
        sizes = np.bincount(self.face[inner], minlength=n_faces)
        start = np.concatenate([[0], np.cumsum(sizes)])
        first = np.empty(n_faces, dtype=np.intp)
        first[self.face[inner]] = np.flatnonzero(inner)
        ring = np.empty(start[-1], dtype=np.intp)
        here, going = first.copy(), np.arange(n_faces)
        for step in range(int(sizes.max(initial=0))):
            going = going[sizes[going] > step]
            ring[start[going] + step] = self.origin[here[going]]
            here[going] = self.following[here[going]]
        return start, ring


def half_edges(edge_vertices: Indices, edge_faces: Indices) -> HalfEdges:
    """Return the half-edges of edges given as (tail, head) and (left, right)."""
    origin = edge_vertices.reshape(-1)
    target = edge_vertices[:, ::-1].reshape(-1)
    face = edge_faces.reshape(-1)
    inner = np.flatnonzero(face >= 0)
    base = int(origin.max()) + 1
    leaving = face[inner] * base + origin[inner]
    arriving = face[inner] * base + target[inner]
    # A vertex occurs once round a face, so (face, vertex) names the half-edge that leaves and the one that arrives.
    following = np.full(len(face), -1)
    following[inner[np.argsort(arriving)]] = inner[np.argsort(leaving)]
    return HalfEdges(origin, face, following)
