"""Exercise 2 computed, with scikit-learn and its kin imported no sooner than that."""

from __future__ import annotations

from collections.abc import Mapping

from analyses.sheet05.lie_detector.result import LieDetectorResult
from report import Resolved, Settings


def compute(inputs: Mapping[str, Resolved], settings: Settings) -> LieDetectorResult:
    """Return exercise 2's result."""
    from analyses.sheet05.lie_detector.study import study

    return study(inputs, settings)
