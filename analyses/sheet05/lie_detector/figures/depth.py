"""Truth from the first layer to the last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from analyses.sheet05.lie_detector.figures.palette import GENERAL, POLAR
from analyses.sheet05.lie_detector.result import LieDetectorResult
from report import Estimate

if TYPE_CHECKING:
    from analyses.truth.depth import Depth


def draw_depth(canvas: Any, result: LieDetectorResult) -> None:
    """Draw transfer, directions and lengths against the layer, one panel each."""
    depth = result.depth
    if depth is None:
        return
    transfer, directions, lengths = canvas.subplots(1, 3)
    layers = [one.layer for one in depth.layers]
    for name in result.sets:
        known = [one.auroc.get(name) for one in depth.layers]
        _line(transfer, layers, known, name)
    transfer.set(title=f"probe trained on {depth.train}", ylabel="AUROC", ylim=(0, 1))
    for axes in (transfer, directions):
        axes.axhline(0.5, color="0.6", linewidth=0.6, zorder=0)
    if depth.layers[0].general:
        _truth(directions, lengths, layers, depth)
    for axes in (transfer, directions, lengths):
        axes.axvline(result.source["layer"], color="0.6", linewidth=0.8, linestyle=":", zorder=0)
        axes.set_xlabel("layer")
    canvas.legend(*transfer.get_legend_handles_labels(), loc="outside lower left", ncols=2, fontsize=7.5)
    canvas.legend(*lengths.get_legend_handles_labels(), loc="outside lower right", ncols=2, fontsize=7.5)


def _truth(directions: Any, lengths: Any, layers: list[int], depth: Depth) -> None:
    for place, words, colour, style in ((0, "$t_G$", GENERAL, "-"), (1, "$t_P$", POLAR, "--")):
        for negated in (False, True):
            name = f"neg_{depth.train}" if negated else depth.train
            known = [one.along[name][place] for one in depth.layers]
            _line(directions, layers, known, "", color=colour, linestyle=style, linewidth=0.9 if negated else 1.5)
        known_lengths = [one.polar if place else one.general for one in depth.layers]
        _line(lengths, layers, known_lengths, f"length and AUROC of {words}", color=colour, linestyle=style)
    directions.set(title="along $t_G$, along $t_P$", ylim=(0, 1))
    lengths.set(title="length", yscale="symlog")
    lengths.set_yscale("symlog", linthresh=0.1)


def _line(axes: Any, layers: list[int], values: Sequence[Estimate | None], label: str, **style: Any) -> None:
    nothing = float("nan")
    rows = np.array([(one.value, one.low, one.high) if one else (nothing, nothing, nothing) for one in values])
    (line,) = axes.plot(layers, rows[:, 0], label=label, **style)
    axes.fill_between(layers, rows[:, 1], rows[:, 2], color=line.get_color(), alpha=0.15, linewidth=0)


def alt_depth(result: LieDetectorResult) -> str:
    """Describe the course of truth through the layers."""
    depth = result.depth
    if depth is None:
        return "Left out: the archive has no statistics of its layers."
    said = []
    for one in depth.layers[:: max(1, len(depth.layers) // 6)]:
        areas = ", ".join(f"{area.value:.2f} on {name}" for name, area in one.auroc.items())
        said.append(f"layer {one.layer}: AUROC {areas}")
        if one.general and one.polar:
            said[-1] += f"; t_G is {one.general.value:.1f} and t_P {one.polar.value:.1f} long"
    return (
        f"Three panels over {len(depth.layers)} layers: transfer, AUROC along t_G and t_P, and their lengths. "
        f"{'. '.join(said)}."
    )
