"""Sheet 5: from the logistic sigmoid to the linear regions of ReLU networks."""

from analyses.sheet05 import lie_detector, linear_regions, region_counts, sigmoid, softargmax
from report import Sheet

EXERCISES = (sigmoid, lie_detector, softargmax, linear_regions, region_counts)
"""Each a package with an EXERCISE, and what the hand-in PUBLISHED of it and needs CORRECTIONS."""

SHEET = Sheet(
    slug="sheet05",
    title="Sheet 5",
    subtitle="Machine learning: sigmoids, a lie detector, soft maxima and linear regions",
    date="2024-11-22",
    authors=("Philipp Köhler", "Alexander Bespalov"),
    exercises=tuple(exercise.EXERCISE for exercise in EXERCISES),
    published=tuple(number for exercise in EXERCISES for number in exercise.PUBLISHED),
    corrections=tuple(correction for exercise in EXERCISES for correction in exercise.CORRECTIONS),
)
