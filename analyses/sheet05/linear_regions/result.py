"""What exercise 4 finds, and the values that its caller may set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyses.sheet05.linear_regions.trained import Training
from report import Estimate, Parameter

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

REACH = 10.0
"""The exercise's box is -REACH to REACH in both coordinates."""

ZOOM = 1.5
"""Half side of the closest look."""

POINTS = 500
"""Grid points a side in that box."""

WIDE_REACH, WIDE_POINTS = 10_000.0, 5_000
"""The wide grid of 4(b)."""

SEED = Parameter("regions_seed", 5, "seed of the networks of exercise 4", low=0)
SEEDS = Parameter("regions_seeds", 300, "exercise 4 generalises over this many seeds, from 0", low=20, high=5000)

CONFIDENCE = 0.95
"""Of every interval."""

SHALLOW, SHARED, DISTINCT, EQUAL = "shallow", "shared", "distinct", "equal"
"""Names of the four networks: 2-20-1, deep as handed in, deep with distinct layers, deep with 81 parameters."""


@dataclass(frozen=True)
class Layer:
    """An affine layer: its name, itself as torch prints it, and its parameters."""

    name: str
    printed: str
    parameters: int


@dataclass(frozen=True, eq=False)
class Polygons:
    """Faces and edges of a subdivision, ready to be drawn.

    Attributes
    ----------
    corners : ndarray of shape (corners, 3)
        Homogeneous (x, y, w), anticlockwise face after face; w = 0 is a direction at infinity.
    start : ndarray of shape (faces + 1,)
        Face f has the corners ``start[f]:start[f + 1]``.
    gradients : ndarray of shape (faces, 2)
    offsets : ndarray of shape (faces,)
        The network is gradient . p + offset on a face.
    edges : ndarray of shape (edges, 2, 3)
        Both ends, homogeneous.
    depths : ndarray of shape (edges,)
        Hidden layer, from 0, whose kink an edge is.
    patterns : ndarray of bool, shape (faces, hidden neurons)
        Which neurons are on, layer after layer.
    areas : ndarray of shape (faces,)
        Infinite where a face reaches infinity.
    """

    corners: Floats
    start: Integers
    gradients: Floats
    offsets: Floats
    edges: Floats
    depths: Integers
    patterns: NDArray[np.bool_]
    areas: Floats


@dataclass(frozen=True, eq=False)
class View:
    """One network at one seed, on the grid and on its exact regions in the box.

    Attributes
    ----------
    name, title, widths : str
    printed : str
        The module as torch prints it.
    layers : tuple of Layer
        Those with parameters of their own.
    parameters, expected_parameters : int
        As torch counts them, and by the formula.
    output : ndarray of shape (n, n)
        Rows are the second coordinate, upwards.
    gradient : ndarray of shape (n, n, 2)
        Exact, by the activation pattern at each point.
    seen : int
        Activation patterns at grid points.
    activation_regions, linear_regions : int
        Exact numbers in the box.
    polygons : Polygons
        Of the box.
    """

    name: str
    title: str
    widths: str
    printed: str
    layers: tuple[Layer, ...]
    parameters: int
    expected_parameters: int
    output: Floats
    gradient: Floats
    seen: int
    activation_regions: int
    linear_regions: int
    polygons: Polygons


@dataclass(frozen=True, eq=False)
class WideView:
    """The shallow network on the wide grid.

    Attributes
    ----------
    axis : ndarray of shape (m,)
        Every tenth grid coordinate.
    output : ndarray of shape (m, m)
        At every tenth point in both directions.
    low, high : float
        Least and largest output over all points.
    points : int
        Of the grid.
    seen : int
        Activation patterns at all of them.
    handed_in_bytes : int
        What the arrays of the code as handed in take together when they are largest.
    """

    axis: Floats
    output: Floats
    low: float
    high: float
    points: int
    seen: int
    handed_in_bytes: int

    @property
    def handed_in_gigabytes(self) -> float:
        """The same in GiB."""
        return self.handed_in_bytes / 2**30


@dataclass(frozen=True, eq=False)
class Crossings:
    """Where the lines of the shallow network's neurons cross.

    Attributes
    ----------
    total, outside, inside, hitting : int
        Crossings, those outside and inside the box, and lines that meet the box.
    farthest : float
        Largest coordinate of a crossing, in absolute value.
    over_seeds : Estimate
        Mean share of crossings outside the box, with its interval.
    all_inside : int
        Seeds for which no crossing lies outside.
    distances : ndarray of shape (quantiles,)
        Quantiles of the largest coordinate, over all crossings of all seeds.
    levels : ndarray of shape (quantiles,)
        Share of crossings that lie farther out.
    beyond, beyond_tenfold : float
        Share of all seeds' crossings outside the box, and outside a box ten times as wide, in [0, 1].
    """

    total: int
    outside: int
    inside: int
    hitting: int
    farthest: float
    over_seeds: Estimate
    all_inside: int
    distances: Floats
    levels: Floats
    beyond: float
    beyond_tenfold: float

    @property
    def falls(self) -> float:
        """How many times fewer crossings lie outside a box ten times as wide; infinite if none does."""
        return self.beyond / self.beyond_tenfold if self.beyond_tenfold else float("inf")


@dataclass(frozen=True, eq=False)
class HandedIn:
    """The gradient along the first coordinate as it was handed in, held against the exact one.

    Attributes
    ----------
    gradient : ndarray of shape (n, n)
        Differences without a spacing, rows upwards; the picture showed them upside down.
    factor, expected_factor : float
        Median of exact over handed in, and one over the grid spacing.
    off : float
        Share of pixels more than 1 % of the largest gradient away from the exact one although the
        factor is mended, in [0, 1].
    agrees_as_shown, agrees_upright : float
        Share of pixels within that 1 %, as the picture showed them and the right way up.
    prism_cycles : int
        How often the colour map ``prism`` runs through its colours.
    """

    gradient: Floats
    factor: float
    expected_factor: float
    off: float
    agrees_as_shown: float
    agrees_upright: float
    prism_cycles: int


@dataclass(frozen=True, eq=False)
class Population:
    """Linear regions in the box over many seeds.

    Attributes
    ----------
    name, title : str
    parameters : int
    regions : ndarray of shape (seeds,)
        Sorted.
    median : Estimate
        With its interval from order statistics.
    ahead : float
        Share of seeds at which it has more linear regions than the shallow network, in [0, 1].
    """

    name: str
    title: str
    parameters: int
    regions: Integers
    median: Estimate
    ahead: float


@dataclass(frozen=True, eq=False)
class LinearRegionsResult:
    """Four networks on the plane, at one seed and over many.

    Attributes
    ----------
    seed, seeds : int
    confidence : float
        Of the intervals.
    axis : ndarray of shape (n,)
        Grid coordinates in the box.
    views : mapping of str to View
        By name, the shallow network first.
    plane : Polygons
        Of the shallow network on the whole plane.
    zoom : Polygons
        Of it within the closest look.
    plane_regions, general_position : int
        Its regions there, and what as many lines in general position would leave.
    unbounded : int
        Of the regions there, those that reach infinity.
    farthest_corner : float
        Largest coordinate of a corner of these regions, infinity aside.
    wide : WideView
    crossings : Crossings
    handed_in : HandedIn
    gradient_error : float
        Largest distance, over all networks, of the pattern's gradient to the exact regions' maps.
    flat_or_unit : int
        Regions of the shallow network in the box with a gradient component that is 0 or 1.
    populations : tuple of Population
    training : Training
    """

    seed: int
    seeds: int
    confidence: float
    axis: Floats
    views: Mapping[str, View]
    plane: Polygons
    zoom: Polygons
    plane_regions: int
    general_position: int
    unbounded: int
    farthest_corner: float
    wide: WideView
    crossings: Crossings
    handed_in: HandedIn
    gradient_error: float
    flat_or_unit: int
    populations: tuple[Population, ...]
    training: Training

    @property
    def shallow(self) -> View:
        """The network of 4(a)."""
        return self.views[SHALLOW]

    @property
    def deep(self) -> tuple[View, ...]:
        """The networks of 4(d)."""
        return tuple(view for name, view in self.views.items() if name != SHALLOW)
