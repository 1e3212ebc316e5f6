"""The affine map of a network on every face, from its activation pattern."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyses.relu.networks import Network
    from analyses.relu.preactivations import Bits
    from analyses.relu.subdivision import Floats, Indices

CHUNK = 2_048
"""Faces whose maps are computed together, so that a layer's maps stay in the cache."""


@dataclass(frozen=True, eq=False)
class Level:
    """The faces after one hidden layer.

    Attributes
    ----------
    bits : ndarray of uint8, shape (faces, bytes)
        Which neurons of this layer are on, eight to a byte.
    parent : ndarray of shape (faces,)
        The face of the level before (of the start, for the first) that each lies in.
    """

    bits: Bits
    parent: Indices


def affine_maps(network: Network, levels: Sequence[Level], faces: int) -> Floats:
    """Return the map of each face, shape (faces, outputs, 3): f(p) = map @ (x, y, 1).

    Forward, layer by layer, through the face's own pattern. Faces in one face of the layer before
    share the maps of that face, so the products of whole matrices are made for parents alone.
    """
    maps = np.empty((faces, network.widths[-1], 3))
    order = _by_ancestry(levels, faces)
    for start in range(0, faces, CHUNK):
        chunk = order[start : start + CHUNK]
        maps[chunk] = _layer_maps(network, levels, len(levels), chunk).transpose(1, 2, 0)
    return maps


def _layer_maps(network: Network, levels: Sequence[Level], layer: int, faces: Indices) -> Floats:
    """Return the maps of a layer's pre-activations on faces of the level before it, shape (3, faces, neurons)."""
    weight, bias = network.weights[layer], network.biases[layer]
    if layer == 0:
        coefficients = np.column_stack([weight, bias])
        return np.broadcast_to(coefficients.T[:, None], (3, len(faces), len(bias)))
    level = levels[layer - 1]
    on = np.unpackbits(level.bits[faces], axis=1, count=weight.shape[1])
    if layer == 1:
        return _second_layer_maps(network, on)
    parents, place = np.unique(level.parent[faces], return_inverse=True)
    activations = _layer_maps(network, levels, layer - 1, parents)[:, place]
    activations *= on
    maps: Floats = activations @ weight.T
    maps[2] += bias
    return maps


def _second_layer_maps(network: Network, on: Bits) -> Floats:
    """Return the maps after the first hidden layer, whose own maps are the same everywhere."""
    weight, bias = network.weights[1], network.biases[1]
    coefficients = np.column_stack([network.weights[0], network.biases[0]])
    products = np.concatenate([weight * column for column in coefficients.T])
    maps: Floats = (on @ products.T).reshape(len(on), 3, len(bias)).transpose(1, 0, 2)
    maps[2] += bias
    return maps


def _by_ancestry(levels: Sequence[Level], faces: int) -> Indices:
    """Return the last level's faces in an order that keeps descendants of one face together."""
    order = np.arange(faces if not levels else len(levels[0].parent))
    for level in levels[1:]:
        rank = np.empty(len(order), dtype=np.intp)
        rank[order] = np.arange(len(order))
        order = np.argsort(rank[level.parent], kind="stable")
    return order


def full_patterns(levels: Sequence[Level], faces: int) -> Bits:
    """Return the bits of all layers for each face of the last level, each layer beginning a byte."""
    ancestors = np.arange(faces)
    columns: list[Bits] = []
    for level in reversed(levels):
        columns.insert(0, level.bits[ancestors])
        ancestors = level.parent[ancestors]
    return np.concatenate(columns, axis=1) if columns else np.empty((faces, 0), dtype=np.uint8)


def jump_tolerance(network: Network) -> float:
    """Return the difference of gradients that rounding may leave where there is none.

    Relative to the product of the absolute weight matrices, which bounds all sums on the way.
    """
    bound = np.abs(network.weights[0])
    for weight in network.weights[1:]:
        bound = np.abs(weight) @ bound
    return float(bound.max()) * 2.0**-44
