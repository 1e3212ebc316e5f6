"""Exercise 1: the logistic sigmoid, its derivative, its kinship with tanh, and a separating line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from report import Claim, Derivation, Exercise, Figure, Parameter, Resolved, Settings, Signature

Floats = NDArray[np.float64]

SIGMOID = Signature(symbols={"x": "real"}, functions={r"\sigma(t)": r"\frac{1}{1+e^{-t}}"})
LINE = Signature(symbols={"t": "nonzero"})

DERIVATIONS = (
    Derivation("mirror", r"1-\sigma(x) = \frac{e^{-x}}{1+e^{-x}} = \sigma(-x)", SIGMOID),
    Derivation(
        "derivative",
        r"\frac{d}{dx}\sigma(x) = \frac{e^{-x}}{(1+e^{-x})^2}"
        r" = \frac{1}{1+e^{-x}}\cdot\frac{e^{-x}}{1+e^{-x}} = \sigma(x)(1-\sigma(x))",
        SIGMOID,
    ),
    Derivation(
        "tanh",
        r"\tanh(x) = \frac{e^{x}-e^{-x}}{e^{x}+e^{-x}} = \frac{1-e^{-2x}}{1+e^{-2x}}"
        r" = \frac{2}{1+e^{-2x}}-1 = 2\sigma(2x)-1",
        SIGMOID,
    ),
    Derivation("first_point", r"t\cdot 1+(-t)\cdot\frac{3}{2}+\frac{t}{2} = 0", LINE),
    Derivation("second_point", r"t\cdot 2+(-t)\cdot\frac{5}{2}+\frac{t}{2} = 0", LINE),
)

POINTS = ((1.0, 1.5), (2.0, 2.5))
"""The two points of exercise 1(c), halfway between the classes."""

PRINTED_LINE = (1.0, -1.0, 0.5)
"""w_1, w_2 and b as printed in the sheet that was handed in, 1(c)."""

REACH = Parameter("sigmoid_reach", 6.0, "exercise 1 shows x from minus to plus this", low=1.0, high=50.0)


@dataclass(frozen=True, eq=False)
class SigmoidResult:
    """The sigmoid and its relatives on a grid, and the line through two points.

    Attributes
    ----------
    x : ndarray of shape (n,)
        Grid, symmetric about 0.
    sigma, slope, tanh : ndarray of shape (n,)
        sigma(x), its derivative sigma(x)(1 - sigma(x)), and tanh(x).
    steepest : float
        Largest value of the derivative on the grid; 1/4 at x = 0.
    slope_error : float
        Largest distance between the derivative and central differences of sigma.
    identity_error : float
        Largest |tanh(x) - (2 sigma(2x) - 1)|.
    unsubstituted_error : float
        Largest |tanh(x) - (2 sigma(x) - 1)|: what is missed when 2x is not put in.
    points : tuple of pairs of float
        The two points on the line.
    weights : tuple of two floats
        w, with w_1 > 0 and the scale of the printed weights.
    bias : float
    residuals : tuple of float
        w.x + b at the points.
    distance_to_printed : float
        Sine of the angle between (w, b) and the printed (w, b), in [0, 1]; 0 for the same line.
    """

    x: Floats
    sigma: Floats
    slope: Floats
    tanh: Floats
    steepest: float
    slope_error: float
    identity_error: float
    unsubstituted_error: float
    points: tuple[tuple[float, float], ...]
    weights: tuple[float, float]
    bias: float
    residuals: tuple[float, ...]
    distance_to_printed: float


def sigmoid(x: Floats) -> Floats:
    """Return 1 / (1 + exp(-x)), without overflow for any finite x."""
    return np.asarray(np.exp(-np.logaddexp(0.0, -x)), dtype=np.float64)


def sigmoid_slope(x: Floats) -> Floats:
    """Return the derivative of the sigmoid, sigma(x) sigma(-x)."""
    return sigmoid(x) * sigmoid(-x)


def line_through(first: tuple[float, float], second: tuple[float, float]) -> tuple[float, float, float]:
    """Return (w_1, w_2, b) with w.x + b = 0 at both points, and |w_1| = 1 unless the line is horizontal.

    The cross product of the points in homogeneous coordinates; any multiple describes the same line.
    """
    w = np.cross((*first, 1.0), (*second, 1.0))
    scale = w[0] if w[0] != 0 else w[1]
    w_1, w_2, b = (w / scale).tolist()
    return w_1, w_2, b


def compute(inputs: Mapping[str, Resolved], settings: Settings) -> SigmoidResult:  # noqa: ARG001  it reads no data
    """Return exercise 1's result."""
    reach = REACH.of(settings)
    x = np.linspace(-reach, reach, 601)
    step = 1e-5
    differences = (sigmoid(x + step) - sigmoid(x - step)) / (2 * step)
    w_1, w_2, b = line_through(*POINTS)
    return SigmoidResult(
        x=x,
        sigma=sigmoid(x),
        slope=sigmoid_slope(x),
        tanh=np.tanh(x),
        steepest=float(sigmoid_slope(x).max()),
        slope_error=float(np.abs(sigmoid_slope(x) - differences).max()),
        identity_error=float(np.abs(np.tanh(x) - (2 * sigmoid(2 * x) - 1)).max()),
        unsubstituted_error=float(np.abs(np.tanh(x) - (2 * sigmoid(x) - 1)).max()),
        points=POINTS,
        weights=(w_1, w_2),
        bias=b,
        residuals=tuple(w_1 * x_1 + w_2 * x_2 + b for x_1, x_2 in POINTS),
        distance_to_printed=_sine((w_1, w_2, b), PRINTED_LINE),
    )


def _sine(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    lengths = np.linalg.norm(one) * np.linalg.norm(other)
    return float(np.linalg.norm(np.cross(one, other)) / lengths)


def claims(result: SigmoidResult) -> tuple[Claim, ...]:
    """Return what exercise 1's text says of its numbers."""
    return (
        Claim(
            "slope_is_right",
            "central differences of the sigmoid agree with sigma(x)(1 - sigma(x)) on the whole grid",
            result.slope_error,
            "<",
            1e-9,
        ),
        Claim("steepest_at_zero", "the sigmoid is never steeper than 1/4", result.steepest, "<=", 0.25),
        Claim("identity_holds", "tanh(x) and 2 sigma(2x) - 1 agree to rounding", result.identity_error, "<", 1e-14),
        Claim(
            "substitution_matters",
            "tanh(x) and 2 sigma(x) - 1 differ by more than 0.3 somewhere",
            result.unsubstituted_error,
            ">",
            0.3,
        ),
        Claim("points_on_line", "both points lie on the line exactly", result.residuals, "=", (0.0, 0.0)),
        Claim(
            "same_line_as_printed",
            "the printed weights and bias describe this very line",
            result.distance_to_printed,
            "=",
            0.0,
        ),
    )


def draw_sigmoid(canvas: Any, result: SigmoidResult) -> None:
    """Draw sigma, its derivative and tanh over x."""
    axes = canvas.subplots()
    axes.plot(result.x, result.sigma, label=r"$\sigma(x)$")
    axes.plot(result.x, result.slope, linestyle="--", label=r"$\sigma'(x)=\sigma(x)(1-\sigma(x))$")
    axes.plot(result.x, result.tanh, linestyle="-.", label=r"$\tanh(x)=2\sigma(2x)-1$")
    axes.axhline(0, color="0.6", linewidth=0.6, zorder=0)
    axes.set(xlabel="$x$", xlim=(result.x[0], result.x[-1]), ylim=(-1.08, 1.08))
    axes.legend(loc="lower right")


def draw_line(canvas: Any, result: SigmoidResult) -> None:
    """Draw the plane shaded by sigma(w.x + b), the line, its two points and its normal w."""
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


EXERCISE = Exercise(
    number=1,
    slug="sigmoid",
    title="The logistic sigmoid",
    compute=compute,
    parameters=(REACH,),
    derivations=DERIVATIONS,
    claims=claims,
    figures=(
        Figure("sigmoid", draw_sigmoid, alt_sigmoid, height=2.9),
        Figure("line", draw_line, alt_line, height=3.1),
    ),
    code=tuple(f"analyses.sheet05.sigmoid:{name}" for name in ("sigmoid", "sigmoid_slope", "line_through", "compute")),
)
