"""Leave one topic out: trained on both polarities of one topic, tested on everything."""

from __future__ import annotations

from collections.abc import Sequence

from analyses.sheet05.lie_detector.findings import Held
from analyses.sheet05.lie_detector.material import Material
from analyses.sheet05.lie_detector.matrix import Fitted
from analyses.truth.intervals import resamples
from analyses.truth.ttpd import fit_truth_polarity


def leave_topics_out(material: Material, pairs: Sequence[Fitted]) -> tuple[Held, ...]:
    """Compare TTPD with the plain probe, both trained on one topic.

    Parameters
    ----------
    material : Material
    pairs : sequence of Fitted
        The probes of each dataset together with its negation; the polarity direction has the same C.
    """
    held = []
    for pair in pairs:
        probes = (pair.cross_validated, fit_truth_polarity(material.training(*pair.train), pair.penalty.C))
        for name in material.datasets:
            rows = material.unseen(name, pair.train)
            drawn = resamples(rows.labels, rows.groups, material.seed)
            plain, better = (drawn.score(probe.decide(rows.activations)) for probe in probes)
            held.append(
                Held(pair.train[0], name, len(rows), plain.auroc, better.auroc, plain.accuracy, better.accuracy)
            )
    return tuple(held)
