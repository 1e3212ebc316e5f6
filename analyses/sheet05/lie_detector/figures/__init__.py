"""The figures of exercise 2."""

from __future__ import annotations

from analyses.sheet05.lie_detector.figures.depth import alt_depth, draw_depth
from analyses.sheet05.lie_detector.figures.plane import alt_plane, draw_plane
from analyses.sheet05.lie_detector.figures.separation import alt_separation, draw_separation
from analyses.sheet05.lie_detector.figures.transfer import alt_transfer, draw_transfer
from analyses.sheet05.lie_detector.figures.views import alt_views, draw_views
from report import Figure

FIGURES = (
    Figure("views", draw_views, alt_views, height=5.2),
    Figure("separation", draw_separation, alt_separation, height=2.6),
    Figure("transfer", draw_transfer, alt_transfer, height=2.9, when=lambda result: "cities" in result.sets),
    Figure("plane", draw_plane, alt_plane, height=3.9, when=lambda result: result.plane is not None),
    Figure("depth", draw_depth, alt_depth, height=3.1, when=lambda result: result.depth is not None),
)
