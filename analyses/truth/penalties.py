"""Which penalty: chosen on cities or words that a fit has not seen, within the training rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analyses.truth.probes import ROUGH, correlations_of, fit_path
from analyses.truth.splits import group_folds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyses.truth.samples import Sample

PENALTIES = tuple(float(C) for C in 10 ** np.linspace(-5, -0.5, 10))
"""Values of C that are tried, in units of standardised columns."""

FOLDS = 5


def cross_validate(sample: Sample, penalties: Sequence[float], seed: int) -> tuple[float, ...]:
    """Return the mean log-loss on left-out groups for each C.

    Parameters
    ----------
    sample : Sample
        Training rows; nothing else is looked at.
    penalties : sequence of float
        Values of C, ascending.
    seed : int
        Deals the groups to the folds.

    Notes
    -----
    Log-loss, not accuracy: it has no ties, and a C too large is punished for its false certainty.
    """
    losses, rows, correlations = np.zeros(len(penalties)), 0, correlations_of(sample)
    for fit, validate in group_folds(sample.groups, FOLDS, seed):
        if len(np.unique(sample.labels[fit])) < 2:
            continue
        held_out = sample[validate]
        rows += len(held_out)
        for position, probe in enumerate(fit_path(sample[fit], penalties, ROUGH, correlations)):
            losses[position] += np.logaddexp(0, -held_out.signs * probe.decide(held_out.activations)).sum()
    return tuple(float(loss) for loss in losses / max(rows, 1))
