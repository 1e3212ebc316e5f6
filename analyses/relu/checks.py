"""The single checks of a verification."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analyses.relu.networks import Network
    from analyses.relu.regions import Regions
    from analyses.relu.subdivision import Floats

CHUNK = 8_192
"""Faces checked together."""
ROUNDING = 2.0**-36
"""Largest relative difference that is put down to float64."""


def forward_error(regions: Regions, network: Network) -> float:
    """Return the largest |map(p) - network(p)| at a point p inside each face."""
    return float(np.abs(regions.at_interior - network(regions.interior)).max())


def rings_close(regions: Regions) -> bool:
    """Whether walking `following` from any half-edge of a face meets all of them and returns."""
    edges = regions.half_edges
    start, _ = regions.rings
    sizes = np.diff(start)
    here = np.empty(len(sizes), dtype=np.intp)
    inner = np.flatnonzero(edges.face >= 0)
    here[edges.face[inner]] = inner
    first, seen = here.copy(), np.zeros(len(edges.face), dtype=bool)
    for step in range(int(sizes.max())):
        going = sizes > step
        seen[here[going]] = True
        here[going] = edges.following[here[going]]
    return bool(seen[inner].all() and (here == first).all())


def area_error(regions: Regions) -> float:
    """Return |sum of areas / area of the box - 1|, or infinite if an area is negative by more than rounding."""
    if regions.box is None:
        return np.inf
    x0, x1, y0, y1 = regions.box
    whole = (x1 - x0) * (y1 - y0)
    return float(abs(regions.areas.sum() / whole - 1)) if regions.areas.min() > -ROUNDING * whole else np.inf


def angle_error(regions: Regions) -> float:
    """Return |sum of the angles at infinity / 2 pi - 1|."""
    ends = regions.vertices[regions.edge_vertices]
    far = ends[(ends[..., 2] == 0).all(axis=1) & (regions.edge_faces < 0).any(axis=1)]
    a, b = far[:, 0], far[:, 1]
    turn = np.arctan2(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0], a[:, 0] * b[:, 0] + a[:, 1] * b[:, 1])
    return float(abs(np.abs(turn).sum() / (2 * np.pi) - 1))


def largest_jump(regions: Regions, inner: NDArray[np.bool_]) -> float:
    """Return the largest difference of the two maps at the ends of the edges `inner`."""
    maps = np.concatenate([regions.jacobians, regions.offsets[..., None]], axis=-1)
    largest = 0.0
    edges = np.flatnonzero(inner)
    for start in range(0, len(edges), CHUNK):
        chunk = edges[start : start + CHUNK]
        left, right = regions.edge_faces[chunk].T
        ends = regions.vertices[regions.edge_vertices[chunk]]
        jumps = np.abs(np.einsum("eoc,evc->evo", maps[left] - maps[right], ends))
        largest = max(largest, float((jumps / np.abs(ends).max(axis=-1, keepdims=True)).max()))
    return largest


def size_of_terms(network: Network) -> float:
    """Return the most that the sizes of the terms of an output add up to where |x|, |y| and w are at most 1."""
    size = np.ones(network.widths[0])
    for weight, bias in zip(network.weights, network.biases, strict=True):
        size = np.abs(weight) @ size + np.abs(bias)
    return float(size.max())


def against_network(regions: Regions, network: Network) -> tuple[int, int, float]:
    """Return patterns that differ, faces too thin, and the largest difference from autograd's gradients."""
    differ = thin = 0
    gradient_error = 0.0
    for start in range(0, regions.activation_regions, CHUNK):
        rows = slice(start, start + CHUNK)
        on, certain = _signs(network, regions.interior[rows])
        wrong = (on != regions.patterns_of(rows)) & certain
        clear = certain.all(axis=1)
        differ += int(wrong.any(axis=1).sum())
        thin += int((~clear).sum())
        gradients = _autograd(network, regions.interior[rows])
        gradient_error = max(gradient_error, float(np.abs(gradients - regions.jacobians[rows])[clear].max(initial=0)))
    return differ, thin, gradient_error


def _signs(network: Network, points: Floats) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which hidden neurons are on at `points`, and where that is beyond the doubt of rounding."""
    activation, doubt = points, np.abs(points) * ROUNDING
    on, certain = [], []
    for weight, bias in zip(network.weights[:-1], network.biases[:-1], strict=True):
        z = activation @ weight.T + bias
        doubt = doubt @ np.abs(weight).T + ROUNDING * np.abs(bias)
        on.append(z > 0)
        certain.append(np.abs(z) > doubt)
        activation = np.maximum(z, 0.0)
    if not on:
        return np.empty((2, len(points), 0), dtype=bool)[0], np.empty((len(points), 0), dtype=bool)
    return np.concatenate(on, axis=1), np.concatenate(certain, axis=1)


def _autograd(network: Network, points: Floats) -> Floats:
    """Return torch's gradient of each output at each point, shape (points, outputs, 2)."""
    import torch  # seconds to import, and the rest of the package does without

    at = torch.tensor(points, requires_grad=True)
    value = at
    for weight, bias in zip(network.weights[:-1], network.biases[:-1], strict=True):
        value = torch.relu(value @ torch.tensor(weight).T + torch.tensor(bias))
    value = value @ torch.tensor(network.weights[-1]).T + torch.tensor(network.biases[-1])
    columns = [torch.autograd.grad(value[:, o].sum(), at, retain_graph=True)[0] for o in range(value.shape[1])]
    gradients: Floats = torch.stack(columns, dim=1).numpy()
    return gradients
