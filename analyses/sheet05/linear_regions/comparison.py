"""The gradient as handed in beside the exact one, and region counts over many seeds."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from analyses.sheet05.linear_regions.findings import HandedIn, Population
from analyses.sheet05.linear_regions.setting import CONFIDENCE, REACH, SHALLOW, Floats, Integers
from report import Estimate

TOLERANCE = 0.01
"""Of the largest gradient: what counts as agreeing."""


def handed_in(output: Floats, exact: Floats) -> HandedIn:
    """Return 4(c) as handed in, and how far it is off.

    Parameters
    ----------
    output : ndarray of shape (n, n)
        The network on the grid, rows upwards.
    exact : ndarray of shape (n, n)
        Its derivative along the first coordinate.
    """
    gradient = np.gradient(output, axis=1)
    spacing = 2 * REACH / (len(output) - 1)
    moving = np.abs(gradient) > TOLERANCE * np.abs(gradient).max()
    tolerance = TOLERANCE * float(np.abs(exact).max())
    mended = gradient / spacing
    upright = float((np.abs(mended - exact) <= tolerance).mean())
    return HandedIn(
        gradient=gradient,
        factor=float(np.median(exact[moving] / gradient[moving])),
        expected_factor=1 / spacing,
        off=1 - upright,
        agrees_as_shown=float((np.abs(mended[::-1] - exact) <= tolerance).mean()),
        agrees_upright=upright,
        prism_cycles=prism_cycles(),
    )


def prism_cycles() -> int:
    """Return how often the colour map ``prism`` runs through its colours: its red rises above one half so often."""
    from matplotlib import colormaps

    red = colormaps["prism"](np.linspace(0, 1, 256))[:, 0] > 0.5
    return int((red[1:] & ~red[:-1]).sum())


def populations(
    titles: Mapping[str, str], parameters: Mapping[str, int], counts: Mapping[str, Integers]
) -> tuple[Population, ...]:
    """Return the distribution of each network's `counts`, which are paired by seed."""
    return tuple(
        Population(
            name=name,
            title=titles[name],
            parameters=parameters[name],
            regions=np.sort(regions),
            median=median(regions),
            ahead=float((regions > counts[SHALLOW]).mean()),
        )
        for name, regions in counts.items()
    )


def median(values: Integers | Floats) -> Estimate:
    """Return the median with the narrowest pair of order statistics that holds it with CONFIDENCE.

    As many values lie below the true median as heads fall in as many throws of a coin.
    """
    from scipy.stats import binom

    ordered = np.sort(values)
    n = len(ordered)
    rank = int(binom.ppf((1 - CONFIDENCE) / 2, n, 0.5))
    return Estimate(
        float(np.median(ordered)), float(ordered[max(rank - 1, 0)]), float(ordered[min(n - rank, n - 1)]), n
    )
