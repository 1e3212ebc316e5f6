"""Leave one topic out: trained on both polarities of one topic, tested on everything."""

from __future__ import annotations

from collections.abc import Mapping

from analyses.sheet05.lie_detector.findings import Held, Penalty
from analyses.sheet05.lie_detector.material import Material
from analyses.sheet05.lie_detector.result import label_of
from analyses.truth.intervals import resamples
from analyses.truth.probes import fit_logistic
from analyses.truth.ttpd import fit_truth_polarity


def leave_topics_out(
    material: Material, pairs: tuple[tuple[str, ...], ...], penalties: Mapping[str, Penalty]
) -> tuple[Held, ...]:
    """Compare TTPD with the plain probe, both trained on one topic.

    Parameters
    ----------
    material : Material
    pairs : tuple of pairs of str
        Each a dataset and its negation.
    penalties : mapping of str to Penalty
        Of each pair, for the plain probe and for the polarity direction.
    """
    held = []
    for pair in pairs:
        training, C = material.training(*pair), penalties[label_of(pair)].C
        probes = (fit_logistic(training, C), fit_truth_polarity(training, C))
        for name in material.datasets:
            rows = material.unseen(name, pair)
            drawn = resamples(rows.labels, rows.groups, material.seed)
            plain, better = (drawn.score(probe.decide(rows.activations)) for probe in probes)
            held.append(Held(pair[0], name, len(rows), plain.auroc, better.auroc, plain.accuracy, better.accuracy))
    return tuple(held)
