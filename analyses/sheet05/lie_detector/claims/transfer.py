"""Claims about parts (b) and (c): how far a probe carries."""

from __future__ import annotations

from analyses.sheet05.lie_detector.claims.lookups import CHANCE, NOTHING, UNKNOWN, scores
from analyses.sheet05.lie_detector.result import LieDetectorResult
from report import Claim

PAIR = "cities + neg_cities"
READ_DIFFERENCE = 0.03


def from_cities(result: LieDetectorResult) -> tuple[Claim, ...]:
    """Return the claims about a probe that was trained on cities alone."""
    on_translations = scores(result, "cities", "sp_en_trans", "l2")
    accuracy = on_translations[0].value
    return (
        Claim(
            "negation_inverted",
            "a probe trained on cities ranks negated statements about cities the wrong way round",
            scores(result, "cities", "neg_cities", "l2")[1],
            "separated below",
            CHANCE,
        ),
        Claim(
            "translation_carried",
            "a probe trained on cities ranks translations better than chance",
            on_translations[1],
            "separated above",
            CHANCE,
        ),
        Claim(
            "negated_translation_inverted",
            "a probe trained on cities ranks negated translations the wrong way round",
            scores(result, "cities", "neg_sp_en_trans", "l2")[1],
            "separated below",
            CHANCE,
        ),
        Claim(
            "inverted_without_penalty",
            "the probe without penalty, as handed in, ranks negated translations the wrong way round",
            scores(result, "cities", "neg_sp_en_trans", "handed in, none")[1],
            "separated below",
            CHANCE,
        ),
        Claim(
            "inverted_with_penalty",
            "the probe with an L2 penalty, as handed in, ranks negated translations the wrong way round",
            scores(result, "cities", "neg_sp_en_trans", "handed in, l2")[1],
            "separated below",
            CHANCE,
        ),
        Claim(
            "threshold_hides_ranking",
            "on translations the accuracy of the probe trained on cities is nearer to chance than its AUROC",
            abs(accuracy - CHANCE),
            "<",
            abs(on_translations[1].value - CHANCE),
        ),
    )


def from_both(result: LieDetectorResult) -> tuple[Claim, ...]:
    """Return the claims about a probe that has seen both polarities."""
    translations = [name for name in ("sp_en_trans", "neg_sp_en_trans") if result.has("cities", "neg_cities", name)]
    lows = [scores(result, PAIR, name, "l2")[1].low for name in translations]
    effects = [result.penalty_effect[f"{PAIR} -> {name}"] for name in translations]
    printed = result.printed[0].accuracy
    largest = max(effects, key=lambda effect: abs(effect.value), default=UNKNOWN)
    return (
        Claim(
            "both_polarities_carried",
            "a probe trained on cities and their negation ranks both kinds of translations better than chance",
            min(lows, default=NOTHING),
            ">",
            CHANCE,
        ),
        Claim(
            "printed_difference_is_small",
            "Wilson's interval for the printed 69 of 71 rows is wider than the 0.03 that was read from it",
            printed.high - printed.low,
            ">",
            READ_DIFFERENCE,
        ),
        Claim(
            "penalty_effect_unclear",
            "in (c) the difference of the AUROC without and with penalty has an interval that holds zero",
            0.0,
            "within",
            (largest.low, largest.high),
        ),
    )
