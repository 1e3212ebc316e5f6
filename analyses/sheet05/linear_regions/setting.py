"""Box, grids, networks and seeds of exercise 4, and which of them a caller may set."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from report import Parameter

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

REACH = 10.0
"""The exercise's box is -REACH to REACH in both coordinates."""

ZOOM = 1.5
"""Half side of the closest look."""

POINTS = 500
"""Grid points a side in that box."""

WIDE_REACH, WIDE_POINTS = 10_000.0, 5_000
"""The wide grid of 4(b)."""

SEED = Parameter("regions_seed", 5, "seed of the networks of exercise 4", low=0)
SEEDS = Parameter("regions_seeds", 300, "exercise 4 generalises over this many seeds, from 0", low=20, high=5000)

CONFIDENCE = 0.95
"""Of every interval."""

SHALLOW, SHARED, DISTINCT, EQUAL = "shallow", "shared", "distinct", "equal"
"""Names of the four networks: 2-20-1, deep as handed in, deep with distinct layers, deep with 81 parameters."""
