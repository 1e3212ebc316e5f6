"""Every linear region of a ReLU network, in a box or on the whole plane.

The plane is cut by one neuron after the other, layer after layer. Within a face of the layers
before, a neuron's pre-activation is affine, so its signs at the vertices say all there is to know.
Floats tell most of them; those that rounding leaves open are decided in integers, so the counts are
those of the network as its float64 weights are.
"""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from analyses.relu.cutting import cut, plan_cut
from analyses.relu.deeper_layer import DeeperLayer
from analyses.relu.drawing import draw_lines
from analyses.relu.exact_signs import ExactSigns
from analyses.relu.faces import middles
from analyses.relu.first_layer import FirstLayer
from analyses.relu.magnitude import check_magnitude
from analyses.relu.maps import Level, affine_maps, full_patterns
from analyses.relu.merging import Cells, linear_components, without_axes
from analyses.relu.regions import Regions, euclidean
from analyses.relu.subdivision import box_subdivision, grown, plane_subdivision, widened
from report import DataError

if TYPE_CHECKING:
    from analyses.relu.networks import Network
    from analyses.relu.preactivations import Preactivations
    from analyses.relu.regions import Box
    from analyses.relu.subdivision import Subdivision

BOX: Box = (-10.0, 10.0, -10.0, 10.0)
LIMIT = 2_000_000
BOX_SIDES = 4


class RegionLimitError(DataError):
    """More regions than asked for; the message says where the enumeration stood."""


def enumerate_regions(network: Network, *, box: Box | None = BOX, limit: int = LIMIT) -> Regions:
    """Return the polygons on which `network` is affine.

    Parameters
    ----------
    network : Network
        Any widths, depth and number of outputs.
    box : tuple of float, or None
        (x0, x1, y0, y1), or None for the whole plane.
    limit : int
        Largest number of activation regions (on the whole plane: of cells in the four cones).

    Raises
    ------
    DataError
        If the box is empty or not finite, or numbers come up whose products float64 cannot hold.
    RegionLimitError
        If there are more than `limit` regions.

    Notes
    -----
    In a box, a first layer whose lines are in general position is drawn by sorting their crossings, in
    a few passes over the result. Every other layer is cut by one neuron at a time, in numpy: n neurons
    make n passes over vertices and edges, and (vertices, n) pre-activations are held. Per region the
    time grows with the widths, not with the number of regions.
    """
    began = perf_counter()
    subdivision = _uncut(network, box)
    levels, decided = _cut_all(subdivision, network, limit)
    cells = _cells(subdivision, network, levels)
    if box is None:
        cells = without_axes(cells, network.hidden_widths)
    linear = linear_components(cells, network)
    return Regions(
        box=box, vertices=cells.vertices, edge_vertices=cells.edge_vertices, edge_faces=cells.edge_faces,
        edge_neurons=cells.edge_neurons, pattern_bits=cells.bits, hidden_widths=network.hidden_widths,
        jacobians=cells.maps[..., :2], offsets=cells.maps[..., 2], linear=linear,
        interior=euclidean(cells.middle), decided=decided, seconds=perf_counter() - began,
    )  # fmt: skip


def _uncut(network: Network, box: Box | None) -> Subdivision:
    """Return the box, or the plane, as one face a cone, once it is known that floats can hold what comes up in it."""
    if box is not None and not (np.isfinite(box).all() and box[0] < box[1] and box[2] < box[3]):
        raise DataError(f"the box {box} is empty", place="box", remedy="Give x0 < x1 and y0 < y1, all finite.")
    check_magnitude(network, box)
    return plane_subdivision() if box is None else box_subdivision(*box)


def _cut_all(subdivision: Subdivision, network: Network, limit: int) -> tuple[list[Level], int]:
    """Draw every hidden neuron's line; return the faces after each layer, and how many signs integers decided."""
    levels: list[Level] = []
    layer: Preactivations | None = None
    exact = ExactSigns(network, subdivision, levels)
    for depth, (weight, bias) in enumerate(zip(network.weights[:-1], network.biases[:-1], strict=True)):
        layer = (FirstLayer(subdivision, weight, bias, exact) if layer is None
                 else DeeperLayer(subdivision, weight, bias, layer.activations(), layer.margin, exact))  # fmt: skip
        if not _drawn_at_once(subdivision, layer, limit):
            _cut_layer(subdivision, layer, depth, limit)
        levels.append(Level(layer.face_bits(), subdivision.parent[1 : subdivision.n_faces] - 1))
        subdivision.parent = np.arange(subdivision.n_faces)
    return levels, exact.decided


def _drawn_at_once(subdivision: Subdivision, layer: Preactivations, limit: int) -> bool:
    """Draw the first layer's lines together, if they are in general position in a box; return whether they are."""
    if not isinstance(layer, FirstLayer) or subdivision.n_edges != BOX_SIDES:
        return False
    return draw_lines(subdivision, layer.coefficients, layer.margin, limit)


def _cut_layer(subdivision: Subdivision, layer: Preactivations, depth: int, limit: int) -> None:
    """Draw one layer's lines, one after the other."""
    child = np.zeros(subdivision.n_faces, dtype=np.int32)
    for neuron in range(len(layer.margin)):
        plan = plan_cut(subdivision, layer.signs(neuron))
        if plan is None:
            continue
        before = subdivision.n_faces
        after = before + len(plan.faces)
        if after - 1 > limit:
            raise RegionLimitError(
                f"more than {limit:,} regions: stopped at neuron {neuron} of hidden layer {depth} "
                f"with {before - 1:,} regions, {subdivision.n_vertices:,} vertices",
                remedy="Raise the limit, or look at a smaller box.",
            )
        if after > len(child):
            subdivision.parent = widened(subdivision.parent, before, grown(after))
            child = np.zeros(grown(after), dtype=np.int32)
        subdivision.parent[before:after] = subdivision.parent[plan.faces]
        cut(subdivision, depth, neuron, plan, layer, child)


def _cells(subdivision: Subdivision, network: Network, levels: list[Level]) -> Cells:
    """Return what the subdivision holds, faces from 0, with patterns and maps."""
    count, faces = subdivision.n_edges, subdivision.n_faces - 1
    return Cells(
        vertices=np.ascontiguousarray(subdivision.position[:, : subdivision.n_vertices].T),
        edge_vertices=np.column_stack([subdivision.tail[:count], subdivision.head[:count]]),
        edge_faces=np.column_stack([subdivision.left[:count], subdivision.right[:count]]) - 1,
        edge_neurons=np.column_stack([subdivision.layer[:count], subdivision.neuron[:count]]),
        bits=full_patterns(levels, faces), maps=affine_maps(network, levels, faces), middle=middles(subdivision),
    )  # fmt: skip
