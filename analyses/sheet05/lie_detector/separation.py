"""Whether the training rows are separable, and whether any labels would have been."""

from __future__ import annotations

import numpy as np

from analyses.sheet05.lie_detector.findings import Separation
from analyses.sheet05.lie_detector.material import Material
from analyses.truth.probes import standardised
from analyses.truth.programme import programme
from analyses.truth.separability import components, components_needed, cover, shuffles_separated

SHUFFLES = 8
REPETITIONS = 20
FEW = 300
STEPS = 9


def separation(material: Material, name: str, margin: float | None) -> Separation:
    """Answer both for one dataset: at full size, and on fewer rows in fewer and fewer components.

    Parameters
    ----------
    material : Material
    name : str
    margin : float or None
        Of the dataset's own hard margin, None if its training rows are not separable.
    """
    sample = material.training(name)
    rows = standardised(sample)[0]
    scores = components(rows)
    n, d = rows.shape
    few = _few(n, scores.shape[1])
    signs = sample.signs[:few]
    small = components(rows[:few])
    tried = _tried(few, small.shape[1])
    shares = [shuffles_separated(small[:, :k], signs, REPETITIONS, material.seed, k) / REPETITIONS for k in tried]
    return Separation(
        rows=n,
        columns=d,
        programme=programme(rows, sample.signs),
        margin=margin,
        needed=components_needed(scores, sample.signs),
        shuffles=SHUFFLES,
        separated=shuffles_separated(rows, sample.signs, SHUFFLES, material.seed),
        expected=cover(n, d),
        few=few,
        components=tried,
        shares=tuple(shares),
        curve=tuple(cover(few, k) for k in range(tried[0], tried[-1] + 1)),
        repetitions=REPETITIONS,
        few_needed=components_needed(small, signs),
        half=few // 2 - 1,
    )


def _tried(rows: int, rank: int) -> tuple[int, ...]:
    """Return numbers of components from a quarter to three quarters of the rows, where Cover's curve rises."""
    wanted = np.unique(np.linspace(0.25, 0.75, STEPS) * rows // 1)
    return tuple(int(k) for k in wanted if 1 <= k <= rank) or (rank,)


def _few(rows: int, rank: int) -> int:
    """Return an even number of rows for which the columns suffice to see the whole of Cover's curve."""
    return min(rows, FEW, max(4 * rank // 3, 8)) // 2 * 2
