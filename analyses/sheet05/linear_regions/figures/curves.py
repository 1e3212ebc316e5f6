"""What holds over many seeds, as curves."""

from __future__ import annotations

from typing import Any

import numpy as np

from analyses.sheet05.linear_regions.figures.fields import SHORT
from analyses.sheet05.linear_regions.result import LinearRegionsResult
from analyses.sheet05.linear_regions.setting import REACH


def draw_crossings(canvas: Any, result: LinearRegionsResult) -> None:
    """Draw the share of crossings that lie outside a box, over its half side."""
    axes = canvas.subplots()
    shown = result.crossings.distances > 0
    axes.plot(result.crossings.distances[shown], result.crossings.levels[shown], label="crossings of two lines")
    axes.axvline(REACH, color="0.35", linestyle="--", linewidth=1.0, label=rf"box $\pm{REACH:g}$")
    axes.axvline(-result.wide.axis[0], color="0.35", linestyle=":", linewidth=1.0, label=r"box $\pm 10\,000$")
    axes.set(xscale="log", yscale="log", xlabel="half side of a box", ylabel="share of crossings outside")
    axes.set(xlim=(0.1, 1e5), ylim=(1e-5, 1.5))
    axes.legend(loc="lower left")


def draw_populations(canvas: Any, result: LinearRegionsResult) -> None:
    """Draw the distribution of linear regions over seeds, a rising curve a network."""
    axes = canvas.subplots()
    for population in result.populations:
        share = np.arange(1, population.regions.size + 1) / population.regions.size
        axes.plot(
            population.regions,
            share,
            drawstyle="steps-post",
            label=f"{SHORT[population.name]} ({population.parameters})",
        )
    axes.axvline(result.general_position, color="0.35", linewidth=0.8, linestyle=(0, (1, 2)))
    axes.annotate(
        f"{result.general_position}", xy=(result.general_position, 0.0), xytext=(3, 3), textcoords="offset points"
    )
    axes.set(xlabel=rf"linear regions in $\pm{REACH:g}$", ylabel="share of seeds with at most so many", ylim=(0, 1.02))
    axes.legend(loc="upper left", title="network (parameters)", title_fontsize=8.5)


def alt_crossings(result: LinearRegionsResult) -> str:
    """Describe the crossings over seeds."""
    found = result.crossings
    return (
        "A falling curve, both axes logarithmic: the share of crossings outside a box over its half side, for "
        f"{result.seeds} seeds. At {REACH:g} it is {found.over_seeds.value:.1%}, and it goes on falling about as one "
        f"over the half side; a share of {found.levels[-1]:.1g} lies beyond {found.distances[-1]:.2g}."
    )


def alt_populations(result: LinearRegionsResult) -> str:
    """Describe the region counts over seeds."""
    parts = [
        f"{SHORT[one.name]} from {one.regions[0]} to {one.regions[-1]} with the median {one.median.value:g}"
        for one in result.populations
    ]
    return f"Rising curves of the linear regions in the box over {result.seeds} seeds: {'; '.join(parts)}."
