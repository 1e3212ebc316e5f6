"""How far the probes of (b) and (c) carry, as AUROC with intervals."""

from __future__ import annotations

from typing import Any

import numpy as np

from analyses.sheet05.lie_detector.result import METHODS, LieDetectorResult

MARKERS = {"handed in, none": "o", "handed in, l2": "s", "l2": "D"}


def draw_transfer(canvas: Any, result: LieDetectorResult) -> None:
    """Draw the AUROC of the probes of (b) and (c) on every dataset, with intervals."""
    trains = [train for train in ("cities", "cities + neg_cities") if train in result.penalties]
    panels = canvas.subplots(1, len(trains), sharex=True, sharey=True, squeeze=False)[0]
    names = list(result.sets)
    for axes, train in zip(panels, trains, strict=True):
        for shift, (method, marker) in zip((0.2, 0, -0.2), MARKERS.items(), strict=True):
            cells = [(place, result.cell(train, name, method)) for place, name in enumerate(names)]
            known = [(place, cell.auroc) for place, cell in cells if cell]
            values = np.array([area.value for _, area in known])
            ends = np.array([[area.value - area.low, area.high - area.value] for _, area in known]).clip(0).T
            places = np.array([len(names) - 1 - place + shift for place, _ in known])
            axes.errorbar(values, places, xerr=ends, fmt=marker, linestyle="none", label=METHODS[method])
        axes.axvline(0.5, color="0.5", linewidth=0.8, zorder=0)
        axes.set(title=f"trained on {train}", xlim=(0, 1), xlabel="AUROC")
        axes.set_yticks(range(len(names)), names[::-1])
    canvas.legend(*panels[0].get_legend_handles_labels(), loc="outside lower center", ncols=len(MARKERS))


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
