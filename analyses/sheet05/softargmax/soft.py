"""The soft maxima of exercise 3, as they should be computed and as they were handed in."""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Real = TypeVar("Real", bound=np.floating[Any])
"""The type of the numbers, which every function here keeps."""


def lse(sigma: NDArray[Real], lam: float) -> NDArray[Real]:
    """Return log(sum_i exp(lam sigma_i)) / lam, i along the first axis.

    The largest lam sigma_i is taken out before the exponential, so that nothing overflows; the type
    of `sigma` is kept.
    """
    from scipy import special

    return np.asarray(special.logsumexp(lam * sigma, axis=0) / lam)


def softargmax(sigma: NDArray[Real], lam: float) -> NDArray[Real]:
    """Return exp(lam sigma_j) / sum_i exp(lam sigma_i), i along the first axis, without overflow."""
    from scipy import special

    return np.asarray(special.softmax(lam * sigma, axis=0))


def onehot_argmax(sigma: NDArray[Real]) -> NDArray[Real]:
    """Return 1 where sigma_j is the maximum along the first axis, else 0; tied maxima share the 1."""
    largest = (sigma == sigma.max(axis=0)).astype(sigma.dtype)
    return np.asarray(largest / largest.sum(axis=0))


def naive_lse(sigma: NDArray[Real], lam: float) -> NDArray[Real]:
    """Return what the formula gives as it is written, overflow and all: the sheet as handed in, 3(b)."""
    with np.errstate(over="ignore", divide="ignore"):
        return np.asarray(np.log(np.exp(lam * sigma).sum(axis=0)) / lam)


def naive_softargmax(sigma: NDArray[Real], lam: float) -> NDArray[Real]:
    """Return what the formula gives as it is written, overflow and all: the sheet as handed in, 3(c)."""
    with np.errstate(over="ignore", invalid="ignore"):
        exponentials = np.exp(lam * sigma)
        return np.asarray(exponentials / exponentials.sum(axis=0))


def naive_onehot(sigma: NDArray[Real]) -> NDArray[Real]:
    """Return the one-hot argmax of two numbers with a tie given to the second: as handed in, 3(c)."""
    return np.stack([sigma[0] > sigma[1], sigma[1] >= sigma[0]]).astype(sigma.dtype)
