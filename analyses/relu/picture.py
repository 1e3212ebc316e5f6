"""Regions as polygons: hue for the gradient's direction, saturation for its size, level lines, kinks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from analyses.relu.colour import gradient_colours
from analyses.relu.tracing import Chart, Disk, Flat, kinks, level_lines, outlines

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from analyses.relu.regions import Box, Regions

    Floats = NDArray[np.float64]

VECTORS = 10_000
"""Faces up to which a panel is drawn in vectors."""
SEAM = 0.25
"""Points by which a face reaches over its edge, so that no seam shows."""
FIRST_KINK, DEEPER_KINKS = 0.5, 0.65
"""Points of width of the first layer's kinks, and the factor from one layer to the next."""
INK = "#1d2126"
MIDDLE = 0.15
"""Part of the box, in each direction, that the zoom shows."""
LEVELS = 12
"""Level lines in a panel, about."""
DOUBLINGS = 5
"""Of the step between levels, towards the rim of the disk."""


def draw_regions(axes: Axes, regions: Regions, *, window: Box | None = None, largest: float | None = None,
                 output: int = 0, levels: Floats | None = None) -> None:  # fmt: skip
    """Draw regions onto `axes`: those of a box, or the whole plane on the disk x / sqrt(s^2 + |x|^2).

    Parameters
    ----------
    axes : matplotlib Axes
        Empty; its limits and aspect are set.
    regions : Regions
    window : tuple of float, optional
        (x0, x1, y0, y1) to look at; the regions' box by default. Not for the whole plane.
    largest : float, optional
        Size of gradient that is fully saturated; by default that of `largest_gradient`.
    output : int
        Which of the network's outputs.
    levels : ndarray, optional
        Values whose level lines are drawn; by default about twelve round ones.
    """
    from matplotlib.collections import LineCollection, PolyCollection  # slow to import, needed to draw alone

    chart: Chart = Flat() if regions.box else Disk()
    if largest is None:
        largest = largest_gradient(regions, output)
    colours = gradient_colours(regions.jacobians[:, output], largest)
    raster = regions.activation_regions > VECTORS
    shapes, shown = _seen(outlines(regions, chart), window)
    axes.add_collection(
        PolyCollection(shapes, facecolors=colours[shown], edgecolors=colours[shown], linewidths=SEAM, rasterized=raster)
    )
    lines, layer = kinks(regions, chart)
    lines, kept = _seen(lines, window)
    widths = FIRST_KINK * DEEPER_KINKS ** layer[kept]
    axes.add_collection(LineCollection(lines, colors=INK, linewidths=widths, linestyles="solid", rasterized=raster))
    contours, _ = _seen(level_lines(regions, _levels(regions, window, output, levels), chart, output), window)
    axes.add_collection(LineCollection(contours, colors="white", linewidths=0.5, linestyles="solid", rasterized=raster))
    _frame(axes, regions, window)


def draw_wheel(axes: Axes, largest: float, steps: int = 201) -> None:
    """Draw the legend: the colour of every gradient up to `largest`, zero in the middle."""
    x, y = np.meshgrid(*[np.linspace(-1, 1, steps)] * 2)
    colours = gradient_colours(np.column_stack([x.ravel(), y.ravel()]), 1.0).reshape(steps, steps, 3)
    image = np.dstack([colours, np.hypot(x, y) <= 1])
    axes.imshow(image, extent=(-1, 1, -1, 1), origin="lower", interpolation="bilinear")
    axes.annotate(
        "", (1, 0), (0, 0), arrowprops={"arrowstyle": "-|>", "lw": 0.6, "color": INK, "shrinkA": 0, "shrinkB": 0}
    )
    axes.text(0, -1.12, rf"$\nabla f$, $|\nabla f|\leq{largest:.2g}$", ha="center", va="top", fontsize="small")
    axes.set(xlim=(-1.1, 1.1), ylim=(-1.1, 1.1), aspect="equal")
    axes.set_axis_off()


def draw_panels(figure: Any, plane: Regions, box: Regions, output: int = 0) -> None:
    """Fill an empty matplotlib Figure: the whole plane on a disk, the box, its middle, and the wheel.

    The third panel shows 15 % of the box in each direction: ±1.5 of ±10.
    """
    largest = max(largest_gradient(plane, output), largest_gradient(box, output))
    disk, flat, near, wheel = figure.subplots(1, 4, width_ratios=[1, 1, 1, 0.42])
    draw_regions(disk, plane, largest=largest, output=output)
    draw_regions(flat, box, largest=largest, output=output)
    draw_regions(near, box, window=_middle(box), largest=largest, output=output)
    disk.set_title("the whole plane")
    flat.set_title("the box")
    near.set_title("its middle")
    draw_wheel(wheel, largest)


def largest_gradient(regions: Regions, output: int = 0) -> float:
    """Return the largest size of an output's gradient over all faces."""
    return float(np.hypot(*regions.jacobians[:, output].T).max())


def describe(plane: Regions, box: Regions) -> str:
    """Return alternative text for `draw_panels`."""
    return (
        f"The linear regions of a network as coloured polygons in three panels: {plane.linear_regions:,} on the "
        f"whole plane, drawn on a disk, {int(plane.unbounded.sum()):,} of them unbounded; {box.linear_regions:,} in "
        f"the box; and those in its middle. Hue is the direction of the gradient, saturation its size; level "
        f"lines are straight in every polygon and bend at its edges."
    )


def _middle(regions: Regions) -> Box | None:
    if regions.box is None:
        return None
    x0, x1, y0, y1 = regions.box
    x, y, dx, dy = (x0 + x1) / 2, (y0 + y1) / 2, MIDDLE * (x1 - x0) / 2, MIDDLE * (y1 - y0) / 2
    return (x - dx, x + dx, y - dy, y + dy)


def _seen(shapes: list[Floats], window: Box | None) -> tuple[list[Floats], NDArray[np.bool_]]:
    """Return the shapes whose bounding box meets the window, and which those are."""
    if window is None or not shapes:
        return shapes, np.ones(len(shapes), dtype=np.bool_)
    low = np.array([shape.min(axis=0) for shape in shapes])
    high = np.array([shape.max(axis=0) for shape in shapes])
    x0, x1, y0, y1 = window
    kept = np.asarray(((high >= (x0, y0)) & (low <= (x1, y1))).all(axis=1))
    return [shape for shape, keep in zip(shapes, kept, strict=True) if keep], kept


def _levels(regions: Regions, window: Box | None, output: int, given: Floats | None) -> Floats:
    """Return the levels to draw: those given, or round values over what the output is in view.

    On the disk, where the output grows without bound towards the rim, the steps double.
    """
    from matplotlib.ticker import MaxNLocator

    if given is not None:
        return given
    points, values = regions.interior, regions.at_interior[:, output]
    view = window or regions.box or (-10.0, 10.0, -10.0, 10.0)
    inside = ((points >= view[::2]) & (points <= view[1::2])).all(axis=1)
    seen = values[inside] if inside.any() else values
    low, high = float(seen.min()), float(seen.max())
    if not low < high:
        return np.empty(0)
    ticks = np.asarray(MaxNLocator(LEVELS).tick_values(low, high))
    if regions.box:
        return ticks
    middle, step = ticks[len(ticks) // 2], ticks[1] - ticks[0]
    steps = step * 2.0 ** np.arange(DOUBLINGS + 1)
    return np.concatenate([middle - steps[::-1], [middle], middle + steps])


def _frame(axes: Axes, regions: Regions, window: Box | None) -> None:
    axes.set_aspect("equal")
    if regions.box is None:
        axes.set(xlim=(-1.02, 1.02), ylim=(-1.02, 1.02))
        axes.set_axis_off()
        return
    x0, x1, y0, y1 = window or regions.box
    axes.set(xlim=(x0, x1), ylim=(y0, y1), xlabel="$x_1$", ylabel="$x_2$")
