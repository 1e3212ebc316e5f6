"""LaTeX to pictures, MathML and spoken words."""

from report.formulas.process import Engine
from report.formulas.stylesheet import mathml_css
from report.formulas.typesetter import Store, Typesetter

__all__ = ["Engine", "Store", "Typesetter", "mathml_css"]
