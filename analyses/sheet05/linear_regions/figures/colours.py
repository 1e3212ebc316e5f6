"""Colours for directions, in the perceptual space OKLCH: as light and as strong whatever the hue."""

from __future__ import annotations

from typing import Any

import numpy as np

from analyses.sheet05.linear_regions.setting import Floats

LIGHT, DARK = 0.97, 0.62
"""Lightness of no gradient and of the largest."""

CHROMA = 0.13
"""Chroma of the largest gradient."""

_TO_CONES = np.array(
    [
        [1.0, 0.3963377774, 0.2158037573],
        [1.0, -0.1055613458, -0.0638541728],
        [1.0, -0.0894841775, -1.2914855480],
    ]
)
_TO_LINEAR = np.array(
    [
        [4.0767416621, -3.3077115913, 0.2309699292],
        [-1.2684380046, 2.6097574011, -0.3413193965],
        [-0.0041960863, -0.7034186147, 1.7076147010],
    ]
)
"""Oklab to cone responses (to the third root), and those to linear sRGB. Source: Ottosson, Oklab, 2020."""


def direction_colours(gradients: Floats) -> Floats:
    """Return sRGB colours, shape (..., 3), for gradients of size at most 1, shape (..., 2)."""
    size = np.clip(np.linalg.norm(gradients, axis=-1), 0, 1)
    hue = np.arctan2(gradients[..., 1], gradients[..., 0])
    lightness = LIGHT + (DARK - LIGHT) * size
    chroma = CHROMA * size
    return oklab_to_srgb(np.stack([lightness, chroma * np.cos(hue), chroma * np.sin(hue)], axis=-1))


def oklab_to_srgb(colours: Floats) -> Floats:
    """Return sRGB in [0, 1] for Oklab (lightness, a, b); what sRGB cannot show is clipped."""
    linear = np.clip((colours @ _TO_CONES.T) ** 3 @ _TO_LINEAR.T, 0, 1)
    return np.asarray(np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055))


def draw_wheel(axes: Any) -> None:
    """Draw the legend: the colour of each direction, from no gradient in the middle to the largest at the rim."""
    side = np.linspace(-1, 1, 160)
    directions = np.stack(np.meshgrid(side, side), axis=-1)
    shown = np.linalg.norm(directions, axis=-1) <= 1
    image = np.dstack([direction_colours(directions), shown.astype(np.float64)])
    axes.imshow(image, extent=(-1, 1, -1, 1), origin="lower", rasterized=True)
    axes.set(xticks=(), yticks=(), aspect="equal", xlim=(-1.1, 1.1), ylim=(-1.1, 1.1), title=r"$\nabla f$")
    axes.spines[:].set_visible(False)
