"""Exercise 2: logistic regression on a language model's activations, as a lie detector."""

from __future__ import annotations

from analyses.sheet05.lie_detector.claims import claims
from analyses.sheet05.lie_detector.compute import compute
from analyses.sheet05.lie_detector.corrections import CORRECTIONS
from analyses.sheet05.lie_detector.figures import FIGURES
from analyses.sheet05.lie_detector.parameters import ACTIVATIONS, CENTRING, LAYER, SEED, SPLIT
from analyses.sheet05.lie_detector.published import PUBLISHED
from report import Exercise

__all__ = ["CORRECTIONS", "EXERCISE", "PUBLISHED"]

EXERCISE = Exercise(
    number=2,
    slug="lie_detector",
    title="Logistic regression: an LLM lie detector",
    compute=compute,
    inputs=(ACTIVATIONS,),
    parameters=(SEED, SPLIT, CENTRING, LAYER),
    claims=claims,
    figures=FIGURES,
    code=(
        "analyses.truth.samples:combine",
        "analyses.truth.splits:split_groups",
        "analyses.truth.probes:fit_liblinear",
        "analyses.truth.minimum:fit_minimum",
        "analyses.truth.probes:fit_path",
        "analyses.truth.probes:fit_hard_margin",
        "analyses.truth.directions:truth_plane",
        "analyses.sheet05.lie_detector.matrix:fit",
        "analyses.sheet05.lie_detector.study:study",
    ),
)
