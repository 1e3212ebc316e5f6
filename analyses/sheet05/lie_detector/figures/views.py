"""Each dataset in the plane in which it varies most."""

from __future__ import annotations

from typing import Any

from analyses.sheet05.lie_detector.figures.palette import FALSE, TRUE
from analyses.sheet05.lie_detector.findings import View
from analyses.sheet05.lie_detector.result import LieDetectorResult

PANELS = 4


def draw_views(canvas: Any, result: LieDetectorResult) -> None:
    """Draw each dataset in the plane of its two leading principal components."""
    shown = list(result.views.items())[:PANELS]
    grid = canvas.subplots(-(-len(shown) // 2), min(len(shown), 2), squeeze=False)
    for axes, (name, view) in zip(grid.flat, shown, strict=False):
        _scatter(axes, view)
        axes.set_title(name)
        for label, share in zip((axes.set_xlabel, axes.set_ylabel), view.variance, strict=False):
            label(f"{share:.0%} of the variance")
    for axes in grid.flat[len(shown) :]:
        axes.remove()
    handles, labels = grid.flat[0].get_legend_handles_labels()
    canvas.legend(handles, labels, loc="outside lower center", ncols=4)


def _scatter(axes: Any, view: View) -> None:
    for label, word, colour, marker in ((1, "true", TRUE, "o"), (0, "false", FALSE, "x")):
        for held_out, size, alpha in ((False, 5, 0.25), (True, 11, 0.9)):
            rows = view.points[(view.labels == label) & (view.held_out == held_out)]
            axes.scatter(
                *rows.T,
                s=size,
                alpha=alpha,
                color=colour,
                marker=marker,
                linewidths=0.7,
                label=f"{word}, {'held out' if held_out else 'training'}",
                rasterized=True,
            )


def alt_views(result: LieDetectorResult) -> str:
    """Describe the views."""
    said = []
    for name, view in list(result.views.items())[:PANELS]:
        areas = " and ".join(f"{area.value:.2f}" for area in view.auroc)
        said.append(f"{name}: the components alone rank held-out statements with AUROC {areas}")
    return (
        "One scatter plot a dataset, in the plane of its two leading principal components; dots are true statements, "
        f"crosses false ones, faint where they were trained on. {'; '.join(said)}."
    )
