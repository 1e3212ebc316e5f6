"""Exercise 3: lse and softargmax on a grid, beside the maximum and the one-hot argmax that they soften."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from analyses.sheet05.softargmax.figures import draw_softargmax
from report import Exercise, Figure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from report import Resolved, Settings

    Floats = NDArray[np.float64]

LAMBDAS = (1, 10, 100)
POINTS = 200
LEVELS = 20


@dataclass(frozen=True, eq=False)
class MaximaResult:
    """Values over a square of n x n points, by lambda.

    Attributes
    ----------
    axis : ndarray of shape (n,)
    lse : mapping of int to ndarray of shape (n, n)
    maximum : ndarray of shape (n, n)
    softargmax : mapping of int to ndarray of shape (2, n, n)
    onehot : ndarray of shape (2, n, n)
    """

    axis: Floats
    lse: Mapping[int, Floats]
    maximum: Floats
    softargmax: Mapping[int, Floats]
    onehot: Floats


def compute(inputs: Mapping[str, Resolved], settings: Settings) -> MaximaResult:
    """Evaluate on the grid."""
    from analyses.sheet05.softargmax.soft import lse, onehot_argmax, softargmax

    axis = np.linspace(-1, 1, POINTS)
    plane = np.stack(np.meshgrid(axis, axis))
    return MaximaResult(
        axis,
        {lam: lse(plane, lam) for lam in LAMBDAS},
        plane.max(axis=0),
        {lam: softargmax(plane, lam) for lam in LAMBDAS},
        onehot_argmax(plane),
    )


def draw_fields(canvas: Any, result: MaximaResult) -> None:
    """Draw lse for each lambda, and max, as filled contours."""
    fields = [(rf"$\lambda={lam}$", field) for lam, field in result.lse.items()] + [("max", result.maximum)]
    panels = canvas.subplots(1, len(fields), sharex=True, sharey=True)
    for axes, (title, field) in zip(panels, fields, strict=True):
        shade = axes.contourf(result.axis, result.axis, field, levels=LEVELS)
        shade.set_rasterized(True)
        axes.set(title=title, aspect="equal")
        canvas.colorbar(shade, ax=axes, location="bottom", ticks=(-1, 0, 1))


EXERCISE = Exercise(
    number=3,
    slug="maxima",
    title="Soft maxima",
    compute=compute,
    figures=(
        Figure("fields", draw_fields, lambda result: "Log-sum-exp for three lambdas, and the maximum.", height=2.4),
        Figure(
            "components",
            draw_softargmax,
            lambda result: "Softargmax for three lambdas, and one-hot argmax.",
            height=3.4,
        ),
    ),
)
