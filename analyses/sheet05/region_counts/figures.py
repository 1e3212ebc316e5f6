"""The figures of exercise 5."""

from __future__ import annotations

from typing import Any

from analyses.sheet05.region_counts.arrangements import Line
from analyses.sheet05.region_counts.result import RegionCountsResult
from report import Figure

REACH = 5.0
"""Drawings show -REACH to REACH."""


def draw_additions(canvas: Any, result: RegionCountsResult) -> None:
    """Draw three lines and a fourth, with the points in which it meets the others."""
    panels = canvas.subplots(1, len(result.additions), sharex=True, sharey=True)
    for axes, one in zip(panels, result.additions, strict=True):
        for old in one.old:
            axes.axline(*_two_points(old), color="0.45", linewidth=1.0, linestyle="-")
        axes.axline(*_two_points(one.new), color="C1", linewidth=1.6, linestyle="--")
        if one.crossings:
            axes.plot(*zip(*one.crossings, strict=True), "o", color="black", linestyle="none", markersize=4.5)
        axes.set(xlim=(-REACH, REACH), ylim=(-REACH, REACH), aspect="equal", xticks=(), yticks=())
        axes.set_title(f"{one.name}: {one.before} + {one.after - one.before} = {one.after}")
        axes.spines[["top", "right"]].set_visible(True)


def _two_points(line: Line) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return two points of a x + b y + c = 0: the one nearest to the origin, and one further along."""
    a, b, c = line
    scale = a * a + b * b
    foot = (-a * c / scale, -b * c / scale)
    return foot, (foot[0] - b, foot[1] + a)


def draw_counts(canvas: Any, result: RegionCountsResult) -> None:
    """Draw the counted regions over the number of lines for three families, and their formulas."""
    axes = canvas.subplots()
    curves = (
        ("general position", r"$1+\frac{n(n+1)}{2}$", result.general, result.formula, "o"),
        ("through one point", "$2n$", result.pencil, 2 * result.n, "s"),
        ("parallel", "$n+1$", result.parallel, result.n + 1, "^"),
    )
    shown = sorted({round(result.n.size ** (step / 14)) for step in range(15)})
    index = [n - 1 for n in shown]
    for name, law, counted, formula, marker in curves:
        (line,) = axes.plot(result.n, formula, linewidth=1.0, label=f"{name}: {law}")
        axes.plot(result.n[index], counted[index], marker, color=line.get_color(), linestyle="none", markersize=4)
    axes.set(xlabel="lines, $n$", ylabel="regions", xscale="log", yscale="log", xlim=(0.95, 1.1 * result.n[-1]))
    axes.legend(loc="upper left")


def alt_additions(result: RegionCountsResult) -> str:
    """Describe the first figure."""
    parts = [
        f"{one.name}, the fourth meets them in {len(one.crossings)} "
        f"{'point' if len(one.crossings) == 1 else 'points'} and takes {one.before} regions to {one.after}"
        for one in result.additions
    ]
    return f"Three drawings of three lines and a fourth, dashed: {'; '.join(parts)}."


def alt_counts(result: RegionCountsResult) -> str:
    """Describe the second figure."""
    return (
        f"Regions over the number of lines, 1 to {result.n[-1]}, both logarithmic. Counted points lie on three curves: "
        f"in general position up to {result.general[-1]} regions, through one point up to {result.pencil[-1]}, "
        f"parallel up to {result.parallel[-1]}."
    )


FIGURES = (
    Figure("additions", draw_additions, alt_additions, height=2.35),
    Figure("counts", draw_counts, alt_counts, height=2.8),
)
