"""The figures of exercise 4: fields on a grid, exact polygons, and curves over many seeds."""

from analyses.sheet05.linear_regions.figures import answers, curves, fields, polygons
from report import Figure

FIGURES = (
    Figure("outputs", fields.draw_outputs, fields.alt_outputs, height=2.7),
    Figure("crossings", curves.draw_crossings, curves.alt_crossings, height=2.2),
    Figure("regions", polygons.draw_regions, polygons.alt_regions, height=2.4, areas=answers.regions),
    Figure("gradients", fields.draw_gradients, fields.alt_gradients, height=2.3),
    Figure("handed_in", fields.draw_handed_in, fields.alt_handed_in, height=2.7),
    Figure("deep_outputs", fields.draw_deep_outputs, fields.alt_deep_outputs, height=2.0),
    Figure("deep_gradients", fields.draw_deep_gradients, fields.alt_deep_gradients, height=3.3),
    Figure(
        "deep_regions", polygons.draw_deep_regions, polygons.alt_deep_regions, height=2.1, areas=answers.deep_regions
    ),
    Figure("populations", curves.draw_populations, curves.alt_populations, height=2.7),
)
