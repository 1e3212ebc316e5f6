"""LaTeX to pictures, MathML and spoken words."""

from report.formulas.typesetter import Store, Typesetter

__all__ = ["Store", "Typesetter"]
