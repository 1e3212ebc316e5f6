"""The type family of page, formulas and figures: STIX Two, with Source Code Pro for code.

They come from npm: one TrueType file a face (`font_files`, for figures), style rules for the PDF (`pdf_css`),
and style rules with small subsets inside for the page (`page_css`).
"""

from report.fonts.css import page_css, pdf_css
from report.fonts.faces import CODE, MATHS, TEXT
from report.fonts.files import edition, font_files

__all__ = ["CODE", "MATHS", "TEXT", "edition", "font_files", "page_css", "pdf_css"]
