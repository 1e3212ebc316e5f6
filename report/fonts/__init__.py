"""The type family of page, formulas and figures: STIX Two, with Source Code Pro for code.

They come from npm: whole files of the text faces for figures (`text_files`), style rules for the PDF (`pdf_css`),
and style rules with small subsets inside for the page (`page_css`).
"""

from report.fonts.css import page_css, pdf_css
from report.fonts.faces import CODE, FAMILIES, MATHS, TEXT
from report.fonts.files import edition, text_files

__all__ = ["CODE", "FAMILIES", "MATHS", "TEXT", "edition", "page_css", "pdf_css", "text_files"]
