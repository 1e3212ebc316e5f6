"""Vertices where a kink line crosses edges: where they lie, and how surely."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analyses.relu.preactivations import SMALLEST, crossing_spread

if TYPE_CHECKING:
    from analyses.relu.preactivations import Preactivations
    from analyses.relu.subdivision import Floats, Indices, Subdivision

NOTHING = 2.0**-60
"""Of the margin: a pre-activation that moves no crossing."""


def add_vertices(subdivision: Subdivision, neuron: int, tail: Indices, head: Indices,
                 values: Preactivations) -> tuple[Indices, Floats]:  # fmt: skip
    """Add the points where the line crosses edges; return their numbers, and how far from tail to head they are.

    The signs at the ends are opposite and known, so sizes are enough. What is as good as 0 beside the
    margin is kept off it, so that there is a quotient.
    """
    margin = float(values.margin[neuron])
    least = max(margin * NOTHING, SMALLEST)
    at_tail = np.maximum(np.abs(values.values(neuron, tail)), least)
    at_head = np.maximum(np.abs(values.values(neuron, head)), least)
    change = at_tail + at_head
    share: Floats = at_tail / change
    new = np.arange(subdivision.n_vertices, subdivision.n_vertices + len(tail))
    start = subdivision.position[:, tail]
    way = subdivision.position[:, head] - start
    subdivision.position[:, subdivision.n_vertices : subdivision.n_vertices + len(new)] = start + share * way
    spread = crossing_spread(way, change, margin, subdivision.diameter)
    if values.in_doubt:
        for end, size in ((tail, at_tail), (head, at_head)):
            _pass_on(subdivision.spread[end], size, margin, spread)
    subdivision.spread[new] = spread
    subdivision.n_vertices += len(new)
    return new, share


def _pass_on(of_end: Floats, size: Floats, margin: float, spread: Floats) -> None:
    """Widen the spread of crossings to that of ends whose values may come from integers.

    Such a value is that of the edge's true end, so the crossing is as far off as the float end is.
    """
    near = size <= margin * of_end
    spread[near] = np.maximum(spread[near], of_end[near])
