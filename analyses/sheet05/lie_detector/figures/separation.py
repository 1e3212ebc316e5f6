"""Separability of shuffled labels beside Cover's curve."""

from __future__ import annotations

from typing import Any

from analyses.sheet05.lie_detector.figures.palette import FALSE, TRUE
from analyses.sheet05.lie_detector.result import LieDetectorResult


def draw_separation(canvas: Any, result: LieDetectorResult) -> None:
    """Draw the share of separable shuffles against the number of components."""
    found = result.separation
    axes = canvas.subplots()
    axes.plot(range(found.components[0], found.components[-1] + 1), found.curve, color="0.4", label="Cover's formula")
    axes.plot(found.components, found.shares, "o", color=FALSE, linestyle="none", label="shuffled labels")
    if found.few_needed is not None:
        axes.axvline(found.few_needed, color=TRUE, linestyle="--", label="true labels, from here on")
    axes.set(xlabel="leading principal components", ylabel="share separable", ylim=(-0.03, 1.03))
    axes.legend(loc="center left")


def alt_separation(result: LieDetectorResult) -> str:
    """Describe the curve."""
    found = result.separation
    shares = ", ".join(f"{share:.0%} at {k}" for k, share in zip(found.components, found.shares, strict=True))
    truth = f"from {found.few_needed} on" if found.few_needed is not None else "nowhere"
    return (
        f"{found.few} rows. Share of {found.repetitions} shuffled labellings that are separable, by the number of "
        f"components: {shares}. Cover's formula is drawn as a curve that rises through one half at {found.half} "
        f"components. The true labels are separable {truth}."
    )
