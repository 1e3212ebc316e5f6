"""ReLU networks on the plane as plain weights, whatever they were before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from report import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

INPUTS = 2
CHUNK = 16_384
"""Points that are sent through a network at a time."""


@dataclass(frozen=True, eq=False)
class Network:
    """Affine layers with a ReLU between each two; nothing after the last.

    Attributes
    ----------
    weights : tuple of ndarray of shape (n_out, n_in)
        One matrix a layer, float64; rows are neurons. The first has two columns.
    biases : tuple of ndarray of shape (n_out,)
        One vector a layer.

    Raises
    ------
    DataError
        If there is no layer, the first layer does not take two inputs, shapes do not chain, a
        layer is empty, or a value is not finite.
    """

    weights: tuple[Floats, ...]
    biases: tuple[Floats, ...]

    def __post_init__(self) -> None:
        weights = tuple(_numbers(weight, f"W{layer}", 2) for layer, weight in enumerate(self.weights))
        biases = tuple(_numbers(bias, f"b{layer}", 1) for layer, bias in enumerate(self.biases))
        _check_chain(weights, biases)
        object.__setattr__(self, "weights", weights)
        object.__setattr__(self, "biases", biases)

    @property
    def widths(self) -> tuple[int, ...]:
        """Inputs, hidden neurons a layer, outputs: ``(2, 20, 1)``."""
        return (INPUTS, *(len(bias) for bias in self.biases))

    @property
    def hidden_widths(self) -> tuple[int, ...]:
        """Hidden neurons a layer: ``(20,)``."""
        return self.widths[1:-1]

    def __str__(self) -> str:
        return "-".join(map(str, self.widths))

    def __call__(self, points: ArrayLike) -> Floats:
        """Return the outputs, shape (n, outputs), at `points` of shape (n, 2).

        Points go through in chunks, so that memory grows with the outputs alone.
        """
        rows = np.asarray(points, dtype=np.float64)
        values = np.empty((len(rows), self.widths[-1]))
        for start in range(0, len(rows), CHUNK):
            values[start : start + CHUNK] = self._forward(rows[start : start + CHUNK])
        return values

    def _forward(self, points: Floats) -> Floats:
        activation = points
        for weight, bias in zip(self.weights[:-1], self.biases[:-1], strict=True):
            activation = np.maximum(activation @ weight.T + bias, 0.0)
        return activation @ self.weights[-1].T + self.biases[-1]


def network_from_layers(layers: Iterable[tuple[ArrayLike, ArrayLike]]) -> Network:
    """Return the network of (weight, bias) pairs; a layer that is used twice is given twice.

    Raises
    ------
    DataError
        As `Network` does.
    """
    pairs = [(np.asarray(weight), np.asarray(bias)) for weight, bias in layers]
    return Network(tuple(weight for weight, _ in pairs), tuple(bias for _, bias in pairs))


def random_network(widths: Sequence[int], seed: int) -> Network:
    """Return a network of these widths with every value of layer n_in uniform on ±1/sqrt(n_in).

    That is the distribution of torch's default initialisation; the values come from numpy's
    generator with `seed`, so that no torch is needed.
    """
    rng = np.random.default_rng(seed)
    bounds = [1 / np.sqrt(width) for width in widths[:-1]]
    shapes = zip(widths[1:], widths[:-1], bounds, strict=True)
    return network_from_layers(
        [(rng.uniform(-bound, bound, (rows, columns)), rng.uniform(-bound, bound, rows))
         for rows, columns, bound in shapes]
    )  # fmt: skip


def _numbers(values: ArrayLike, name: str, dimensions: int) -> Floats:
    array = np.asarray(values)
    if array.ndim != dimensions:
        kind = "a matrix, one row a neuron" if dimensions == 2 else "a vector, one number a neuron"
        raise DataError(f"{name} has shape {array.shape}; it must be {kind}", place=name)
    if array.dtype.kind not in "fiub":
        raise DataError(f"{name} holds {array.dtype}, not real numbers", place=name)
    if array.size == 0:
        raise DataError(f"{name} is empty", place=name, remedy="Give every layer at least one neuron.")
    numbers = array.astype(np.float64)
    if not np.isfinite(numbers).all():
        where = tuple(int(index) for index in np.argwhere(~np.isfinite(numbers))[0])
        raise DataError(f"{name} is not finite at {where}: {numbers[where]}", place=name)
    return numbers


def _check_chain(weights: tuple[Floats, ...], biases: tuple[Floats, ...]) -> None:
    if not weights:
        raise DataError("the network has no layers", remedy="Give at least W0 and b0.")
    if len(weights) != len(biases):
        raise DataError(f"{len(weights)} weight matrices and {len(biases)} bias vectors: every layer needs both")
    inputs = INPUTS
    for layer, (weight, bias) in enumerate(zip(weights, biases, strict=True)):
        if weight.shape[1] != inputs:
            wanted = "the plane has 2 inputs" if layer == 0 else f"layer {layer - 1} has {inputs} outputs"
            raise DataError(f"W{layer} takes {weight.shape[1]} inputs, but {wanted}", place=f"W{layer}",
                            remedy="Rows are neurons: W has shape (outputs, inputs).")  # fmt: skip
        if len(bias) != len(weight):
            raise DataError(f"b{layer} has {len(bias)} values for {len(weight)} neurons", place=f"b{layer}")
        inputs = len(weight)
