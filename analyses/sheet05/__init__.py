"""Sheet 5: from the logistic sigmoid to the linear regions of ReLU networks."""

from analyses.sheet05 import sigmoid
from report import Sheet

SHEET = Sheet(
    slug="sheet05",
    title="Sheet 5",
    subtitle="Machine learning: sigmoids, a lie detector, soft maxima and linear regions",
    date="2024-11-22",
    authors=("Philipp Köhler", "Alexander Bespalov"),
    exercises=(sigmoid.EXERCISE,),
)
