"""Exercise 1's numbers: the curves on a grid, and the line of 1(c)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from analyses.sheet05.sigmoid.curves import line_through, sigmoid, sigmoid_slope
from analyses.sheet05.sigmoid.result import SigmoidResult
from report import Parameter, Resolved, Settings

POINTS = ((1.0, 1.5), (2.0, 2.5))
"""The two points of exercise 1(c), halfway between the classes."""

PRINTED_LINE = (1.0, -1.0, 0.5)
"""w_1, w_2 and b as printed in the sheet that was handed in, 1(c)."""

REACH = Parameter("sigmoid_reach", 6.0, "exercise 1 shows x from minus to plus this", low=1.0, high=50.0)


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
