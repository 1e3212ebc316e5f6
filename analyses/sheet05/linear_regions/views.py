"""A network seen: its layers, its values on grids, its exact regions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyses.sheet05.linear_regions.setting import Floats, Integers


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
