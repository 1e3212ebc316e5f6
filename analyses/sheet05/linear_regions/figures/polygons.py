"""Exact regions as polygons: hue for the gradient's direction, depth of colour for its size."""

from __future__ import annotations

from typing import Any

import numpy as np

from analyses.sheet05.linear_regions.figures.colours import direction_colours, draw_wheel
from analyses.sheet05.linear_regions.figures.fields import SHORT
from analyses.sheet05.linear_regions.result import LinearRegionsResult
from analyses.sheet05.linear_regions.setting import REACH, ZOOM, Floats
from analyses.sheet05.linear_regions.views import Polygons

HORIZON = 5.0
"""The disk shows x / sqrt(HORIZON^2 + |x|^2): half of its radius is taken by |x| < 2.9."""

PIECES = 8
"""Pieces into which a side is cut where it becomes a curve on the disk."""

LEVELS = 20
"""Level lines of a panel."""


def draw_regions(canvas: Any, result: LinearRegionsResult) -> None:
    """Draw the shallow network's regions on the whole plane, in the box and from near by."""
    disk, box, zoom, wheel = canvas.subplots(1, 4, width_ratios=(1, 1, 1, 0.42))
    scale = _largest(result.shallow.polygons)
    _draw_disk(disk, result.plane, scale)
    _draw_box(box, result.shallow.polygons, scale, REACH)
    _draw_box(zoom, result.shallow.polygons, scale, ZOOM)
    disk.set_title("the whole plane")
    box.set_title(rf"box $\pm{REACH:g}$")
    zoom.set_title(rf"box $\pm{ZOOM:g}$")
    draw_wheel(wheel)


def draw_deep_regions(canvas: Any, result: LinearRegionsResult) -> None:
    """Draw all networks' regions in the box, each coloured relative to its own largest gradient."""
    *panels, wheel = canvas.subplots(1, len(result.views) + 1, width_ratios=(*[1] * len(result.views), 0.42))
    for axes, view in zip(panels, result.views.values(), strict=True):
        _draw_box(axes, view.polygons, _largest(view.polygons), REACH)
        axes.set_title(f"{SHORT[view.name]}: {view.linear_regions}")
    draw_wheel(wheel)


def _largest(polygons: Polygons) -> float:
    return float(np.linalg.norm(polygons.gradients, axis=1).max()) or 1.0


def _draw_box(axes: Any, polygons: Polygons, scale: float, reach: float) -> None:
    """Draw faces, straight level lines in each, and the edges, finer the deeper their neuron."""
    from matplotlib.collections import LineCollection, PolyCollection

    points = polygons.corners[:, :2] / polygons.corners[:, 2:]
    faces = np.split(points, polygons.start[1:-1])
    colours = direction_colours(polygons.gradients / scale)
    axes.add_collection(PolyCollection(faces, facecolors=colours, edgecolors=colours, linewidths=0.25))
    _draw_levels(axes, polygons, points, reach)
    ends = polygons.edges[..., :2] / polygons.edges[..., 2:]
    axes.add_collection(LineCollection(list(ends), colors="0.15", linewidths=_widths(polygons)))
    axes.set(xlim=(-reach, reach), ylim=(-reach, reach), aspect="equal", xticks=(-reach, 0, reach), yticks=())


def _draw_levels(axes: Any, polygons: Polygons, points: Floats, reach: float) -> None:
    """Draw level lines of the network within `reach`: faces as fans of triangles, on which it is linear."""
    from matplotlib.tri import Triangulation

    sizes = np.diff(polygons.start)
    face = np.repeat(np.arange(sizes.size), sizes)
    value = (points * polygons.gradients[face]).sum(axis=1) + polygons.offsets[face]
    triangles = [
        (first, first + step, first + step + 1)
        for first, size in zip(polygons.start[:-1], sizes, strict=True)
        for step in range(1, size - 1)
    ]
    near = value[(np.abs(points) <= reach).all(axis=1)]
    if near.size and np.ptp(near) > 0:
        levels = np.linspace(near.min(), near.max(), LEVELS + 2)[1:-1]
        grid = Triangulation(points[:, 0], points[:, 1], triangles)
        axes.tricontour(grid, value, levels=levels, colors="white", linewidths=0.45, linestyles="-")


def _draw_disk(axes: Any, polygons: Polygons, scale: float) -> None:
    """Draw the whole plane, its horizon a circle."""
    from matplotlib.collections import LineCollection, PolyCollection

    faces = []
    for first, last in zip(polygons.start[:-1], polygons.start[1:], strict=True):
        ring = polygons.corners[first:last]
        faces.append(on_disk(curved(ring, np.roll(ring, -1, axis=0))).reshape(-1, 2))
    colours = direction_colours(polygons.gradients / scale)
    axes.add_collection(PolyCollection(faces, facecolors=colours, edgecolors=colours, linewidths=0.25, rasterized=True))
    curves = on_disk(curved(polygons.edges[:, 0], polygons.edges[:, 1]))
    axes.add_collection(LineCollection(list(curves), colors="0.15", linewidths=_widths(polygons)))
    axes.set(xlim=(-1.02, 1.02), ylim=(-1.02, 1.02), aspect="equal", xticks=(), yticks=())
    axes.spines[:].set_visible(False)


def curved(tails: Floats, heads: Floats, pieces: int = PIECES) -> Floats:
    """Return points along each side, shape (sides, pieces + 1, 3), in homogeneous coordinates."""
    share = np.linspace(0, 1, pieces + 1)[None, :, None]
    return (1 - share) * tails[:, None] + share * heads[:, None]


def on_disk(points: Floats) -> Floats:
    """Return where the disk shows homogeneous points; points at infinity lie on its rim."""
    x, y, w = np.moveaxis(points, -1, 0)
    radius = np.sqrt((HORIZON * w) ** 2 + x**2 + y**2)
    return np.stack([x / radius, y / radius], axis=-1)


def _widths(polygons: Polygons) -> Floats:
    return np.asarray(0.65 * 0.7**polygons.depths)


def alt_regions(result: LinearRegionsResult) -> str:
    """Describe the regions of the shallow network."""
    return (
        "The exact regions of the shallow network as polygons coloured by their gradient, in three panels. On the "
        f"whole plane, drawn as a disk whose rim is infinity, there are {result.plane_regions}; in the box of half "
        f"side {REACH:g} there are {result.shallow.linear_regions}; the closest look shows the middle, where most "
        f"lines cross."
    )


def alt_deep_regions(result: LinearRegionsResult) -> str:
    """Describe the regions of all networks."""
    parts = [f"{SHORT[view.name]} has {view.linear_regions}" for view in result.views.values()]
    return (
        f"The exact regions of four networks in the box, coloured by their gradients: {'; '.join(parts)}. The shallow "
        "network's edges are whole lines; those of the deep ones bend where they cross an edge of an earlier layer."
    )
