"""A proof, in integers, that a network has the regions that were enumerated, and no others.

The enumeration tells most signs by floats, and what it allows for rounding is generous, not proved. Here
nothing of it is believed: its result is a list of candidates, and this has to hold in exact arithmetic:

1. Each face has a pattern, and no two have the same.
2. On every face, at its corners, each neuron that its pattern says is on is nowhere negative and somewhere
   positive, and each other nowhere positive. So the hull of the corners lies in the region of that pattern.
3. The edges of each face close up, and the face is to the left of all of them, with an area.
4. The edges that have a face on one side alone run along the sides of the box, or the line at infinity,
   once round.

By 3 and 4 all faces together go once round every point, for inner edges cancel. A face lies in
the hull of its corners, so every point off the edges lies in a region whose pattern is listed; by 1 and 2
each pattern is that of one region. Two regions that share an edge are one linear region where the outputs
are the same integers on both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analyses.relu.exact_polygons import ExactPolygons
from analyses.relu.integers import crossing
from analyses.relu.merging import components

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyses.relu.integers import Integers
    from analyses.relu.networks import Network
    from analyses.relu.regions import Regions

ORIGIN = np.array([0, 0, 1], dtype=object)


@dataclass(frozen=True)
class Certificate:
    """What was proved of a network's regions.

    Attributes
    ----------
    activation_regions, linear_regions : int
        How many there are, where nothing is at fault.
    signs : int
        Signs of neurons at corners that were computed in integers.
    fault : str
        The first condition that does not hold, and where; empty if all hold.
    """

    activation_regions: int
    linear_regions: int
    signs: int
    fault: str = ""

    @property
    def proves(self) -> bool:
        """Whether the numbers of regions are proved."""
        return not self.fault


def certify(regions: Regions, network: Network) -> Certificate:
    """Prove in integers how many regions `network` has in a box or on the plane; `regions` are the candidates.

    Raises
    ------
    ValueError
        If `regions` are those of a network with other hidden layers.
    """
    if regions.hidden_widths != network.hidden_widths:
        raise ValueError(f"regions of hidden layers {regions.hidden_widths}, not {network.hidden_widths}")
    checks = _Checks(regions, network)
    fault = next(checks.faults(), "")
    return Certificate(regions.activation_regions, regions.linear_regions, checks.signs, fault)


class _Checks:
    """Half-edges are numbered as in `HalfEdges`, of which only origins and faces are asked for."""

    def __init__(self, regions: Regions, network: Network) -> None:
        self.regions = regions
        self.exact = ExactPolygons(regions, network)
        self.signs = 0
        self.origin, self.face = regions.edge_vertices.reshape(-1), regions.edge_faces.reshape(-1)
        inside = np.flatnonzero(self.face >= 0)
        order = inside[np.argsort(self.face[inside], kind="stable")]
        sizes = np.bincount(self.face[inside], minlength=regions.activation_regions)
        self.halves = np.split(order, np.cumsum(sizes)[:-1])

    def faults(self) -> Iterator[str]:
        """Yield each condition that does not hold; a later one is only of use where the earlier ones hold."""
        patterns = np.packbits(self.regions.patterns, axis=1)
        count = self.regions.activation_regions
        if len(patterns) != count or not ((self.face >= -1) & (self.face < count)).all():
            yield "there is not one pattern and one linear region for each face"
        if len(np.unique(patterns, axis=0)) != len(patterns):
            yield "two faces have one pattern"
        for face in range(count):
            yield from self._of_face(face)
        yield from self._round_the_domain()
        yield from self._of_linear_regions()

    def _of_face(self, face: int) -> Iterator[str]:
        vertices = self.exact.vertices
        tails, heads = self.origin[self.halves[face]], self.origin[self.halves[face] ^ 1]
        if len(tails) == 0 or (np.sort(tails) != np.sort(heads)).any():
            yield f"the edges of face {face} do not close up"
        corners = vertices[np.unique(tails)]
        if not corners[:, 2].any():  # the whole plane, of which the directions at infinity are but the rim
            corners = np.vstack([corners, ORIGIN])
        yield from self._of_pattern(face, corners)
        for tail, head in zip(tails, heads, strict=True):
            sides = corners.dot(np.array(crossing(vertices[tail], vertices[head]), dtype=object))
            if (sides < 0).any() or not (sides > 0).any():
                yield f"face {face} is not to the left of its edge from vertex {tail} to {head}"

    def _of_pattern(self, face: int, corners: Integers) -> Iterator[str]:
        for layer in range(len(self.regions.hidden_widths)):
            values = self.exact.forms(face, layer).dot(corners.T)
            self.signs += values.size
            on = self.exact.pattern(face, layer)
            right = np.where(on, (values >= 0).all(axis=1) & (values > 0).any(axis=1), (values <= 0).all(axis=1))
            for neuron in np.flatnonzero(~right):
                yield f"neuron {neuron} of hidden layer {layer} is not as the pattern of face {face} says"

    def _round_the_domain(self) -> Iterator[str]:
        """Yield what keeps the outer edges from running round the domain once.

        Outside of it the faces go round nothing, so that none lies there; the outer edges run anticlockwise, then, and
        up across the middle on the right.
        """
        exact = self.exact
        at_sides = exact.vertices.dot(np.array(exact.sides, dtype=object).T)
        height = exact.vertices.dot(np.array(exact.middle, dtype=object))
        rounds = 0
        outer = np.flatnonzero((self.face >= 0) & (self.face[np.arange(len(self.face)) ^ 1] < 0))
        for tail, head in zip(self.origin[outer], self.origin[outer ^ 1], strict=True):
            ends = at_sides[[tail, head]]
            if (ends < 0).any() or not (ends == 0).all(axis=0).any():
                yield f"the outer edge from vertex {tail} to {head} runs along no side"
            rounds += bool(height[tail] <= 0 < height[head])
        if rounds != 1:
            yield f"the outer edges run round {rounds} times"

    def _of_linear_regions(self) -> Iterator[str]:
        """Yield where faces are joined to linear regions other than over edges with the same outputs on both sides."""
        linear, outputs = self.regions.linear, len(self.regions.hidden_widths)
        pairs = self.regions.edge_faces[(self.regions.edge_faces >= 0).all(axis=1)]
        same = [(self.exact.forms(left, outputs) == self.exact.forms(right, outputs)).all() for left, right in pairs]
        joined = pairs[np.array(same, dtype=bool)]
        for left, right in joined[linear[joined[:, 0]] != linear[joined[:, 1]]]:
            yield f"faces {left} and {right} are one linear region"
        regions = len(np.unique(components(joined, len(linear))))
        if not regions == self.regions.linear_regions == len(np.unique(linear)):
            yield f"there are {regions} linear regions"
