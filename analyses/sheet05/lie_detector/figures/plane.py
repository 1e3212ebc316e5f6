"""The truth plane: all datasets along t_G and t_P."""

from __future__ import annotations

from typing import Any

import numpy as np

from analyses.sheet05.lie_detector.figures.palette import FALSE, GENERAL, POLAR, TRUE
from analyses.sheet05.lie_detector.result import LieDetectorResult

MARKERS = ("o", "^", "s", "D")
SHARE = 0.99
"""Of the points that the axes must hold; a few lie far out."""


def draw_plane(canvas: Any, result: LieDetectorResult) -> None:
    """Draw affirmative datasets left and negated ones right, in equal axes, with both directions."""
    if result.plane is None:
        return
    panels = canvas.subplots(1, 2, sharex=True, sharey=True)
    everything = np.concatenate([one.points for one in result.plane.scatter.values()])
    reach = float(np.quantile(np.abs(everything), SHARE))
    for axes, negated in zip(panels, (False, True), strict=True):
        names = [name for name in result.plane.scatter if result.sets[name].negated == negated]
        for name, marker in zip(names, MARKERS, strict=False):
            _scatter(axes, result, name, marker)
        _arrows(axes, result.plane.arrows, reach)
        axes.set(title="negated" if negated else "affirmative", xlim=(-reach, reach), ylim=(-reach, reach))
        axes.set(xlabel="along $t_G$", aspect="equal")
    panels[0].set_ylabel(r"across $t_G$, towards $t_P$")
    for axes, place in zip(panels, ("outside lower left", "outside lower right"), strict=True):
        handles, labels = axes.get_legend_handles_labels()
        if handles:
            canvas.legend(handles, labels, loc=place, ncols=2, handletextpad=0.2, columnspacing=1.0, fontsize=7.5)


def _scatter(axes: Any, result: LieDetectorResult, name: str, marker: str) -> None:
    assert result.plane
    scatter = result.plane.scatter[name]
    for label, word, colour in ((1, "true", TRUE), (0, "false", FALSE)):
        rows = scatter.points[scatter.labels == label]
        face = colour if label else "none"
        shown = {"s": 7, "alpha": 0.55, "edgecolors": colour, "facecolors": face, "linewidths": 0.6}
        axes.scatter(*rows.T, marker=marker, label=f"{name}, {word}", rasterized=True, **shown)


def _arrows(axes: Any, arrows: tuple[tuple[float, float], tuple[float, float]], reach: float) -> None:
    """Draw both directions, lengthened alike so that they can be seen."""
    factor = 0.6 * reach / max(float(np.hypot(*arrow)) for arrow in arrows)
    for arrow, words, colour in zip(arrows, ("$t_G$", "$t_P$"), (GENERAL, POLAR), strict=True):
        tip = (arrow[0] * factor, arrow[1] * factor)
        style = {"arrowstyle": "-|>", "linewidth": 1.8, "color": colour, "shrinkA": 0, "shrinkB": 0}
        axes.annotate("", xy=tip, xytext=(0, 0), arrowprops=style, zorder=5)
        axes.annotate(words, xy=tip, xytext=(3, 3), textcoords="offset points", color=colour, fontsize=11, zorder=6)


def alt_plane(result: LieDetectorResult) -> str:
    """Describe where true statements lie, dataset by dataset."""
    if result.plane is None:
        return "Left out: the archive has no dataset with its negation."
    said = []
    for name, scatter in result.plane.scatter.items():
        true, false = (scatter.points[scatter.labels == label].mean(axis=0) for label in (1, 0))
        across, up = (true - false).tolist()
        said.append(f"{name} {across:+.1f} and {up:+.1f}")
    return (
        "Two scatter plots with equal axes, affirmative datasets left and negated ones right, with arrows for t_G, "
        "along the first axis, and t_P. From the mean of the false to that of the true statements it is, along the "
        f"two axes: {'; '.join(said)}."
    )
