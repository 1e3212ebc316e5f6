"""HTML to PDF: the only door to WeasyPrint and pikepdf."""

from report.pdf.drawings import Drawings
from report.pdf.formula_image import SCHEME, FormulaImages, formula_address
from report.pdf.hyphens import remember_hyphens
from report.pdf.join import join
from report.pdf.layout import PdfFile, lay_out
from report.pdf.libraries import library_versions
from report.pdf.numbers import lay_out_numbers
from report.pdf.styles import Styles

__all__ = [
    "SCHEME",
    "Drawings",
    "FormulaImages",
    "PdfFile",
    "Styles",
    "formula_address",
    "join",
    "lay_out",
    "lay_out_numbers",
    "library_versions",
    "remember_hyphens",
]
