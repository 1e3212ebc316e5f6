"""Outputs and gradients as fields over the plane."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from analyses.sheet05.linear_regions.result import LinearRegionsResult
from analyses.sheet05.linear_regions.setting import REACH, Floats
from analyses.sheet05.linear_regions.views import View

SHORT = {"shallow": "2-20-1", "shared": "as handed in", "distinct": "distinct layers", "equal": "2-5-5-5-1"}
"""Titles of panels, by network."""

LEVEL_LINES: Mapping[str, Any] = {"colors": "white", "linewidths": 0.4, "linestyles": "-"}


def draw_outputs(canvas: Any, result: LinearRegionsResult) -> None:
    """Draw the shallow network's output on the box and on the wide grid, each on its own scale."""
    canvas.set_layout_engine("compressed")
    panels = canvas.subplots(1, 2)
    for axes, axis, field in (
        (panels[0], result.axis, result.shallow.output),
        (panels[1], result.wide.axis, result.wide.output),
    ):
        shade = _field(axes, axis, field, cmap="viridis")
        axes.contour(axis, axis, field, levels=12, **LEVEL_LINES)
        canvas.colorbar(shade, ax=axes, shrink=0.85)
    half = -result.wide.axis[0] / 2
    panels[1].set(xticks=(-2 * half, -half, 0, half), yticks=(-2 * half, -half, 0, half))


def draw_gradients(canvas: Any, result: LinearRegionsResult) -> None:
    """Draw both components of the shallow network's exact gradient, on one colour scale."""
    gradient = result.shallow.gradient
    bound = float(np.abs(gradient).max())
    canvas.set_layout_engine("compressed")
    panels = canvas.subplots(1, 2, sharex=True, sharey=True)
    for component, axes in enumerate(panels):
        shade = _field(axes, result.axis, gradient[..., component], cmap="cividis", vmin=-bound, vmax=bound)
        axes.set_title((r"$\partial f/\partial x$", r"$\partial f/\partial y$")[component])
    canvas.colorbar(shade, ax=panels, shrink=0.85)


def draw_handed_in(canvas: Any, result: LinearRegionsResult) -> None:
    """Draw the derivative along x as handed in, upside down in a repeating colour map, beside the right one."""
    canvas.set_layout_engine("compressed")
    left, right = canvas.subplots(1, 2, sharex=True, sharey=True)
    wrong = _field(left, result.axis, result.handed_in.gradient[::-1], cmap="prism")
    left.set_title("as handed in")
    canvas.colorbar(wrong, ax=left, shrink=0.85)
    shade = _field(right, result.axis, result.shallow.gradient[..., 0], cmap="cividis")
    right.set_title(r"$\partial f/\partial x$")
    canvas.colorbar(shade, ax=right, shrink=0.85)


def draw_deep_outputs(canvas: Any, result: LinearRegionsResult) -> None:
    """Draw the outputs of all networks on one colour scale, with ten level lines of their own each."""
    views = tuple(result.views.values())
    low = min(float(view.output.min()) for view in views)
    high = max(float(view.output.max()) for view in views)
    panels = canvas.subplots(1, len(views), sharex=True, sharey=True)
    for axes, view in zip(panels, views, strict=True):
        shade = _field(axes, result.axis, view.output, cmap="viridis", vmin=low, vmax=high)
        if np.ptp(view.output) > 0:
            levels = np.linspace(view.output.min(), view.output.max(), 12)[1:-1]
            axes.contour(result.axis, result.axis, view.output, levels=levels, **LEVEL_LINES)
        axes.set_title(SHORT[view.name])
    canvas.colorbar(shade, ax=panels, shrink=0.8)


def draw_deep_gradients(canvas: Any, result: LinearRegionsResult) -> None:
    """Draw both components of each deep network's exact gradient, on one colour scale."""
    bound = max(float(np.abs(view.gradient).max()) for view in result.deep) or 1.0
    canvas.set_layout_engine("compressed")
    panels = canvas.subplots(2, len(result.deep), sharex=True, sharey=True)
    for column, view in zip(panels.T, result.deep, strict=True):
        for component, axes in enumerate(column):
            shade = _field(axes, result.axis, view.gradient[..., component], cmap="cividis", vmin=-bound, vmax=bound)
        column[0].set_title(SHORT[view.name])
    for axes, name in zip(panels[:, 0], (r"$\partial f/\partial x$", r"$\partial f/\partial y$"), strict=True):
        axes.set_ylabel(name)
    canvas.colorbar(shade, ax=panels, shrink=0.8)


def _field(axes: Any, axis: Floats, field: Floats, **style: Any) -> Any:
    """Draw `field`, rows upwards, each pixel around its grid point."""
    half = (axis[1] - axis[0]) / 2
    low, high = axis[0] - half, axis[-1] + half
    axes.set(aspect="equal", xticks=(-REACH, 0, REACH), yticks=(-REACH, 0, REACH))
    return axes.imshow(field, extent=(low, high, low, high), origin="lower", rasterized=True, **style)


def _range(view: View) -> str:
    return f"from {view.output.min():.3g} to {view.output.max():.3g}"


def _slope(view: View, component: int) -> str:
    values = view.gradient[..., component]
    return f"between {values.min():.2g} and {values.max():.2g}"


def alt_outputs(result: LinearRegionsResult) -> str:
    """Describe the first figure."""
    return (
        f"The shallow network's output as a shaded field with level lines. On the box of half side {REACH:g} it goes "
        f"{_range(result.shallow)}, and its level lines bend where they cross a neuron's line. On the box of half side "
        f"{-result.wide.axis[0]:g} it goes from {result.wide.low:.4g} to {result.wide.high:.4g} and looks like a few "
        "flat wedges that meet in the middle."
    )


def alt_gradients(result: LinearRegionsResult) -> str:
    """Describe the gradients of the shallow network."""
    view = result.shallow
    return (
        "Two fields of patches of constant colour with straight borders, the derivatives of the shallow network's "
        f"output. Along x they lie {_slope(view, 0)}, along y {_slope(view, 1)}."
    )


def alt_handed_in(result: LinearRegionsResult) -> str:
    """Describe the gradient as handed in."""
    wrong = result.handed_in
    return (
        "Left, the derivative along x as handed in: the same patches upside down, in a colour map that runs through "
        f"its colours {wrong.prism_cycles} times, with values {wrong.factor:.4g} times too small. Right, the "
        f"derivative itself."
    )


def alt_deep_outputs(result: LinearRegionsResult) -> str:
    """Describe the outputs of all networks."""
    parts = [f"{SHORT[view.name]} goes {_range(view)}" for view in result.views.values()]
    return f"Outputs of four networks on the box, in one colour scale: {'; '.join(parts)}."


def alt_deep_gradients(result: LinearRegionsResult) -> str:
    """Describe the gradients of the deep networks."""
    parts = [f"{SHORT[view.name]}, along x {_slope(view, 0)} and along y {_slope(view, 1)}" for view in result.deep]
    return f"Derivatives of three deep networks, patches of constant colour, in one colour scale: {'; '.join(parts)}."
