"""One file a fault of WeasyPrint's; the order is that of `PASSES`."""

from report.pdf.passes.artifacts import margins_are_artifacts
from report.pdf.passes.boxes import boxes_in_points
from report.pdf.passes.code import code_is_code
from report.pdf.passes.figures import captions_in_their_figures
from report.pdf.passes.formulas import formulas_are_formulas
from report.pdf.passes.heads import heads_are_said_once
from report.pdf.passes.identifiers import identifiers_are_found
from report.pdf.passes.images import images_are_not_smoothed
from report.pdf.passes.items import items_have_a_body
from report.pdf.passes.links import links_are_tagged_once
from report.pdf.passes.lists import lists_hold_items
from report.pdf.passes.metadata import metadata_names_the_standard
from report.pdf.passes.pictures import pictures_speak
from report.pdf.passes.run_on import what_runs_on_is_one
from report.pdf.passes.tables import headers_have_a_scope
from report.pdf.passes.terms import terms_are_labels
from report.pdf.passes.voids import nothing_is_tagged

PASSES = (
    what_runs_on_is_one,
    heads_are_said_once,
    boxes_in_points,
    formulas_are_formulas,
    pictures_speak,
    links_are_tagged_once,
    lists_hold_items,
    items_have_a_body,
    terms_are_labels,
    code_is_code,
    nothing_is_tagged,
    captions_in_their_figures,
    headers_have_a_scope,
    identifiers_are_found,
    images_are_not_smoothed,
    metadata_names_the_standard,
    margins_are_artifacts,
)
"""The first needs the tree as it was laid out; the last makes an artifact of what the tree no longer holds."""
