"""ReLU networks on grids: outputs, exact gradients and activation patterns, a chunk of points at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analyses.sheet05.linear_regions.setting import WIDE_POINTS, WIDE_REACH, Floats
from analyses.sheet05.linear_regions.views import WideView

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analyses.relu.networks import Network

CHUNK = 25_000
"""Points that are evaluated together."""

THIN = 10
"""Of the wide grid, every so-manieth point is kept for the figure."""


@dataclass(frozen=True, eq=False)
class OnGrid:
    """A network at n points.

    Attributes
    ----------
    output : ndarray of shape (n,)
    gradient : ndarray of shape (n, 2)
    pattern : ndarray of shape (n,)
        One whole number an activation pattern.
    """

    output: Floats
    gradient: Floats
    pattern: NDArray[np.int64]


def grid_points(axis: Floats) -> Floats:
    """Return the points of a square grid, shape (n * n, 2): the first coordinate runs fastest."""
    x, y = np.meshgrid(axis, axis)
    return np.column_stack([x.ravel(), y.ravel()])


def on_grid(network: Network, points: Floats) -> OnGrid:
    """Return the first output of `network` at `points`, with its gradient and pattern."""
    parts = [_chunk(network, points[start : start + CHUNK]) for start in range(0, len(points), CHUNK)]
    return OnGrid(
        np.concatenate([part.output for part in parts]),
        np.concatenate([part.gradient for part in parts]),
        np.concatenate([part.pattern for part in parts]),
    )


def _chunk(network: Network, points: Floats) -> OnGrid:
    """Go through the layers and back: behind a ReLU that is off, neither value nor slope passes."""
    value, active = points, []
    for weight, bias in zip(network.weights[:-1], network.biases[:-1], strict=True):
        before = value @ weight.T + bias
        active.append(before > 0)
        value = np.maximum(before, 0.0)
    output = value @ network.weights[-1][0] + network.biases[-1][0]
    slope = np.broadcast_to(network.weights[-1][0], (len(points), network.weights[-1].shape[1]))
    for weight, on in zip(network.weights[-2::-1], active[::-1], strict=True):
        slope = (slope * on) @ weight
    bits = np.concatenate(active, axis=1)
    return OnGrid(output, slope, bits @ (1 << np.arange(bits.shape[1])))


def wide_view(network: Network) -> WideView:
    """Return a network with one hidden layer on the wide grid, in a few megabytes of memory.

    Along a row of the grid the network is straight between its kinks, so that the points on either
    side of each kink, and the ends of the row, have all its patterns and its extremes.
    """
    axis = np.linspace(-WIDE_REACH, WIDE_REACH, WIDE_POINTS)
    along_x = network.weights[0][:, :1] * axis
    along_y = network.weights[0][:, 1:] * axis + network.biases[0][:, None]
    turning, pattern = _rows(network, along_x, along_y, _turning_points(along_x, along_y))
    kept, _ = _rows(network, along_x, along_y[:, ::THIN], np.arange(0, WIDE_POINTS, THIN))
    return WideView(
        axis=axis[::THIN],
        output=kept,
        low=float(turning.min()),
        high=float(turning.max()),
        points=WIDE_POINTS**2,
        seen=np.unique(pattern).size,
        handed_in_bytes=handed_in_bytes(WIDE_POINTS**2, network.hidden_widths[0]),
    )


def _turning_points(along_x: Floats, along_y: Floats) -> NDArray[np.int64]:
    """Return the columns on either side of each row's kinks and its ends, shape (rows, 2 * neurons + 2).

    A pre-activation w_1 x + w_2 y + b is a row plus a column; the sum of two floats is positive
    exactly if one exceeds the other's negative.
    """
    last = along_x.shape[1] - 1
    first = [np.zeros(along_y.shape[1], dtype=np.int64)]
    for x, y in zip(along_x, along_y, strict=True):
        rises = x[0] <= x[-1]
        below = np.searchsorted(x if rises else x[::-1], -y, side="right")
        first.append(np.minimum(below if rises else last + 1 - below, last))
    after = np.stack(first, axis=1)
    return np.concatenate([after, np.maximum(after[:, 1:] - 1, 0), np.full((len(after), 1), last)], axis=1)


def _rows(
    network: Network, along_x: Floats, along_y: Floats, columns: NDArray[np.int64]
) -> tuple[Floats, NDArray[np.int64]]:
    """Return outputs and patterns on rows of the grid, at `columns` of shape (k,) or (rows, k), neuron after neuron."""
    shape = (along_y.shape[1], columns.shape[-1])
    output, pattern = np.full(shape, network.biases[-1][0]), np.zeros(shape, dtype=np.int64)
    for neuron, weight in enumerate(network.weights[-1][0]):
        value = along_x[neuron][columns] + along_y[neuron][:, None]
        pattern |= (value > 0).astype(np.int64) << neuron
        output += np.maximum(value, 0.0) * weight
    return output, pattern


def handed_in_bytes(points: int, hidden: int) -> int:
    """Return what 4(b) as handed in holds at its largest moment, for every point at once.

    Both grid coordinates and the stacked points in float64, the points again in float32, and the
    hidden layer in float32 before and after its ReLU.
    """
    return points * (2 * 8 + 2 * 8 + 2 * 4 + 2 * hidden * 4)
