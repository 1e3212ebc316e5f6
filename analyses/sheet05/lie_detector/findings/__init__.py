"""The parts of exercise 2's result, each the answer to one question."""

from __future__ import annotations

from analyses.sheet05.lie_detector.findings.directions import Along, Held, Milestones, Plane, Scatter
from analyses.sheet05.lie_detector.findings.scores import Baseline, Cell, Penalty, Printed, SetSummary
from analyses.sheet05.lie_detector.findings.separability import Separation, View
from analyses.sheet05.lie_detector.findings.spreads import Leak, Repeated, Stop

__all__ = [
    "Along",
    "Baseline",
    "Cell",
    "Held",
    "Leak",
    "Milestones",
    "Penalty",
    "Plane",
    "Printed",
    "Repeated",
    "Scatter",
    "Separation",
    "SetSummary",
    "Stop",
    "View",
]
