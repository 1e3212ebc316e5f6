"""What exercise 2's text says of its data; every sentence may come out either way."""

from __future__ import annotations

from analyses.sheet05.lie_detector.result import LieDetectorResult
from report import Claim, Estimate

CHANCE = 0.5
PAIR = "cities + neg_cities"
UNKNOWN = Estimate(float("nan"), float("nan"), float("nan"), 0)


def claims(result: LieDetectorResult) -> tuple[Claim, ...]:
    """Return the claims; one that the archive has no data for observes not a number, and does not hold."""
    return (*_own(result), *_from_cities(result), *_from_both(result), *_directions(result))


def _own(result: LieDetectorResult) -> tuple[Claim, ...]:
    own = {cell.test: cell.auroc for cell in result.own("l2")}
    behind = max(max(area.value for area in view.auroc) - own[name].value for name, view in result.views.items())
    return (
        Claim(
            "own_sets_readable",
            "on every dataset the lower end of the AUROC of its own probe lies above chance",
            min(area.low for area in own.values()),
            ">",
            CHANCE,
        ),
        Claim(
            "components_show_less",
            "on no dataset does one of the two leading components rank the held-out statements as well as the probe",
            behind,
            "<",
            0.0,
        ),
    )


def _from_cities(result: LieDetectorResult) -> tuple[Claim, ...]:
    on_translations = _cell(result, "cities", "sp_en_trans", "l2")
    accuracy = on_translations[0].value
    return (
        Claim(
            "negation_inverted",
            "a probe trained on cities ranks negated statements about cities the wrong way round",
            _cell(result, "cities", "neg_cities", "l2")[1],
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
            _cell(result, "cities", "neg_sp_en_trans", "l2")[1],
            "separated below",
            CHANCE,
        ),
        Claim(
            "inverted_without_penalty",
            "so does the probe without penalty, as handed in",
            _cell(result, "cities", "neg_sp_en_trans", "handed in, none")[1],
            "separated below",
            CHANCE,
        ),
        Claim(
            "inverted_with_penalty",
            "so does the probe with an L2 penalty, as handed in",
            _cell(result, "cities", "neg_sp_en_trans", "handed in, l2")[1],
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


def _from_both(result: LieDetectorResult) -> tuple[Claim, ...]:
    translations = [name for name in ("sp_en_trans", "neg_sp_en_trans") if result.has("cities", "neg_cities", name)]
    lows = [_cell(result, PAIR, name, "l2")[1].low for name in translations]
    effects = [result.penalty_effect[f"{PAIR} -> {name}"] for name in translations]
    largest = max(effects, key=lambda effect: abs(effect.value), default=UNKNOWN)
    return (
        Claim(
            "both_polarities_carried",
            "a probe trained on cities and their negation ranks both kinds of translations better than chance",
            min(lows, default=float("nan")),
            ">",
            CHANCE,
        ),
        Claim(
            "penalty_effect_unclear",
            "in (c) the difference of the AUROC without and with penalty has an interval that holds zero",
            0.0,
            "within",
            (largest.low, largest.high),
        ),
    )


def _directions(result: LieDetectorResult) -> tuple[Claim, ...]:
    plane = result.plane
    along = plane.along if plane else {}
    fitted_on = plane.fitted_on if plane else ()
    sides = [
        CHANCE - polar.high if result.sets[name].negated else polar.low - CHANCE for name, (_, polar) in along.items()
    ]
    return (
        Claim(
            "polar_direction_flips",
            "along t_P true statements score above false ones where they are affirmative, and below where negated",
            min(sides, default=float("nan")),
            ">",
            0.0,
        ),
        Claim(
            "general_direction_holds",
            "along t_G true statements score above false ones in the sets it was fitted on, on held-out rows",
            min((along[name][0].low for name in fitted_on), default=float("nan")),
            ">",
            CHANCE,
        ),
        Claim(
            "general_direction_carries",
            "along t_G true statements score above false ones in every set of another topic",
            min((general.low for name, (general, _) in along.items() if name not in fitted_on), default=float("nan")),
            ">",
            CHANCE,
        ),
    )


def _cell(result: LieDetectorResult, train: str, test: str, method: str) -> tuple[Estimate, Estimate]:
    """Return accuracy and AUROC, unknown if these data lack them."""
    cell = result.cell(train, test, method)
    return (cell.accuracy, cell.auroc) if cell else (UNKNOWN, UNKNOWN)
