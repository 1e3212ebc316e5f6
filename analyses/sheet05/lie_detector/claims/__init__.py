"""What exercise 2's text says of its data; every sentence may come out either way."""

from __future__ import annotations

from analyses.sheet05.lie_detector.claims.directions import directions
from analyses.sheet05.lie_detector.claims.own import baselines, own, splits
from analyses.sheet05.lie_detector.claims.separability import separability
from analyses.sheet05.lie_detector.claims.topics import depths, topics
from analyses.sheet05.lie_detector.claims.transfer import from_both, from_cities
from analyses.sheet05.lie_detector.result import LieDetectorResult
from report import Claim

PARTS = (own, baselines, splits, separability, from_cities, from_both, directions, topics, depths)


def claims(result: LieDetectorResult) -> tuple[Claim, ...]:
    """Return the claims; one that the archive has no data for observes not a number, and does not hold."""
    return tuple(claim for part in PARTS for claim in part(result))
