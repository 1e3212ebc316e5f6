"""Exercise 4: two networks on grids, with their gradients."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from report import Exercise, Figure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from report import Resolved, Settings

SEED = 5
REACH, POINTS = 10.0, 500
LEVELS = 20


@dataclass(frozen=True, eq=False)
class Field:
    """A network's output on a square grid, shape (n, n), over its axis; its least and largest value."""

    axis: NDArray[np.float64]
    output: NDArray[np.float64]
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class NetworksResult:
    """The fields by title, and gradients, of shape (n, n, 2), of those on the small square."""

    fields: Mapping[str, Field]
    gradients: Mapping[str, NDArray[np.float64]]


def compute(inputs: Mapping[str, Resolved], settings: Settings) -> NetworksResult:
    """Evaluate on the grids."""
    from analyses.relu.architectures import ShallowNN, SharedDeepNN, plain, seeded
    from analyses.sheet05.linear_regions.grids import grid_points, on_grid, wide_view

    axis = np.linspace(-REACH, REACH, POINTS)
    fields, gradients = {}, {}
    networks = {"shallow": plain(seeded(ShallowNN, SEED)), "deep": plain(seeded(SharedDeepNN, SEED))}
    for name, network in networks.items():
        seen = on_grid(network, grid_points(axis))
        low, high = float(seen.output.min()), float(seen.output.max())
        fields[name] = Field(axis, seen.output.reshape(POINTS, POINTS), low, high)
        gradients[name] = seen.gradient.reshape(POINTS, POINTS, 2)
    far = wide_view(networks["shallow"])
    fields["shallow, far"] = Field(far.axis, far.output, far.low, far.high)
    return NetworksResult(fields, gradients)


def draw_fields(canvas: Any, result: NetworksResult) -> None:
    """Draw the outputs as filled contours."""
    for axes, (title, field) in zip(canvas.subplots(1, len(result.fields)), result.fields.items(), strict=True):
        shade = axes.contourf(field.axis, field.axis, field.output, LEVELS)
        shade.set_rasterized(True)
        axes.set(title=title, aspect="equal")
        canvas.colorbar(shade, ax=axes, location="bottom")


def draw_gradients(canvas: Any, result: NetworksResult) -> None:
    """Draw both components of each gradient as images, on one colour scale a network."""
    panels = canvas.subplots(len(result.gradients), 2, sharex=True, sharey=True)
    extent = (-REACH, REACH, -REACH, REACH)
    for row, (title, gradient) in zip(panels, result.gradients.items(), strict=True):
        bound = float(np.abs(gradient).max())
        for axes, component in zip(row, np.moveaxis(gradient, -1, 0), strict=True):
            shade = axes.imshow(component, extent=extent, origin="lower", vmin=-bound, vmax=bound, rasterized=True)
        canvas.colorbar(shade, ax=row)
        row[0].set_ylabel(title)


EXERCISE = Exercise(
    number=4,
    slug="networks",
    title="Networks",
    compute=compute,
    figures=(
        Figure("fields", draw_fields, lambda result: f"Filled contours: {', '.join(result.fields)}."),
        Figure("gradients", draw_gradients, lambda result: f"Gradients: {', '.join(result.gradients)}.", height=4.6),
    ),
)
