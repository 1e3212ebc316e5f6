"""Claims about TTPD and about depth."""

from __future__ import annotations

from analyses.sheet05.lie_detector.claims.lookups import CHANCE, NOTHING
from analyses.sheet05.lie_detector.result import LieDetectorResult
from report import Claim


def topics(result: LieDetectorResult) -> tuple[Claim, ...]:
    """Return the claims about probes on a topic that they were not trained on."""
    away = [one for one in result.topics if one.test.removeprefix("neg_") != one.topic]
    gain = sum(one.truth_polarity.value - one.plain.value for one in away) / len(away) if away else NOTHING
    return (
        Claim(
            "ttpd_carries_further",
            "on topics left out, TTPD has on average a higher AUROC than the plain probe",
            gain,
            ">",
            0.0,
        ),
        Claim(
            "ttpd_reads_both_polarities",
            "on every dataset of a topic left out, the interval of TTPD's AUROC lies above chance",
            min((one.truth_polarity.low for one in away), default=NOTHING),
            ">",
            CHANCE,
        ),
    )


def depths(result: LieDetectorResult) -> tuple[Claim, ...]:
    """Return the claims about all layers."""
    found = result.milestones
    general = NOTHING if found is None or found.general is None else found.general
    return (
        Claim(
            "general_comes_later",
            "truth appears in an earlier layer than the one where it becomes general",
            NOTHING if found is None else found.appears,
            "<",
            general,
        ),
        Claim(
            "polar_comes_first",
            "in the layer where truth appears, t_P is longer than t_G",
            NOTHING if found is None or found.ratio is None else found.ratio,
            ">",
            1.0,
        ),
    )
