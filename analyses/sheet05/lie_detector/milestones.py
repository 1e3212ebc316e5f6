"""At which layers truth appears, and becomes general."""

from __future__ import annotations

from collections.abc import Sequence

from analyses.sheet05.lie_detector.findings import Milestones
from analyses.truth.depth import Depth, LayerStatistics

CHANCE = 0.5


def milestones(depth: Depth) -> Milestones:
    """Return the layers at which an AUROC first passes half-way from chance to the best it reaches.

    Truth appears where that of the first dataset's own probe does, on held-out rows; it is general
    where that along t_G does in both polarities, the lesser of the two.
    """
    own = [one.auroc[depth.train].value for one in depth.layers]
    appears = _half_way(depth.layers, own)
    if depth.layers[0].general is None:
        return Milestones(appears, None, None, None)
    pair = (depth.train, f"neg_{depth.train}")
    general = [min(one.along[name][0].value for name in pair) for one in depth.layers]
    polar = [min(one.along[pair[0]][1].value, 1 - one.along[pair[1]][1].value) for one in depth.layers]
    becomes, flips = _half_way(depth.layers, general), _half_way(depth.layers, polar)
    at = next(one for one in depth.layers if one.layer == appears)
    ratio = at.polar.value / at.general.value if at.polar and at.general and at.general.value > 0 else None
    return Milestones(appears, flips, becomes, ratio)


def _half_way(layers: Sequence[LayerStatistics], values: Sequence[float]) -> int:
    goal = (CHANCE + max(values)) / 2
    return next(one.layer for one, value in zip(layers, values, strict=True) if value >= goal)
