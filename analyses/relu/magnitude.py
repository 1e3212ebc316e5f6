"""How large and how small the numbers of a network become: two of them must have a product in float64."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from report import DataError

if TYPE_CHECKING:
    from analyses.relu.networks import Network
    from analyses.relu.regions import Box

LARGEST = 1e150
SMALLEST = 1e-150
RESCALED = "Multiply a layer's weights and bias, and divide the next layer's weights by as much: all regions stay."
ANOTHER_BOX = "Give a box that is neither so small nor so far away."


def check_magnitude(network: Network, box: Box | None) -> None:
    """Refuse what float64 cannot hold; signs that rounding leaves open are decided in integers, but places are not.

    Parameters
    ----------
    network : Network
    box : tuple of float, or None
        (x0, x1, y0, y1), or None for the whole plane.

    Raises
    ------
    DataError
        If a layer's values may exceed `LARGEST` where the box's points are fed in, if its slopes cannot reach
        `SMALLEST` although they are not zero, or if a coordinate or a side of the box is beyond these.
    """
    reach, slope = 1.0, 1.0
    if box is not None:
        reach = max(reach, *map(abs, box))
        _check_large(reach, "box", ANOTHER_BOX)
        _check_small(min(box[1] - box[0], box[3] - box[2]), "box", ANOTHER_BOX)
    for layer, (weight, bias) in enumerate(zip(network.weights, network.biases, strict=True)):
        sizes = np.abs(weight)
        with np.errstate(over="ignore"):
            reach = float((sizes.sum(axis=1) * reach + np.abs(bias)).max())
        _check_large(reach, f"layer {layer}", RESCALED)
        if sizes.any():
            slope *= float(sizes.max())
            _check_small(slope, f"layer {layer}", RESCALED)


def _check_large(size: float, place: str, remedy: str) -> None:
    if size > LARGEST:
        raise DataError(f"values up to {size:.0e} may come up, more than {LARGEST:.0e}", place=place, remedy=remedy)


def _check_small(size: float, place: str, remedy: str) -> None:
    if size < SMALLEST:
        raise DataError(f"differences of {size:.0e} come up, less than {SMALLEST:.0e}", place=place, remedy=remedy)
