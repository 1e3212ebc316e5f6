"""Whether rows can be separated, and how they look in two dimensions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from report import Estimate


@dataclass(frozen=True, eq=False)
class View:
    """One dataset in the plane of its two leading principal components, fitted on training rows.

    Attributes
    ----------
    points : ndarray of shape (n, 2)
    labels : ndarray of shape (n,)
        1 true, 0 false.
    held_out : ndarray of shape (n,)
        Whether the row was left out of the fit.
    variance : tuple of float
        Share of the training rows' variance that each component carries.
    auroc : tuple of Estimate
        Of each component alone, on held-out rows; the sign of a component has no meaning, so it is
        chosen on the training rows.
    """

    points: NDArray[np.float32]
    labels: NDArray[np.int8]
    held_out: NDArray[np.bool_]
    variance: tuple[float, ...]
    auroc: tuple[Estimate, ...]


@dataclass(frozen=True, eq=False)
class Separation:
    """Whether training rows of the first dataset are separable, by true and by shuffled labels.

    Attributes
    ----------
    rows, columns : int
    programme : float
        The optimum t of the linear programme for true labels, in [0, 1]; positive if separable.
    margin : float or None
        The largest margin, in units of standardised columns.
    needed : int or None
        Leading components in which these rows become separable.
    shuffles, separated : int
        Random orders of the labels tried on these rows and columns, and how many were separable.
    expected : float
        The share by Cover's formula.
    few : int
        Rows of the smaller experiment below.
    components : tuple of int
        Leading components that it tries.
    shares : tuple of float
        Share of shuffles separable in so many components.
    curve : tuple of float
        Cover's formula for every number of components from the first of these to the last.
    repetitions : int
        Shuffles at each number of components.
    few_needed : int or None
        Components in which the true labels of the smaller experiment become separable.
    half : int
        Components at which Cover's formula gives one half for it.
    """

    rows: int
    columns: int
    programme: float
    margin: float | None
    needed: int | None
    shuffles: int
    separated: int
    expected: float
    few: int
    components: tuple[int, ...]
    shares: tuple[float, ...]
    curve: tuple[float, ...]
    repetitions: int
    few_needed: int | None
    half: int
