"""Claims about part (a): each dataset and its own probe."""

from __future__ import annotations

from analyses.sheet05.lie_detector.claims.lookups import CHANCE, NOTHING
from analyses.sheet05.lie_detector.result import LieDetectorResult
from report import Claim


def own(result: LieDetectorResult) -> tuple[Claim, ...]:
    """Return the claims about scores on held-out rows."""
    probes = {cell.test: cell.auroc for cell in result.own("l2")}
    read = {name: probe for name, probe in probes.items() if probe.low > CHANCE}
    behind = [max(area.value for area in result.views[name].auroc) - probe.value for name, probe in read.items()]
    return (
        Claim(
            "own_sets_readable",
            "on every dataset the lower end of the AUROC of its own probe lies above chance",
            min(area.low for area in probes.values()),
            ">",
            CHANCE,
        ),
        Claim(
            "components_show_less",
            "where the probe is above chance, neither leading component ranks the held-out statements as well",
            max(behind, default=NOTHING),
            "<",
            0.0,
        ),
    )


def baselines(result: LieDetectorResult) -> tuple[Claim, ...]:
    """Return the claims about what a probe has to beat."""
    known = [one for one in result.baselines if one.likelihood]
    negated = [one.likelihood.high for one in known if one.likelihood and result.sets[one.name].negated]
    return (
        Claim(
            "beats_shuffled_labels",
            "on every dataset the lower end of the probe's AUROC exceeds what any probe on shuffled labels reached",
            min(one.probe.low - one.shuffled.high for one in result.baselines),
            ">",
            0.0,
        ),
        Claim(
            "beats_likelihood",
            "on every dataset the probe's AUROC lies above that of the model's own likelihood, intervals apart",
            min((one.probe.low - one.likelihood.high for one in known if one.likelihood), default=NOTHING),
            ">",
            0.0,
        ),
        Claim(
            "likelihood_ignores_negation",
            "on every negated dataset the model finds false statements more likely than true ones",
            max(negated, default=NOTHING),
            "<",
            CHANCE,
        ),
    )


def splits(result: LieDetectorResult) -> tuple[Claim, ...]:
    """Return the claims about the luck of the draw."""
    over = [one.auroc for one in result.repeated if (one.train, one.test) == ("cities", "neg_cities")]
    return (
        Claim(
            "rows_split_flatters",
            "splitting by rows instead of cities or words raises the AUROC on average over the splits",
            result.leak.difference.value,
            ">",
            0.0,
        ),
        Claim(
            "inversion_in_every_split",
            "in every one of the splits a probe trained on cities ranks negated cities below chance",
            max((one.high for one in over), default=NOTHING),
            "<",
            CHANCE,
        ),
    )
