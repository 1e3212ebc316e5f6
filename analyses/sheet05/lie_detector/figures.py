"""The figures of exercise 2."""

from __future__ import annotations

from typing import Any

import numpy as np

from analyses.sheet05.lie_detector.findings import View
from analyses.sheet05.lie_detector.result import LieDetectorResult
from report import Figure

PANELS = 4
TRUE, FALSE = "#0b4f8a", "#c24a1a"


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


def draw_transfer(canvas: Any, result: LieDetectorResult) -> None:
    """Draw the AUROC of the probes of (b) and (c) on every dataset, with intervals."""
    trains = [train for train in ("cities", "cities + neg_cities") if train in result.penalties]
    panels = canvas.subplots(1, len(trains), sharex=True, sharey=True, squeeze=False)[0]
    names = list(result.sets)
    for axes, train in zip(panels, trains, strict=True):
        for shift, (method, words, marker) in zip((0.2, 0, -0.2), STYLES, strict=True):
            cells = [(place, result.cell(train, name, method)) for place, name in enumerate(names)]
            known = [(place, cell.auroc) for place, cell in cells if cell]
            values = np.array([area.value for _, area in known])
            ends = np.array([[area.value - area.low, area.high - area.value] for _, area in known]).clip(0).T
            places = np.array([len(names) - 1 - place + shift for place, _ in known])
            axes.errorbar(values, places, xerr=ends, fmt=marker, linestyle="none", label=words)
        axes.axvline(0.5, color="0.5", linewidth=0.8, zorder=0)
        axes.set(title=f"trained on {train}", xlim=(0, 1), xlabel="AUROC")
        axes.set_yticks(range(len(names)), names[::-1])
    canvas.legend(*panels[0].get_legend_handles_labels(), loc="outside lower center", ncols=len(STYLES))


STYLES = (
    ("handed in, none", "no penalty, as handed in", "o"),
    ("handed in, l2", "L2, as handed in", "s"),
    ("l2", "L2, C by cross-validation", "D"),
)


def alt_transfer(result: LieDetectorResult) -> str:
    """Describe the transfer figure."""
    said = []
    for train in ("cities", "cities + neg_cities"):
        cells = ((name, result.cell(train, name, "l2")) for name in result.sets)
        areas = ", ".join(f"{cell.auroc.value:.2f} on {name}" for name, cell in cells if cell)
        if areas:
            said.append(f"Trained on {train}, with C by cross-validation: {areas}.")
    return (
        f"AUROC with intervals for each dataset and way of fitting; a line marks chance at one half. {' '.join(said)}"
    )


FIGURES = (
    Figure("views", draw_views, alt_views, height=5.2),
    Figure("transfer", draw_transfer, alt_transfer, height=2.9, when=lambda result: "cities" in result.sets),
)
