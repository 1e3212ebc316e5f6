"""What claims look up, and what they observe where the archive has nothing."""

from __future__ import annotations

from analyses.sheet05.lie_detector.result import LieDetectorResult
from report import Estimate

CHANCE = 0.5
NOTHING = float("nan")
UNKNOWN = Estimate(NOTHING, NOTHING, NOTHING, 0)


def scores(result: LieDetectorResult, train: str, test: str, method: str) -> tuple[Estimate, Estimate]:
    """Return accuracy and AUROC of a probe on a dataset, unknown if these data lack them."""
    cell = result.cell(train, test, method)
    return (cell.accuracy, cell.auroc) if cell else (UNKNOWN, UNKNOWN)
