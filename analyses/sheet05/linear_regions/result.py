"""What exercise 4 finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from analyses.relu.certificate import Certificate
from analyses.sheet05.linear_regions.findings import Crossings, HandedIn, Population
from analyses.sheet05.linear_regions.setting import SHALLOW, Floats
from analyses.sheet05.linear_regions.trained import Training
from analyses.sheet05.linear_regions.views import Polygons, View, WideView


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
    certificates : tuple of Certificate
        Of these regions, and of each network's in the box.
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
    certificates: tuple[Certificate, ...]
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
    def proving_signs(self) -> int:
        """Signs in integers by which the numbers of regions are proved."""
        return sum(certificate.signs for certificate in self.certificates)

    @property
    def deep(self) -> tuple[View, ...]:
        """The networks of 4(d)."""
        return tuple(view for name, view in self.views.items() if name != SHALLOW)
