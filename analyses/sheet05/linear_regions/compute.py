"""Exercise 4 computed: four networks at one seed, and region counts over many."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from analyses.relu.bounds import regions_of_lines
from analyses.relu.certificate import certify
from analyses.relu.enumeration import enumerate_regions
from analyses.sheet05.linear_regions.comparison import handed_in, populations
from analyses.sheet05.linear_regions.grids import grid_points, on_grid, wide_view
from analyses.sheet05.linear_regions.lines import crossings
from analyses.sheet05.linear_regions.result import LinearRegionsResult
from analyses.sheet05.linear_regions.setting import (
    CONFIDENCE,
    DISTINCT,
    EQUAL,
    POINTS,
    REACH,
    SEED,
    SEEDS,
    SHALLOW,
    SHARED,
    ZOOM,
    Floats,
)
from analyses.sheet05.linear_regions.views import Layer, Polygons, View
from report import Resolved, Settings

if TYPE_CHECKING:
    from torch import nn

    from analyses.relu.networks import Network
    from analyses.relu.regions import Regions

BOX = (-REACH, REACH, -REACH, REACH)
TITLES = {
    SHALLOW: "2-20-1",
    SHARED: "2-5-5-5-5-1, shared",
    DISTINCT: "2-5-5-5-5-1, distinct",
    EQUAL: "2-5-5-5-1",
}


def builders() -> Mapping[str, Callable[[], nn.Module]]:
    """Return what makes each network, by name."""
    from analyses.relu.architectures import DeepNN, ShallowNN, SharedDeepNN

    return {SHALLOW: ShallowNN, SHARED: SharedDeepNN, DISTINCT: DeepNN, EQUAL: lambda: DeepNN((5, 5, 5))}


def compute(inputs: Mapping[str, Resolved], settings: Settings) -> LinearRegionsResult:  # noqa: ARG001  it reads no data
    """Return exercise 4's result."""
    from analyses.relu.architectures import plain, seeded
    from analyses.sheet05.linear_regions.training import training

    seed, seeds = SEED.of(settings), SEEDS.of(settings)
    modules = {name: seeded(build, seed) for name, build in builders().items()}
    networks = {name: plain(module) for name, module in modules.items()}
    regions = {name: enumerate_regions(network, box=BOX) for name, network in networks.items()}
    everywhere = enumerate_regions(networks[SHALLOW], box=None)
    many = {name: [plain(seeded(build, other)) for other in range(seeds)] for name, build in builders().items()}
    counts = {
        name: np.array([enumerate_regions(network, box=BOX).linear_regions for network in group])
        for name, group in many.items()
    }
    axis = np.linspace(-REACH, REACH, POINTS)
    views = {name: view(name, modules[name], networks[name], regions[name], axis) for name in modules}
    shallow = views[SHALLOW]
    jacobians = regions[SHALLOW].jacobians[:, 0]
    return LinearRegionsResult(
        seed=seed,
        seeds=seeds,
        confidence=CONFIDENCE,
        axis=axis,
        views=views,
        plane=polygons(everywhere),
        zoom=polygons(enumerate_regions(networks[SHALLOW], box=(-ZOOM, ZOOM, -ZOOM, ZOOM))),
        plane_regions=everywhere.linear_regions,
        general_position=regions_of_lines(networks[SHALLOW].hidden_widths[0]),
        unbounded=int(everywhere.unbounded.sum()),
        certificates=(
            certify(everywhere, networks[SHALLOW]),
            *(certify(regions[name], network) for name, network in networks.items()),
        ),
        farthest_corner=farthest_corner(everywhere),
        wide=wide_view(networks[SHALLOW]),
        crossings=crossings(networks[SHALLOW], many[SHALLOW]),
        handed_in=handed_in(shallow.output, shallow.gradient[..., 0]),
        gradient_error=max(gradient_error(networks[name], regions[name]) for name in networks),
        flat_or_unit=int(((jacobians == 0) | (jacobians == 1)).any(axis=1).sum()),
        populations=populations(TITLES, {name: one.parameters for name, one in views.items()}, counts),
        training=training(builders(), TITLES),
    )


def view(name: str, module: nn.Module, network: Network, regions: Regions, axis: Floats) -> View:
    """Return one network on the grid and on its exact regions."""
    from analyses.relu.architectures import parameter_count

    seen = on_grid(network, grid_points(axis))
    shared = layers(module)
    return View(
        name=name,
        title=TITLES[name],
        widths=str(network),
        printed=str(module),
        layers=shared,
        parameters=parameter_count(module),
        expected_parameters=sum(layer.parameters for layer in shared),
        output=seen.output.reshape(axis.size, axis.size),
        gradient=seen.gradient.reshape(axis.size, axis.size, 2),
        seen=np.unique(seen.pattern).size,
        activation_regions=regions.activation_regions,
        linear_regions=regions.linear_regions,
        polygons=polygons(regions),
    )


def layers(module: nn.Module) -> tuple[Layer, ...]:
    """Return the affine layers of `module`, a shared one once, with (inputs + 1) x outputs parameters each."""
    from torch import nn

    return tuple(
        Layer(name, str(part), (part.in_features + 1) * part.out_features)
        for name, part in module.named_modules()
        if isinstance(part, nn.Linear)
    )


def polygons(regions: Regions) -> Polygons:
    """Return the faces and inner edges of `regions`, ready to be drawn."""
    start, ring = regions.rings
    inner = (regions.edge_faces >= 0).all(axis=1)
    return Polygons(
        corners=regions.vertices[ring],
        start=np.asarray(start, dtype=np.int64),
        gradients=regions.jacobians[:, 0],
        offsets=regions.offsets[:, 0],
        edges=regions.vertices[regions.edge_vertices[inner]],
        depths=np.asarray(regions.edge_neurons[inner, 0], dtype=np.int64),
        patterns=regions.patterns,
        areas=regions.areas,
    )


def farthest_corner(regions: Regions) -> float:
    """Return the largest coordinate of a corner inside the plane; a corner at infinity is none, nor is the origin's."""
    finite = regions.vertices[regions.vertices[:, 2] > 0]
    return float(np.abs(finite[:, :2] / finite[:, 2:]).max())


def gradient_error(network: Network, regions: Regions) -> float:
    """Return how far the grid's way to a gradient is from the exact regions' maps, inside every face."""
    found = on_grid(network, regions.interior).gradient
    return float(np.abs(found - regions.jacobians[:, 0]).max())
