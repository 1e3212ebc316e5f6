"""The figures of exercise 3."""

from __future__ import annotations

from typing import Any

import numpy as np

from analyses.sheet05.softargmax.result import LAMBDAS, SoftArgmaxResult
from report import Figure

LINESTYLES = ("-", "--", "-.")
LEVELS = np.arange(-0.75, 1.75, 0.25)
"""Level lines of lse and max."""


def draw_lse(canvas: Any, result: SoftArgmaxResult) -> None:
    """Draw lse for each lambda, and max, on one colour scale."""
    fields = [(rf"$\lambda={lam}$", result.lse[lam]) for lam in LAMBDAS] + [(r"$\max(\sigma)$", result.maximum)]
    low, high = float(result.maximum.min()), max(float(field.max()) for _, field in fields)
    extent = (result.axis[0], result.axis[-1], result.axis[0], result.axis[-1])
    canvas.set_layout_engine("compressed")
    panels = canvas.subplots(1, len(fields), sharex=True, sharey=True)
    for axes, (title, field) in zip(panels, fields, strict=True):
        shade = axes.imshow(field, extent=extent, origin="lower", cmap="viridis", vmin=low, vmax=high, rasterized=True)
        axes.contour(result.axis, result.axis, field, levels=LEVELS, colors="white", linewidths=0.5, linestyles="-")
        axes.set(title=title, aspect="equal", xlabel=r"$\sigma_1$", xticks=(-1, 0, 1), yticks=(-1, 0, 1))
    panels[0].set_ylabel(r"$\sigma_2$")
    canvas.colorbar(shade, ax=panels, shrink=0.7, label="lse, max", ticks=(-1, 0, 1))


def draw_gap(canvas: Any, result: SoftArgmaxResult) -> None:
    """Draw lse - max along the upper edge of the grid, where sigma_2 = 1, with its bound for each lambda."""
    axes = canvas.subplots()
    distance = result.axis[-1] - result.axis
    for lam, linestyle in zip(LAMBDAS, LINESTYLES, strict=True):
        gap = result.lse[lam][-1] - result.maximum[-1]
        (line,) = axes.plot(distance, gap, linestyle=linestyle, label=rf"$\lambda={lam}$")
        axes.axhline(result.bound[lam], color=line.get_color(), linewidth=0.6, alpha=0.8)
        axes.annotate(
            rf"$\log(2)/{lam}$" if lam > 1 else r"$\log 2$",
            xy=(0.6 * distance[0], result.bound[lam]),
            xytext=(0, 2),
            textcoords="offset points",
        )
    axes.set(
        xlabel=r"$|\sigma_1-\sigma_2|$",
        ylabel=r"$\operatorname{lse}(\sigma;\lambda)-\max(\sigma)$",
        yscale="log",
        xlim=(0, distance[0]),
        ylim=(1e-6, 2.0),
    )
    axes.legend(loc="lower right")


def draw_softargmax(canvas: Any, result: SoftArgmaxResult) -> None:
    """Draw both components of softargmax for each lambda, and one-hot argmax, on one colour scale."""
    columns = [(rf"$\lambda={lam}$", result.softargmax[lam]) for lam in LAMBDAS]
    columns.append(("one-hot argmax", result.onehot))
    low, high = result.axis[0], result.axis[-1]
    canvas.set_layout_engine("compressed")
    panels = canvas.subplots(2, len(columns), sharex=True, sharey=True)
    for column, (title, components) in enumerate(columns):
        for component, axes in enumerate(panels[:, column]):
            shade = axes.imshow(
                components[component],
                extent=(low, high, low, high),
                origin="lower",
                cmap="cividis",
                vmin=0,
                vmax=1,
                rasterized=True,
            )
            axes.set(xticks=(-1, 0, 1), yticks=(-1, 0, 1))
        panels[0, column].set_title(title)
        panels[1, column].set_xlabel(r"$\sigma_1$")
    for axes, name in zip(panels[:, 0], ("first", "second"), strict=True):
        axes.set_ylabel(f"{name} component\n$\\sigma_2$")
    canvas.colorbar(shade, ax=panels, shrink=0.7, label="component", ticks=(0, 0.5, 1))


def alt_lse(result: SoftArgmaxResult) -> str:
    """Describe the first figure."""
    gaps = ", ".join(f"{result.gap[lam]:.2g} for lambda = {lam}" for lam in LAMBDAS)
    return (
        f"Four panels over the square from {result.axis[0]:g} to {result.axis[-1]:g}: lse for lambda = "
        f"{', '.join(map(str, LAMBDAS))}, and the maximum. All rise to the upper right. The level lines of the maximum "
        "are right angles with their corners on the diagonal; those of lse are round there, and rounder for smaller "
        f"lambda. The largest distance to the maximum is {gaps}."
    )


def alt_gap(result: SoftArgmaxResult) -> str:
    """Describe the second figure."""
    return (
        "Three falling curves of lse minus max over the distance of the two entries, on a logarithmic scale. Each "
        f"begins at its bound, log 2 over lambda, from {result.bound[LAMBDAS[0]]:.2g} for lambda = {LAMBDAS[0]} to "
        f"{result.bound[LAMBDAS[-1]]:.2g} for lambda = {LAMBDAS[-1]}, and falls the faster the larger lambda is."
    )


def alt_softargmax(result: SoftArgmaxResult) -> str:
    """Describe the third figure."""
    shares = ", ".join(f"{result.undecided[lam]:.0%} for lambda = {lam}" for lam in LAMBDAS)
    return (
        "Two rows of four panels: the components of softargmax for each lambda, and of one-hot argmax. The first "
        "component goes from 0 above the diagonal to 1 below it, the second the other way; on the diagonal both are "
        f"one half. The share of the square that is more than 0.01 from one-hot is {shares}."
    )


FIGURES = (
    Figure("lse", draw_lse, alt_lse, height=1.85),
    Figure("gap", draw_gap, alt_gap, height=2.2),
    Figure("softargmax", draw_softargmax, alt_softargmax, height=3.0),
)
