"""What exercise 3 finds, and the one value that its caller may set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from report import Parameter

Floats = NDArray[np.float64]

LAMBDAS = (1, 10, 100)
"""The values of lambda that the exercise asks for."""

SEED = Parameter("softargmax_seed", 3, "seed of the random vectors of exercise 3", low=0)


@dataclass(frozen=True)
class Softened:
    """A vector and its softargmax at lambda = 1."""

    vector: tuple[float, ...]
    softargmax: tuple[float, ...]


@dataclass(frozen=True)
class Precision:
    """How both ways of computing fare on the grid, at one lambda and in one type.

    Attributes
    ----------
    lam : float
    kind : str
        Name of the floating-point type.
    naive_lse, naive_softargmax : float
        Share of grid points at which the formula as written gives no finite number, in [0, 1].
    broken : int
        Grid points at which the shifted forms give no finite number.
    error : float
        Largest distance of the shifted lse to the one computed in float64.
    """

    lam: float
    kind: str
    naive_lse: float
    naive_softargmax: float
    broken: int
    error: float


@dataclass(frozen=True, eq=False)
class SoftArgmaxResult:
    """Log-sum-exp and softargmax of vectors and on a grid, and how they fall short of what they soften.

    Attributes
    ----------
    vectors : tuple of Softened
        The three vectors of 3(a): a first one, the same shifted, the same scaled.
    shift_error, scale_effect : float
        Largest change of a component from the first vector to the second and to the third.
    counterexample : tuple of two Softened
        (0, log 2) and its double.
    counterexample_error : float
        Largest distance of their components to (1/3, 2/3) and (1/5, 4/5).
    axis : ndarray of shape (n,)
        Grid coordinates of sigma_1 and sigma_2, dimensionless.
    lse : mapping of int to ndarray of shape (n, n)
        lse(sigma; lambda) by lambda; rows are sigma_2, columns sigma_1.
    maximum : ndarray of shape (n, n)
        max(sigma_1, sigma_2).
    gap : mapping of int to float
        Largest lse - max on the grid, by lambda.
    bound : mapping of int to float
        log(2) / lambda, by lambda.
    softargmax : mapping of int to ndarray of shape (2, n, n)
        Both components, by lambda.
    onehot : ndarray of shape (2, n, n)
        One-hot argmax; (1/2, 1/2) where both are equal.
    undecided : mapping of int to float
        Share of grid points where softargmax is more than 0.01 from one-hot argmax, in [0, 1].
    tied : tuple of float
        Both components of softargmax at the middle of the diagonal, for all lambdas in turn.
    tied_points, tied_wrong : int
        Grid points with equal entries, and those at which the one-hot argmax as handed in differs.
    vectors_tried : int
        Random vectors, with ties among them, on which gradient and bounds were tried.
    gradient_error : float
        Largest distance between a central difference of lse and softargmax.
    below_maximum, above_bound : float
        Largest amount by which lse was below max, or above max + log(K) / lambda; rounding at most.
    precision : tuple of Precision
    seed : int
    """

    vectors: tuple[Softened, ...]
    shift_error: float
    scale_effect: float
    counterexample: tuple[Softened, Softened]
    counterexample_error: float
    axis: Floats
    lse: Mapping[int, Floats]
    maximum: Floats
    gap: Mapping[int, float]
    bound: Mapping[int, float]
    softargmax: Mapping[int, Floats]
    onehot: Floats
    undecided: Mapping[int, float]
    tied: tuple[float, ...]
    tied_points: int
    tied_wrong: int
    vectors_tried: int
    gradient_error: float
    below_maximum: float
    above_bound: float
    precision: tuple[Precision, ...]
    seed: int

    @property
    def single_error(self) -> float:
        """Largest distance of lse in float32 to lse in float64, over all lambdas."""
        return max(row.error for row in self.precision)
