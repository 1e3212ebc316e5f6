"""Numbers that the sheet printed for exercise 2, and where ours stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from report import Published

OTHER_MODEL = (
    "The printed number is Llama-3 8B's at layer 12, from one unseeded split of rows; "
    "ours is that of the model named in exercise 2, split by city or word."
)
LARGER = "Another topic is scored on all its rows, not on a fifth of them. "


def _accuracy(train: str, test: str, method: str) -> Callable[[Mapping[str, Any]], float | None]:
    def regenerated(results: Mapping[str, Any]) -> float | None:
        cell = results["lie_detector"].cell(train, test, method) if "lie_detector" in results else None
        return cell.accuracy.value if cell else None

    return regenerated


def _training_rows(results: Mapping[str, Any]) -> int | None:
    sets = results["lie_detector"].sets if "lie_detector" in results else {}
    return sets["cities"].training if "cities" in sets else None


OWN = {"cities": "0.99", "neg_cities": "1.00", "sp_en_trans": "1.00", "neg_sp_en_trans": "1.00"}
FROM_CITIES = {
    "neg_cities": ("0.510000", "0.526667"),
    "sp_en_trans": ("1.000000", "0.971831"),
    "neg_sp_en_trans": ("0.028169", "0.422535"),
}
FROM_BOTH = {"sp_en_trans": ("1.000000", "1.000000"), "neg_sp_en_trans": ("0.971831", "0.971831")}
METHODS = {"handed in, none": "no penalty", "handed in, l2": "L2"}


def _transfers(train: str, printed: Mapping[str, tuple[str, str]], where: str) -> tuple[Published, ...]:
    return tuple(
        Published(
            2,
            f"accuracy of a probe trained on {train}, tested on {test}, {words}",
            number,
            where,
            _accuracy(train, test, method),
            (LARGER if "trans" in test else "") + OTHER_MODEL,
        )
        for test, numbers in printed.items()
        for (method, words), number in zip(METHODS.items(), numbers, strict=True)
    )


PUBLISHED = (
    Published(2, "training rows of cities", "1196", "2, head", _training_rows, OTHER_MODEL),
    *(
        Published(
            2,
            f"accuracy of the probe of {name} on its own test rows, no penalty",
            number,
            "2(a)",
            _accuracy(name, name, "handed in, none"),
            OTHER_MODEL,
        )
        for name, number in OWN.items()
    ),
    *_transfers("cities", FROM_CITIES, "2(b)"),
    *_transfers("cities + neg_cities", FROM_BOTH, "2(c)"),
)
"""Sheet 5 as handed in, exercise 2: everything that was printed about its probes."""
