"""Regions held against the network they came from, by means that the enumeration did not use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analyses.relu.checks import (
    ROUNDING,
    against_network,
    angle_error,
    area_error,
    forward_error,
    largest_jump,
    rings_close,
    size_of_terms,
)
from analyses.relu.maps import jump_tolerance

if TYPE_CHECKING:
    from analyses.relu.networks import Network
    from analyses.relu.regions import Regions

CLOSE = 2.0**-20
"""Largest relative jump put down to rounding where a kink passes a vertex so closely that integers decided."""


@dataclass(frozen=True)
class Verification:
    """What was checked, and by how much it failed at worst.

    Attributes
    ----------
    faces, inner_edges : int
        How many were looked at.
    euler : int
        V - E + F, without the face outside; 1 for a disk.
    rings : bool
        Whether the half-edges of each face form one closed ring.
    area_error : float
        In a box: |sum of areas / area of the box - 1|, or infinite if an area is negative. On the
        whole plane: |sum of the angles that unbounded faces fill at infinity / 2 pi - 1|.
    continuity_error : float
        Largest difference of the two maps at the ends of an inner edge, relative to the sums on the way.
    forward_error : float
        Largest |map(p) - network(p)| at a point inside each face, absolute.
    gradient_error : float
        Largest difference from autograd's gradient at that point, relative to the sums on the way.
    patterns_differ : int
        Faces whose pattern is not the network's at that point, those too thin for float64 left aside.
    too_thin : int
        Faces so thin that the point inside lies within rounding of a kink; autograd is not asked there.
    decided : int
        As in `Regions`.
    """

    faces: int
    inner_edges: int
    euler: int
    rings: bool
    area_error: float
    continuity_error: float
    forward_error: float
    gradient_error: float
    patterns_differ: int
    too_thin: int
    decided: int

    @property
    def holds(self) -> bool:
        """Whether every check is passed within rounding, continuity within `CLOSE` where integers decided a sign."""
        whole = self.euler == 1 and self.rings and self.patterns_differ == 0
        exact = max(self.area_error, self.gradient_error) <= ROUNDING
        return whole and exact and self.continuity_error <= (CLOSE if self.decided else ROUNDING)

    def __str__(self) -> str:
        return "\n".join([
            f"{'holds' if self.holds else 'DOES NOT HOLD'}: {self.faces:,} faces, {self.inner_edges:,} inner edges",
            f"  V - E + F = {self.euler}; half-edges {'close' if self.rings else 'do not close'} round every face",
            f"  areas (angles at infinity) add up to the whole within {self.area_error:.1e}",
            f"  f is continuous across every edge within {self.continuity_error:.1e}; "
            f"signs decided in integers: {self.decided}",
            f"  f inside every face is the network's within {self.forward_error:.1e}",
            f"  gradients are autograd's within {self.gradient_error:.1e}; {self.patterns_differ} patterns differ; "
            f"{self.too_thin} faces are too thin to ask",
        ])  # fmt: skip


def verify(regions: Regions, network: Network) -> Verification:
    """Check `regions` against `network`; the result says what was checked.

    Gradients are torch's, by automatic differentiation in float64 inside every face. All is compared in floats: with
    biases of a million and more, rounding may exceed what is put down to it. `certify` decides in integers.
    """
    inner = np.asarray((regions.edge_faces >= 0).all(axis=1))
    scale = jump_tolerance(network) * 2.0**44
    differ, thin, gradient_error = against_network(regions, network)
    return Verification(
        faces=regions.activation_regions,
        inner_edges=int(inner.sum()),
        euler=len(regions.vertices) - len(regions.edge_vertices) + regions.activation_regions,
        rings=rings_close(regions),
        area_error=area_error(regions) if regions.box else angle_error(regions),
        continuity_error=largest_jump(regions, inner) / max(size_of_terms(network), np.finfo(float).tiny),
        forward_error=forward_error(regions, network),
        gradient_error=gradient_error / max(scale, np.finfo(float).tiny),
        patterns_differ=differ,
        too_thin=thin,
        decided=regions.decided,
    )
