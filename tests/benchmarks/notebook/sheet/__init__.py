"""The work of the hand-in's notebook as a sheet: its fits, grids and pictures alone."""

from analyses.notebook import maxima, networks, probes

from report import Sheet

SHEET = Sheet(
    slug="notebook",
    title="The notebook's work",
    date="2024-11-22",
    authors=("A benchmark",),
    exercises=(probes.EXERCISE, maxima.EXERCISE, networks.EXERCISE),
)
