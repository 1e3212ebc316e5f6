"""Cells joined to regions: across the half axes of the whole plane, and where no gradient changes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from analyses.relu.equal_maps import EqualMaps
from analyses.relu.maps import jump_tolerance
from analyses.relu.subdivision import AXIS, BOUNDARY

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analyses.relu.networks import Network
    from analyses.relu.preactivations import Bits
    from analyses.relu.subdivision import Floats, Indices


@dataclass(frozen=True, eq=False)
class Cells:
    """A finished subdivision: faces from 0, -1 outside; attributes as in `Regions`.

    Attributes
    ----------
    maps : ndarray of shape (F, outputs, 3)
        f(p) = map @ (x, y, 1).
    middle : ndarray of shape (F, 3)
        A homogeneous point inside each face.
    """

    vertices: Floats
    edge_vertices: Indices
    edge_faces: Indices
    edge_neurons: Indices
    bits: Bits
    maps: Floats
    middle: Floats


def components(pairs: Indices, count: int) -> Indices:
    """Return a component number, from 0, for each of `count` nodes joined by `pairs` of shape (n, 2)."""
    smallest = np.arange(count)
    if len(pairs) == 0:
        return smallest
    first, second = pairs.T
    while True:
        # Every root takes the smaller root across each pair; then every node moves up to its root's root.
        one, other = smallest[first], smallest[second]
        if np.array_equal(one, other):
            break
        lower = np.minimum(one, other)
        np.minimum.at(smallest, one, lower)
        np.minimum.at(smallest, other, lower)
        smallest = smallest[smallest]
    return np.unique(smallest, return_inverse=True)[1].astype(np.intp)


def linear_components(cells: Cells, network: Network) -> Indices:
    """Return the linear region of each face: faces joined across edges where no gradient changes.

    f is continuous, so equal gradients on both sides of an edge make equal maps. Jumps within rounding
    are looked at exactly.
    """
    inner = cells.edge_faces[(cells.edge_faces >= 0).all(axis=1)]
    gradients = cells.maps[..., :2].reshape(len(cells.maps), -1)
    jump = np.abs(gradients[inner[:, 0]] - gradients[inner[:, 1]]).max(axis=1)
    near = inner[jump <= jump_tolerance(network)]
    return components(near[EqualMaps(network, cells.bits).of(near)], len(cells.maps))


def without_axes(cells: Cells, widths: tuple[int, ...]) -> Cells:
    """Return the cells of the whole plane with those joined that a half axis parts and no neuron.

    A half axis on which a neuron bends stays, as that neuron's edge. Vertices where an axis crossed
    an edge go, save one on each line that would have no other.
    """
    axis = cells.edge_neurons[:, 0] == AXIS
    left, right = cells.edge_faces.T
    parted = (cells.bits[left] != cells.bits[right]).any(axis=1)
    removed = axis & ~parted
    region = components(cells.edge_faces[removed], len(cells.maps))
    first = np.unique(region, return_index=True)[1]
    neurons = cells.edge_neurons.copy()
    for edge in np.flatnonzero(axis & parted):
        neurons[edge] = _first_difference(cells.bits[left[edge]] ^ cells.bits[right[edge]], widths)
    faces = np.where(cells.edge_faces >= 0, region[cells.edge_faces], -1)
    joined = replace(
        cells, edge_vertices=cells.edge_vertices[~removed], edge_faces=faces[~removed],
        edge_neurons=neurons[~removed], bits=cells.bits[first], maps=cells.maps[first], middle=cells.middle[first],
    )  # fmt: skip
    return _without_crossings(joined)


def _first_difference(bits: Bits, widths: tuple[int, ...]) -> tuple[int, int]:
    """Return layer and neuron of the first bit that is set."""
    first = 0
    for layer, width in enumerate(widths):
        last = first + -(-width // 8)
        on = np.flatnonzero(np.unpackbits(bits[first:last]))
        if len(on):
            return layer, int(on[0])
        first = last
    raise ValueError("no bit is set")


def _without_crossings(cells: Cells) -> Cells:
    """Drop finite vertices in the middle of a straight edge, and those without edges."""
    ends, finite = cells.edge_vertices.tolist(), _finite(cells)
    incident = _pairs_of_edges(cells, finite)
    kept = np.ones(len(ends), dtype=bool)
    for vertex, (first, second) in incident.items():
        near, far = (head if tail == vertex else tail for tail, head in (ends[first], ends[second]))
        if not (finite[near] or finite[far]):
            continue
        ends[first][ends[first].index(vertex)] = far
        kept[second] = False
        if far in incident:
            incident[far][incident[far].index(second)] = first
    return _renumbered(replace(cells, edge_vertices=np.array(ends, dtype=np.intp)), kept)


def _finite(cells: Cells) -> NDArray[np.bool_]:
    """Return which vertices are no end of an edge at infinity; w may be rounded to 0 at others as well."""
    finite = np.ones(len(cells.vertices), dtype=bool)
    finite[cells.edge_vertices[cells.edge_neurons[:, 0] == BOUNDARY]] = False
    return finite


def _pairs_of_edges(cells: Cells, finite: NDArray[np.bool_]) -> dict[int, list[int]]:
    """Return the two edges, ascending, of each finite vertex that has no more."""
    ends = cells.edge_vertices.ravel()
    degree = np.bincount(ends, minlength=len(cells.vertices))
    vertices = ((degree == 2) & finite).nonzero()[0]
    edges = np.argsort(ends, kind="stable") // 2
    start = (np.cumsum(degree) - degree)[vertices]
    pairs = np.column_stack([edges[start], edges[start + 1]])
    return dict(zip(vertices.tolist(), pairs.tolist(), strict=True))


def _renumbered(cells: Cells, kept: NDArray[np.bool_]) -> Cells:
    used, numbers = np.unique(cells.edge_vertices[kept], return_inverse=True)
    return replace(
        cells, vertices=cells.vertices[used], edge_vertices=numbers.reshape(-1, 2),
        edge_faces=cells.edge_faces[kept], edge_neurons=cells.edge_neurons[kept],
    )  # fmt: skip
