"""HTML to PDF: the only door to WeasyPrint and pikepdf."""

from report.pdf.layout import PdfFile, lay_out

__all__ = ["PdfFile", "lay_out"]
