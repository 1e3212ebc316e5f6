"""Without a penalty separable rows have no best fit: what comes out is where a solver stopped."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from analyses.sheet05.lie_detector.findings import Stop
from analyses.sheet05.lie_detector.material import Material
from analyses.sheet05.lie_detector.matrix import Fitted
from analyses.sheet05.lie_detector.result import HANDED_IN_NONE
from analyses.truth.archive import NEGATED
from analyses.truth.intervals import accuracy, auroc
from analyses.truth.probes import Probe, fit_liblinear, fit_unpenalised
from analyses.truth.samples import Sample

FITS: dict[str, Callable[[Sample], Probe]] = {
    "liblinear, tolerance 1e-2": lambda rows: fit_liblinear(rows, HANDED_IN_NONE, 1e-2),
    "liblinear, dual problem": lambda rows: fit_liblinear(rows, HANDED_IN_NONE, dual=True),
    "lbfgs, 100 steps": lambda rows: fit_unpenalised(rows, "lbfgs"),
    "lbfgs, 1000 steps": lambda rows: fit_unpenalised(rows, "lbfgs", steps=1000),
    "newton-cg": lambda rows: fit_unpenalised(rows, "newton-cg"),
}
"""Solvers and the rules by which they stop; all minimise the same sum, on raw activations."""


def stops(material: Material, fitted: Fitted) -> tuple[Stop, ...]:
    """Fit a dataset's own probe without penalty, by every solver.

    Parameters
    ----------
    material : Material
    fitted : Fitted
        The dataset's probes, without penalty first; on separable rows that one is liblinear's, as handed in.
    """
    (name,), (_, _, unpenalised) = fitted.train, fitted.probes[0]
    training, own = material.training(name), material.unseen(name, (name,))
    negated = material.unseen(NEGATED + name, (name,)) if NEGATED + name in material.datasets else None
    handed_in = unpenalised if fitted.margin is not None else fit_liblinear(training, HANDED_IN_NONE)
    probes = {"liblinear, as handed in": handed_in, **{how: fit(training) for how, fit in FITS.items()}}
    return tuple(_stop(how, probe, training, own, negated) for how, probe in probes.items())


def _stop(how: str, probe: Probe, training: Sample, own: Sample, negated: Sample | None) -> Stop:
    decisions = probe.decide(own.activations)
    return Stop(
        how=how,
        length=float(np.linalg.norm(probe.weights)),
        training=accuracy(probe.decide(training.activations), training.labels),
        own=accuracy(decisions, own.labels),
        own_auroc=auroc(decisions, own.labels),
        negated_auroc=auroc(probe.decide(negated.activations), negated.labels) if negated else None,
    )
