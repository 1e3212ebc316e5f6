"""TTPD, "training of truth and polarity direction": two numbers a statement, and a probe on these.

Source
------
L. Bürger, F. A. Hamprecht, B. Nadler, "Truth is Universal" (NeurIPS 2024, arXiv 2407.12831), section 5.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from analyses.truth.directions import truth_plane
from analyses.truth.probes import Probe, fit_logistic

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analyses.truth.samples import Sample

WEAK = 1e3
"""C of the last fit, in two dimensions: hardly a penalty."""


@dataclass(frozen=True, eq=False)
class TruthPolarity:
    """A classifier that looks along the general truth direction and along the polarity direction.

    Attributes
    ----------
    general, polarity : ndarray of shape (d,)
        t_G, and the direction that tells affirmative from negated statements.
    probe : Probe
        On the two projections.
    """

    general: NDArray[np.float64]
    polarity: NDArray[np.float64]
    probe: Probe

    def decide(self, activations: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the decision values, shape (n,), positive for true."""
        return self.probe.decide(self._project(activations))

    def _project(self, activations: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.stack([activations @ self.general, activations @ self.polarity], axis=1)


def fit_truth_polarity(sample: Sample, C: float) -> TruthPolarity:
    """Fit TTPD on affirmative and negated statements.

    Parameters
    ----------
    sample : Sample
        Training rows of a set and its negation.
    C : float
        Of the logistic regression that finds the polarity direction, on standardised rows.
    """
    general = truth_plane(sample).general
    polarity = fit_logistic(replace(sample, labels=(sample.polarity > 0).astype(np.int8)), C).weights
    bare = TruthPolarity(general, polarity, Probe(np.zeros(2), 0.0))
    return replace(bare, probe=fit_logistic(replace(sample, activations=bare._project(sample.activations)), WEAK))
