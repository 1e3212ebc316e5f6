"""How many regions there can be: counts in general position, and bounds, by their names."""

from __future__ import annotations

from math import comb, prod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def regions_of_lines(lines: int) -> int:
    """Return 1 + n + C(n, 2), the regions of n lines in general position in the plane.

    Source: exercise 5; Steiner 1826.
    """
    return 1 + lines + comb(lines, 2)


def regions_of_hyperplanes(hyperplanes: int, dimension: int) -> int:
    """Return the sum of C(n, i) for i = 0..d, the regions of n hyperplanes in general position.

    Source: Schlaefli 1901, Buck 1943, Zaslavsky 1975. (Cover's count of dichotomies is another
    formula: his hyperplanes all pass through the origin.)
    """
    return sum(comb(hyperplanes, i) for i in range(dimension + 1))


def dichotomies(points: int, dimension: int) -> int:
    """Return 2 * the sum of C(n - 1, i) for i = 0..d-1: n central hyperplanes in general position.

    Source: Cover 1965, theorem 1; what networks without biases have in their first layer.
    """
    return 2 * sum(comb(points - 1, i) for i in range(dimension)) if points else 1


def lines_through_point(lines: int) -> int:
    """Return 2 n, the regions of n > 0 different lines through one point; 1 without lines."""
    return max(1, 2 * lines)


def parallel_lines(lines: int) -> int:
    """Return n + 1, the regions of n different parallel lines."""
    return lines + 1


def regions_in_box(lines_hitting: int, intersections_inside: int) -> int:
    """Return 1 + lines that meet a convex box + their intersections inside, if no three lines meet there."""
    return 1 + lines_hitting + intersections_inside


def upper_bound(hidden_widths: Sequence[int]) -> int:
    """Return the product over hidden layers of the most regions that layer's lines can cut one region into.

    In a region of the layers before, a layer's kinks are lines of a plane: at most 1 + n + C(n, 2)
    pieces. Serra, Tjandraatmadja and Ramalingam 2018 (theorem 1) reduces to it for two inputs when
    every width is at least 4; see `serra_bound` for narrower layers. 1 for a network without hidden layers.
    """
    return prod(regions_of_lines(width) for width in hidden_widths)


def serra_bound(hidden_widths: Sequence[int], inputs: int = 2) -> int:
    """Return the upper bound that follows how the dimension of a layer's image shrinks.

    The sum over (j_1, ..., j_L) of the product of C(n_l, j_l), where
    j_l <= min(n_0, n_1 - j_1, ..., n_{l-1} - j_{l-1}, n_l).

    Source: Serra, Tjandraatmadja and Ramalingam 2018, theorem 1.
    """

    def summed(layer: int, dimension: int) -> int:
        if layer == len(hidden_widths):
            return 1
        width = hidden_widths[layer]
        return sum(comb(width, j) * summed(layer + 1, min(dimension, width - j))
                   for j in range(min(dimension, width) + 1))  # fmt: skip

    return summed(0, inputs)


def montufar_lower_bound(hidden_widths: Sequence[int], inputs: int = 2) -> int:
    """Return a lower bound of the *maximum* over all networks of this shape, not of any one network.

    The product over all but the last hidden layer of floor(n_l / n_0)^n_0, times the regions of n_L
    hyperplanes in dimension n_0.

    Source: Montufar, Pascanu, Cho and Bengio 2014, corollary 5 and theorem 4.

    Raises
    ------
    ValueError
        If a hidden layer is narrower than the input, where the construction does not work.
    """
    if not hidden_widths or min(hidden_widths) < inputs:
        raise ValueError("every hidden layer must be at least as wide as the input")
    folds = [int((width // inputs) ** inputs) for width in hidden_widths[:-1]]
    return prod(folds) * regions_of_hyperplanes(hidden_widths[-1], inputs)
