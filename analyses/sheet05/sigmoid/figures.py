"""Exercise 1's figures, and what they show in words."""

from __future__ import annotations

from typing import Any

import numpy as np

from analyses.sheet05.sigmoid.curves import sigmoid
from analyses.sheet05.sigmoid.result import SigmoidResult
from report import Figure


def draw_sigmoid(canvas: Any, result: SigmoidResult) -> None:
    """Draw sigma, its derivative and tanh over x."""
    axes = canvas.subplots()
    axes.plot(result.x, result.sigma, label=r"$\sigma(x)$")
    axes.plot(result.x, result.slope, linestyle="--", label=r"$\sigma(x)(1-\sigma(x))$")
    axes.plot(result.x, result.tanh, linestyle="-.", label=r"$\tanh(x)=2\sigma(2x)-1$")
    axes.axhline(0, color="0.6", linewidth=0.6, zorder=0)
    axes.set(xlabel="$x$", xlim=(result.x[0], result.x[-1]), ylim=(-1.08, 1.08))
    axes.legend(loc="lower right")


def draw_line(canvas: Any, result: SigmoidResult) -> None:
    """Draw the plane shaded by sigma(w.x + b), the line, its two points and its normal w."""
    canvas.set_layout_engine("compressed")
    axes = canvas.subplots()
    low, high = 0.0, 4.0
    x_1, x_2 = np.meshgrid(np.linspace(low, high, 200), np.linspace(low, high, 200))
    w_1, w_2 = result.weights
    shade = axes.imshow(
        sigmoid(w_1 * x_1 + w_2 * x_2 + result.bias),
        extent=(low, high, low, high),
        origin="lower",
        cmap="RdBu",
        vmin=0,
        vmax=1,
        alpha=0.55,
    )
    ends = np.array([low, high])
    axes.plot(ends, -(w_1 * ends + result.bias) / w_2, color="black", label=r"$w^\top x+b=0$")
    axes.plot(*zip(*result.points, strict=True), "o", color="black", label="$x_1$, $x_2$")
    foot = np.mean(result.points, axis=0)
    tip = np.add(foot, result.weights)
    axes.annotate("", xy=tip, xytext=foot, arrowprops={"arrowstyle": "->", "linewidth": 1.2})
    axes.annotate("$w$", xy=tip, xytext=(4, -2), textcoords="offset points")
    axes.set(xlim=(low, high), ylim=(low, high), aspect="equal", xlabel="first coordinate", ylabel="second coordinate")
    canvas.colorbar(shade, ax=axes, label=r"$\sigma(w^\top x+b)$")
    axes.legend(loc="upper left")


def alt_sigmoid(result: SigmoidResult) -> str:
    """Describe the first figure."""
    return (
        f"Three curves over x from {result.x[0]:g} to {result.x[-1]:g}. The sigmoid rises from 0 to 1 and "
        f"passes one half at x = 0. Its derivative is a bell with its top, {result.steepest:g}, at x = 0. "
        "The hyperbolic tangent rises from minus 1 to 1 through 0, twice as steep in its argument."
    )


def alt_line(result: SigmoidResult) -> str:
    """Describe the second figure."""
    w_1, w_2 = result.weights
    return (
        f"The line {w_1:g} times the first coordinate, plus {w_2:g} times the second, plus {result.bias:g}, equals 0, "
        f"through the points {result.points[0]} and {result.points[1]}. The sigmoid of its left side is above one half "
        "below and right of the line, where the normal w points, and below one half above and left of it."
    )


FIGURES = (
    Figure("sigmoid", draw_sigmoid, alt_sigmoid, height=2.9),
    Figure("line", draw_line, alt_line, height=3.1),
)
