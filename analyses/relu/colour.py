"""Gradients as colours: hue for direction, from pale to saturated for size, in OKLCH.

Source: B. Ottosson, A perceptual color space for image processing, 2020 (matrices of OKLab).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

PALE, FULL = 0.97, 0.72
"""Lightness of no gradient and of the largest."""
CHROMA = 0.115
"""Chroma of the largest; at lightness `FULL` every hue of it is within sRGB."""
LMS_FROM_LAB = np.array([
    [1.0, 0.3963377774, 0.2158037573],
    [1.0, -0.1055613458, -0.0638541728],
    [1.0, -0.0894841775, -1.2914855480],
])  # fmt: skip
RGB_FROM_LMS = np.array([
    [4.0767416621, -3.3077115913, 0.2309699292],
    [-1.2684380046, 2.6097574011, -0.3413193965],
    [-0.0041960863, -0.7034186147, 1.7076147010],
])  # fmt: skip


def gradient_colours(gradients: Floats, largest: float) -> Floats:
    """Return sRGB colours in 0..1, shape (n, 3), of gradients of shape (n, 2); sizes end at `largest`."""
    size = np.minimum(np.hypot(*gradients.T) / largest, 1.0) if largest > 0 else np.zeros(len(gradients))
    return srgb(PALE + (FULL - PALE) * size, CHROMA * size, np.arctan2(gradients[:, 1], gradients[:, 0]))


def srgb(lightness: Floats, chroma: Floats, hue: Floats) -> Floats:
    """Return sRGB in 0..1, shape (n, 3), of OKLCH; hue in radians. What is out of sRGB is clipped."""
    lab = np.stack([lightness, chroma * np.cos(hue), chroma * np.sin(hue)], axis=-1)
    linear = np.clip((lab @ LMS_FROM_LAB.T) ** 3 @ RGB_FROM_LMS.T, 0.0, 1.0)
    colours: Floats = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return colours
