"""Exercise 3 computed: three vectors, a grid, random vectors, and two precisions."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from analyses.sheet05.softargmax.result import LAMBDAS, SEED, Floats, Precision, SoftArgmaxResult, Softened
from analyses.sheet05.softargmax.soft import (
    lse,
    naive_lse,
    naive_onehot,
    naive_softargmax,
    onehot_argmax,
    softargmax,
)
from report import Resolved, Settings

FIRST = (1.0, 2.0, 3.0)
"""The vector of 3(a) that is shifted by 10 and scaled by 10."""

POINTS = 200
"""Grid points a side, from -1 to 1."""

PRECISIONS = ((1, "float64"), (100, "float64"), (1000, "float64"), (1, "float32"), (100, "float32"), (1000, "float32"))

TRIES = 200
"""Random vectors for gradient and bounds."""


def compute(inputs: Mapping[str, Resolved], settings: Settings) -> SoftArgmaxResult:  # noqa: ARG001  it reads no data
    """Return exercise 3's result."""
    first = np.array(FIRST)
    vectors = tuple(softened(vector) for vector in (first, first + 10, first * 10))
    kept, shifted, scaled = (np.array(row.softargmax) for row in vectors)
    pair = np.array([0.0, np.log(2.0)])
    counterexample = (softened(pair), softened(2 * pair))
    axis = np.linspace(-1.0, 1.0, POINTS)
    plane = np.stack(np.meshgrid(axis, axis))
    maximum = plane.max(axis=0)
    fields = {lam: lse(plane, lam) for lam in LAMBDAS}
    components = {lam: softargmax(plane, lam) for lam in LAMBDAS}
    onehot = onehot_argmax(plane)
    ties = plane[0] == plane[1]
    middle = POINTS // 2
    seed = SEED.of(settings)
    gradient_error, below_maximum, above_bound = tried(np.random.default_rng(seed))
    return SoftArgmaxResult(
        vectors=vectors,
        shift_error=float(np.abs(shifted - kept).max()),
        scale_effect=float(np.abs(scaled - kept).max()),
        counterexample=counterexample,
        counterexample_error=_distance(counterexample, ((1 / 3, 2 / 3), (1 / 5, 4 / 5))),
        axis=axis,
        lse=fields,
        maximum=maximum,
        gap={lam: float((field - maximum).max()) for lam, field in fields.items()},
        bound={lam: float(np.log(2.0) / lam) for lam in LAMBDAS},
        softargmax=components,
        onehot=onehot,
        undecided={lam: float((np.abs(soft - onehot)[0] > 0.01).mean()) for lam, soft in components.items()},
        tied=tuple(float(value) for soft in components.values() for value in soft[:, middle, middle]),
        tied_points=int(ties.sum()),
        tied_wrong=int((naive_onehot(plane) != onehot).any(axis=0)[ties].sum()),
        vectors_tried=TRIES,
        gradient_error=gradient_error,
        below_maximum=below_maximum,
        above_bound=above_bound,
        precision=tuple(precision(plane, lam, kind) for lam, kind in PRECISIONS),
        seed=seed,
    )


def softened(vector: Floats) -> Softened:
    """Return a vector beside its softargmax at lambda = 1."""
    return Softened(tuple(vector.tolist()), tuple(softargmax(vector, 1).tolist()))


def tried(rng: np.random.Generator) -> tuple[float, float, float]:
    """Return the largest errors on random vectors: of the gradient, and beyond either bound of lse.

    Vectors have 1 to 6 entries in [-1, 1] on a raster of 0.1, so that many are tied.
    """
    gradient_error, below, above = 0.0, 0.0, 0.0
    for _ in range(TRIES):
        sigma = rng.integers(-10, 11, rng.integers(1, 7)) / 10
        lam = float(rng.choice(LAMBDAS))
        step = 1e-5 / lam
        moved = sigma[:, None] + step * np.eye(sigma.size)
        differences = (lse(moved, lam) - lse(moved - 2 * step * np.eye(sigma.size), lam)) / (2 * step)
        gradient_error = max(gradient_error, float(np.abs(differences - softargmax(sigma, lam)).max()))
        soft, hard = float(lse(sigma, lam)), float(sigma.max())
        below = max(below, hard - soft)
        above = max(above, soft - hard - float(np.log(sigma.size)) / lam)
    return gradient_error, below, above


def precision(plane: Floats, lam: float, kind: str) -> Precision:
    """Return how both forms fare on the grid `plane`, of shape (2, n, n), in the type named `kind`."""
    sigma = plane.astype(kind)
    ours, components = lse(sigma, lam), softargmax(sigma, lam)
    return Precision(
        lam=lam,
        kind=kind,
        naive_lse=float((~np.isfinite(naive_lse(sigma, lam))).mean()),
        naive_softargmax=float((~np.isfinite(naive_softargmax(sigma, lam))).any(axis=0).mean()),
        broken=int((~np.isfinite(ours)).sum() + (~np.isfinite(components)).any(axis=0).sum()),
        error=float(np.abs(ours - lse(plane, lam)).max()),
    )


def _distance(found: tuple[Softened, ...], exact: tuple[tuple[float, ...], ...]) -> float:
    return float(np.abs(np.array([row.softargmax for row in found]) - np.array(exact)).max())
