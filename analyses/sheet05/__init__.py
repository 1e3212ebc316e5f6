"""Sheet 5: from the logistic sigmoid to the linear regions of ReLU networks."""

from analyses.sheet05 import lie_detector, linear_regions, region_counts, sigmoid, softargmax
from report import Sheet

HANDED_IN = (sigmoid, lie_detector, softargmax, linear_regions, region_counts)
"""The exercises that were handed in: each knows what was PUBLISHED of it, and the CORRECTIONS to it."""

SHEET = Sheet(
    slug="sheet05",
    title="Sheet 5",
    subtitle="Machine learning: sigmoids, a lie detector, soft maxima and linear regions",
    date="2024-11-22",
    authors=("Philipp Köhler", "Alexander Bespalov"),
    exercises=(
        sigmoid.EXERCISE,
        lie_detector.EXERCISE,
        softargmax.EXERCISE,
        linear_regions.EXERCISE,
        region_counts.EXERCISE,
    ),
    published=tuple(number for exercise in HANDED_IN for number in exercise.PUBLISHED),
    corrections=tuple(correction for exercise in HANDED_IN for correction in exercise.CORRECTIONS),
)
