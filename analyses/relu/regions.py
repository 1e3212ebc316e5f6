"""The linear regions of a network on the plane, as they come out of the enumeration."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from analyses.relu.halfedges import HalfEdges, half_edges

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Indices = NDArray[np.intp]

Box = tuple[float, float, float, float]
"""x0, x1, y0, y1."""


@dataclass(frozen=True, eq=False)
class Regions:
    """The polygons on which a network is affine. F faces, E edges, V vertices; faces count from 0.

    Attributes
    ----------
    box : tuple of float, or None
        (x0, x1, y0, y1), or None for the whole plane.
    vertices : ndarray of shape (V, 3)
        Homogeneous: (x, y, w) is the point (x/w, y/w). In a box w = 1; on the plane
        |x| + |y| + w = 1 and w = 0 is a direction at infinity.
    edge_vertices : ndarray of shape (E, 2)
        Tail and head.
    edge_faces : ndarray of shape (E, 2)
        The faces on the left and on the right going from tail to head; -1 is outside.
    edge_neurons : ndarray of shape (E, 2)
        Hidden layer and neuron, from 0, whose kink the edge is; (-1, side) on the boundary.
        Where several neurons bend along one edge, the first of them.
    pattern_bits : ndarray of uint8, shape (F, bytes)
        Activation patterns, eight neurons a byte, each layer beginning a byte; see `patterns`.
    hidden_widths : tuple of int
    jacobians : ndarray of shape (F, outputs, 2)
        Gradient of each output.
    offsets : ndarray of shape (F, outputs)
        f(p) = jacobian @ p + offset on a face.
    linear : ndarray of shape (F,)
        Linear region of each face: 0, 1, ..., a number for each connected set of one map.
    interior : ndarray of shape (F, 2)
        A point inside each face.
    decided : int
        Signs at vertices that float64 left open, a kink passing within rounding, and integers decided.
    seconds : float
        Of the enumeration: subdivision, patterns, maps and linear regions.
    """

    box: Box | None
    vertices: Floats
    edge_vertices: Indices
    edge_faces: Indices
    edge_neurons: Indices
    pattern_bits: NDArray[np.uint8]
    hidden_widths: tuple[int, ...]
    jacobians: Floats
    offsets: Floats
    linear: Indices
    interior: Floats
    decided: int
    seconds: float

    @property
    def activation_regions(self) -> int:
        """Number of faces, one an activation pattern."""
        return len(self.linear)

    @property
    def linear_regions(self) -> int:
        """Number of connected sets on which the network is one affine map."""
        return int(self.linear.max()) + 1

    @cached_property
    def repeated_maps(self) -> int:
        """Linear regions whose map another linear region has as well, all but one of each map counted."""
        first = np.unique(self.linear, return_index=True)[1]
        maps = np.concatenate([self.jacobians[first], self.offsets[first, :, None]], axis=-1).reshape(len(first), -1)
        quantum = max(float(np.abs(maps).max()), np.finfo(np.float64).tiny) * 2.0**-36
        return len(first) - len(np.unique(np.round(maps / quantum), axis=0))

    @cached_property
    def half_edges(self) -> HalfEdges:
        """The subdivision as half-edges: origin, face, twin, next."""
        return half_edges(self.edge_vertices, self.edge_faces)

    @property
    def patterns(self) -> NDArray[np.bool_]:
        """Which hidden neurons are on, shape (F, hidden neurons), layer after layer."""
        return unpacked(self.pattern_bits, self.hidden_widths)

    def patterns_of(self, rows: slice | Indices) -> NDArray[np.bool_]:
        """Return the patterns of some faces."""
        return unpacked(self.pattern_bits[rows], self.hidden_widths)

    @property
    def at_interior(self) -> Floats:
        """The outputs at `interior`, by each face's own map, shape (F, outputs)."""
        values: Floats = (self.jacobians @ self.interior[..., None])[..., 0] + self.offsets
        return values

    @cached_property
    def rings(self) -> tuple[Indices, Indices]:
        """All polygons in one array: `start` of shape (F + 1,) and `ring`, vertices anticlockwise.

        Face f is ``ring[start[f]:start[f + 1]]``.
        """
        return self.half_edges.rings(len(self.linear))

    def polygon(self, face: int) -> Floats:
        """Return the corners of a face, anticlockwise, shape (corners, 2); unbounded faces have infinite ones."""
        start, ring = self.rings
        return euclidean(self.vertices[ring[start[face] : start[face + 1]]])

    @cached_property
    def unbounded(self) -> NDArray[np.bool_]:
        """Which faces reach infinity, shape (F,); none does in a box."""
        start, ring = self.rings
        at_infinity = self.vertices[ring, 2] == 0
        return np.logical_or.reduceat(at_infinity, start[:-1])

    @cached_property
    def areas(self) -> Floats:
        """Area of each face, shape (F,); infinite where it is unbounded."""
        start, ring = self.rings
        points = euclidean(self.vertices)[ring]
        following = np.arange(1, len(ring) + 1)
        following[start[1:] - 1] = start[:-1]
        corner = np.repeat(points[start[:-1]], np.diff(start), axis=0)
        with np.errstate(invalid="ignore"):
            a, b = points - corner, points[following] - corner
            areas: Floats = np.add.reduceat(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0], start[:-1]) / 2
        areas[self.unbounded] = np.inf
        return areas

    @property
    def adjacency(self) -> Indices:
        """Pairs of faces that share an edge, with that edge's layer and neuron; shape (inner edges, 4)."""
        inner = (self.edge_faces >= 0).all(axis=1)
        return np.column_stack([self.edge_faces[inner], self.edge_neurons[inner]])


def euclidean(vertices: Floats) -> Floats:
    """Return points (x/w, y/w) of homogeneous vertices; infinite, of the right signs, at infinity."""
    with np.errstate(divide="ignore", invalid="ignore"):
        points: Floats = vertices[..., :2] / vertices[..., 2:]
    return np.where(np.isnan(points), 0.0, points)


def unpacked(bits: NDArray[np.uint8], widths: tuple[int, ...]) -> NDArray[np.bool_]:
    """Return patterns as booleans, shape (faces, hidden neurons)."""
    columns, first = [], 0
    for width in widths:
        last = first + -(-width // 8)
        columns.append(np.unpackbits(bits[:, first:last], axis=1, count=width).view(np.bool_))
        first = last
    return np.concatenate(columns, axis=1) if columns else np.empty((len(bits), 0), dtype=np.bool_)
