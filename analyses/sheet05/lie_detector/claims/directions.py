"""Claims about the two directions of truth."""

from __future__ import annotations

from analyses.sheet05.lie_detector.claims.lookups import CHANCE, NOTHING, UNKNOWN
from analyses.sheet05.lie_detector.result import LieDetectorResult
from report import Claim


def directions(result: LieDetectorResult) -> tuple[Claim, ...]:
    """Return the claims about t_G and t_P."""
    plane = result.plane
    along = plane.along if plane else {}
    fitted_on = plane.fitted_on if plane else ()
    sides = [
        CHANCE - polar.high if result.sets[name].negated else polar.low - CHANCE for name, (_, polar) in along.items()
    ]
    return (
        Claim(
            "polar_is_longer",
            "t_P is longer than t_G, their intervals apart",
            plane.polar if plane else UNKNOWN,
            "separated above",
            plane.general if plane else UNKNOWN,
        ),
        Claim(
            "polar_direction_flips",
            "along t_P true statements score above false ones where they are affirmative, and below where negated",
            min(sides, default=NOTHING),
            ">",
            0.0,
        ),
        Claim(
            "general_direction_holds",
            "along t_G true statements score above false ones in the sets it was fitted on, on held-out rows",
            min((along[name][0].low for name in fitted_on), default=NOTHING),
            ">",
            CHANCE,
        ),
        Claim(
            "general_direction_carries",
            "along t_G true statements score above false ones in every set of another topic",
            min((general.low for name, (general, _) in along.items() if name not in fitted_on), default=NOTHING),
            ">",
            CHANCE,
        ),
    )
