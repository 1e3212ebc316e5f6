"""The lines of a hidden layer's neurons: where they cross, and which of them meet the box."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analyses.relu.networks import Network
from analyses.sheet05.linear_regions.findings import Crossings
from analyses.sheet05.linear_regions.setting import CONFIDENCE, REACH, Floats
from report import Estimate

QUANTILES = 400
"""Points of the curve of distances."""


def neuron_lines(network: Network) -> Floats:
    """Return (w_1, w_2, b) of each neuron of the first layer, shape (neurons, 3)."""
    return np.column_stack([network.weights[0], network.biases[0]])


def crossing_points(lines: Floats) -> Floats:
    """Return the points in which each two of `lines` meet, shape (pairs, 2); infinite for parallel ones."""
    first, second = np.triu_indices(len(lines), k=1)
    x, y, w = np.cross(lines[first], lines[second]).T
    parallel = w == 0
    scale = np.where(parallel, 1.0, w)
    return np.where(parallel, np.inf, np.stack([x / scale, y / scale])).T


def distances(network: Network) -> Floats:
    """Return max(|x|, |y|) of each crossing of a network's lines: the half side of the box it lies on."""
    return np.asarray(np.abs(crossing_points(neuron_lines(network))).max(axis=1))


def lines_hitting(lines: Floats, reach: float) -> int:
    """Return how many lines meet the open box: they have corners on both sides."""
    corners = np.array([[x, y, 1.0] for x in (-reach, reach) for y in (-reach, reach)])
    sides = lines @ corners.T
    return int(((sides.min(axis=1) < 0) & (sides.max(axis=1) > 0)).sum())


def crossings(network: Network, others: Sequence[Network]) -> Crossings:
    """Return the crossings of a network's lines, and of those of many others."""
    from scipy.stats import norm

    own = distances(network)
    everyone = np.array([distances(other) for other in others])
    shares = (everyone > REACH).mean(axis=1)
    margin = norm.ppf((1 + CONFIDENCE) / 2) * shares.std(ddof=1) / np.sqrt(len(shares))
    levels = np.geomspace(1.0, 1 / everyone.size, QUANTILES)
    return Crossings(
        total=own.size,
        outside=int((own > REACH).sum()),
        inside=int((own <= REACH).sum()),
        hitting=lines_hitting(neuron_lines(network), REACH),
        farthest=float(own.max()),
        over_seeds=Estimate(
            float(shares.mean()), float(shares.mean() - margin), float(shares.mean() + margin), len(shares)
        ),
        all_inside=int((shares == 0).sum()),
        distances=np.quantile(everyone, 1 - levels),
        levels=levels,
        beyond=float((everyone > REACH).mean()),
        beyond_tenfold=float((everyone > 10 * REACH).mean()),
    )
