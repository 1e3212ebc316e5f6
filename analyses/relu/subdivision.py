"""A planar subdivision that grows: vertices, edges with a face on either side, faces.

Vertices are homogeneous: (x, y, w) is the point (x/w, y/w), and w = 0 lies at infinity. In a box
w = 1. On the whole plane |x| + |y| + w = 1, so that four cones from the origin become four flat
triangles and a new vertex is a convex combination there as it is in a box.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Indices = NDArray[np.intp]

Scalar = TypeVar("Scalar", bound=np.generic)
OUTER = 0
"""The face outside; the others count from 1."""
BOUNDARY = -1
"""Layer of the edges of the box or of the line at infinity."""
AXIS = -2
"""Layer of the half axes that cut the plane into four cones; gone from a finished result."""


class Subdivision:
    """Vertices, edges and faces in arrays with room to grow; rows past the counts are free.

    Attributes
    ----------
    n_vertices, n_edges, n_faces : int
        What is in use; `n_faces` counts `OUTER`.
    position : ndarray of shape (3, capacity)
        Homogeneous coordinates, a row each for x, y and w.
    spread : ndarray of shape (capacity,)
        At least 1: the factor by which tolerance is widened at a vertex where two lines cross at so
        small an angle that rounding moves their crossing.
    parent : ndarray of shape (at least n_faces,)
        The face in which each face lay before the layer that is being drawn.
    tail, head : ndarray of shape (capacity,)
        An edge's vertices.
    left, right : ndarray of shape (capacity,)
        The faces on either side, going from tail to head.
    layer, neuron : ndarray of shape (capacity,)
        What made the edge: hidden layer and neuron, or `BOUNDARY` or `AXIS` and a running number.
    """

    def __init__(self, position: Floats, edges: Indices, layers: list[int], n_faces: int) -> None:
        """Start from vertices (n, 3) and edges (tail, head, left, right) as rows."""
        self.n_vertices, self.n_edges, self.n_faces = len(position), len(edges), n_faces
        self.position = np.ascontiguousarray(position.T)
        self.spread = np.ones(self.n_vertices)
        self.parent = np.arange(n_faces)
        self.tail, self.head, self.left, self.right = (np.ascontiguousarray(column) for column in edges.T)
        self.layer = np.array(layers)
        self.neuron = np.arange(self.n_edges)
        self.diameter = float(np.abs(position).max())

    def reserve(self, vertices: int, edges: int) -> None:
        """Make room for this many more vertices and edges."""
        if self.n_vertices + vertices > self.position.shape[1]:
            capacity = grown(self.n_vertices + vertices)
            self.position = widened(self.position, self.n_vertices, capacity)
            self.spread = widened(self.spread, self.n_vertices, capacity)
        if self.n_edges + edges > len(self.tail):
            capacity = grown(self.n_edges + edges)
            for name in ("tail", "head", "left", "right", "layer", "neuron"):
                setattr(self, name, widened(getattr(self, name), self.n_edges, capacity))

    def add_edges(self, tail: Indices, head: Indices, left: Indices, right: Indices,
                  layer: Indices | int, neuron: Indices | int) -> slice:  # fmt: skip
        """Append edges, for which there must be room, and return where they stand."""
        where = slice(self.n_edges, self.n_edges + len(tail))
        self.tail[where], self.head[where] = tail, head
        self.left[where], self.right[where] = left, right
        self.layer[where], self.neuron[where] = layer, neuron
        self.n_edges = where.stop
        return where


def grown(needed: int) -> int:
    """Return the capacity to allocate where `needed` are needed."""
    return needed + needed // 2 + 64


def widened(array: NDArray[Scalar], used: int, capacity: int) -> NDArray[Scalar]:
    """Return `array` with its last axis grown to `capacity`, the first `used` kept."""
    wider = np.empty((*array.shape[:-1], capacity), array.dtype)
    wider[..., :used] = array[..., :used]
    return wider


def box_subdivision(x0: float, x1: float, y0: float, y1: float) -> Subdivision:
    """Return one rectangle."""
    corners = np.array([[x0, y0, 1.0], [x1, y0, 1.0], [x1, y1, 1.0], [x0, y1, 1.0]])
    edges = np.array([[i, (i + 1) % 4, 1, OUTER] for i in range(4)])
    return Subdivision(corners, edges, [BOUNDARY] * 4, n_faces=2)


def plane_subdivision() -> Subdivision:
    """Return the whole plane as four cones from the origin, closed by the line at infinity."""
    directions = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [-1.0, 0.0, 0.0], [0.0, -1.0, 0.0]]
    vertices = np.array([*directions, [0.0, 0.0, 1.0]])
    infinity = [[i, (i + 1) % 4, i + 1, OUTER] for i in range(4)]
    axes = [[4, i, i + 1, (i - 1) % 4 + 1] for i in range(4)]
    return Subdivision(vertices, np.array([*infinity, *axes]), [BOUNDARY] * 4 + [AXIS] * 4, n_faces=5)
