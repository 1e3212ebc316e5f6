"""HTML to PDF: the only door to WeasyPrint and pikepdf."""

from report.pdf.formula_image import FormulaImages
from report.pdf.layout import PdfFile, lay_out

__all__ = ["FormulaImages", "PdfFile", "lay_out"]
