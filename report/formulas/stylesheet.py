"""The style sheet that MathML from Temml needs in a browser."""

from __future__ import annotations

import re

from report.errors import MissingToolError
from report.npm import ROOT

SOURCE = ROOT / "node_modules" / "temml" / "dist" / "Temml-STIX2.css"


def mathml_css() -> str:
    """Return Temml's rules for its STIX Two font, under the name that `report.fonts` gives it.

    Left out are its font file, its equation counter and its layout of whole formulas: fonts are embedded, and the
    page places and numbers its equations.
    Primes come from the small font made for them, as npm's STIX Two Math lacks the feature that Temml asks for.

    Raises
    ------
    MissingToolError
        If npm's packages are not installed.
    """
    try:
        rules = SOURCE.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise MissingToolError(
            "the typesetter's packages are not installed", remedy="Run make report, or npm ci"
        ) from None
    rules = re.sub(r"/\*.*?\*/", "", rules, flags=re.DOTALL)
    rules = re.sub(r"@font-face\s*{[^}]*}", "", rules)
    rules = re.sub(r"@-moz-document[^{]*{(?:[^{}]*{[^{}]*})*\s*}", "", rules)
    rules = re.sub(r"(?:\.tml-eqn::before|body|math\.tml-display|math > mrow)\s*{[^}]*}", "", rules)
    rules = re.sub(r"math\s*{\s*display:[^}]*}", "", rules)
    rules = re.sub(r"font-family:\s*STIX2", 'font-family: "STIX Two Math"', rules)
    rules = re.sub(r"font-feature-settings:\s*'ss04'", "font-family: Temml", rules)
    rules += "\nmfrac { padding-inline: 0.12em }\nmfrac[linethickness] { padding-inline: 0 }"  # as TeX has it
    # Chromium alone gives a delimiter that stretches the width of its largest size, and alone knows app-region.
    rules += "\n@supports (-webkit-app-region: none) { mo[style] { margin-inline: var(--slack, 0) } }"
    return re.sub(r"\s*\n\s*", "\n", rules).strip() + "\n"
