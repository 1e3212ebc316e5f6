"""Formulas as pictures of WeasyPrint's, drawn from operators that were made once.

WeasyPrint looks a picture up in its image cache before it fetches it, and whatever has the three methods of
`FormulaImage` is a picture to it. This spares it the drawing of an SVG at each use.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pydyf  # type: ignore[import-untyped]  # no types of its own

from report.formulas.operators import UnknownConstructError, operators, translation_version
from report.pdf.invisible_text import FONT_NAME, invisible_font, invisible_text

if TYPE_CHECKING:
    from report.formulas import Store
    from report.model import Formula

SCHEME = "formula:"
UNITS_PER_EM = 1000
OVERHANG = 250
"""How far ink may stand out of the picture's box, in thousandths of an em; italics and accents do."""


@dataclass(eq=False)
class FormulaImage:
    """A formula as WeasyPrint's image cache takes it.

    Attributes
    ----------
    id : str
        Part of the name of its Form, the same for the same content.
    formula : Formula
    drawing : bytes
        PDF operators in thousandths of an em, y upwards, baseline at 0.
    forms : list
        Where each Form that WeasyPrint asks for is noted down.
    """

    id: str
    formula: Formula
    drawing: bytes
    forms: list[tuple[Formula, Any]] = field(repr=False)

    def get_intrinsic_size(self, resolution: float, font_size: float) -> tuple[float, float, float | None]:  # noqa: ARG002 - WeasyPrint's call
        """Return width and height in pixels, and their ratio."""
        width, height = self.formula.width_em, self.formula.height_em
        return width * font_size, height * font_size, width / height if height else None

    def draw(self, stream: Any, concrete_width: float, concrete_height: float, style: Any) -> None:
        """Draw the Form into `stream`, as large as fits and centred, in the colour of the text."""
        width, height = self.formula.width_em, self.formula.height_em
        if not width or not height:
            return
        scale = min(concrete_width / width, concrete_height / height)
        left = (concrete_width - width * scale) / 2
        baseline = (concrete_height - height * scale) / 2 + (height - self.formula.depth_em) * scale
        stream.set_color(style["color"])
        stream.set_color(style["color"], stroke=True)
        name = stream.add_image(self, interpolate=False, ratio=1)
        stream.transform(scale, 0, 0, -scale, left, baseline)
        stream.draw_x_object(name)

    def get_x_object(self, interpolate: bool, dpi_ratio: float) -> Any:  # noqa: ARG002 - WeasyPrint's call
        """Return the Form, uncompressed as all streams are until the file is saved.

        Its unit is an em, so that its place on the page is written in numbers that lose nothing in rounding.
        """
        depth, top = self.formula.depth_em, self.formula.height_em - self.formula.depth_em
        box = (0, -depth * UNITS_PER_EM, self.formula.width_em * UNITS_PER_EM, top * UNITS_PER_EM)
        form = pydyf.Stream(
            [self.drawing],
            pydyf.Dictionary(
                {
                    "Type": "/XObject",
                    "Subtype": "/Form",
                    "BBox": pydyf.Array(
                        [*(edge - OVERHANG for edge in box[:2]), *(edge + OVERHANG for edge in box[2:])]
                    ),
                    "Matrix": pydyf.Array([1 / UNITS_PER_EM, 0, 0, 1 / UNITS_PER_EM, 0, 0]),
                    "Resources": pydyf.Dictionary(),
                }
            ),
        )
        self.forms.append((self.formula, form))
        return form


def formula_address(formula: Formula) -> str:
    """Return the address of `formula`'s picture, the same for the same formula."""
    return SCHEME + _digest(formula.svg, formula.tex)


class FormulaImages:
    """The formulas of one document.

    Parameters
    ----------
    store : Store, optional
        Where operators are kept between builds.

    Attributes
    ----------
    images : dict of str to FormulaImage
        By address; WeasyPrint's ``cache=``.
    formulas : dict of str to Formula
        By address, those that fell back to SVG among them.
    fallbacks : dict of str to str
        LaTeX of the formulas that are drawn as SVG, with what was not translated.
    """

    def __init__(self, store: Store | None = None) -> None:
        self.images: dict[str, FormulaImage] = {}
        self.formulas: dict[str, Formula] = {}
        self.fallbacks: dict[str, str] = {}
        self._store = store
        self._forms: list[tuple[Formula, Any]] = []

    def address(self, formula: Formula) -> str:
        """Return the address of `formula`'s picture, for ``<img src>``: `formula_address`, or the SVG itself."""
        address = formula_address(formula)
        if address not in self.images:
            name = address.removeprefix(SCHEME)
            try:
                self.images[address] = FormulaImage(name, formula, self._drawing(formula.svg), self._forms)
            except UnknownConstructError as error:
                self.fallbacks[formula.tex] = str(error)
                address = "data:image/svg+xml," + quote(formula.svg)
        self.formulas[address] = formula
        return address

    def finish(self, document: Any, pdf: Any) -> None:  # noqa: ARG002 - WeasyPrint's call
        """Lay invisible LaTeX over each formula, to be searched and copied; WeasyPrint's ``finisher=``."""
        letters = sorted({letter for formula, _ in self._forms for letter in formula.tex})
        if not letters:
            return
        font, codes = invisible_font(pdf, letters)
        for formula, form in self._forms:
            form.stream.append(invisible_text(formula.tex, codes, formula.width_em * UNITS_PER_EM, UNITS_PER_EM))
            form.extra["Resources"] = pydyf.Dictionary({"Font": pydyf.Dictionary({FONT_NAME: font.reference})})
        self._forms.clear()

    def _drawing(self, svg: str) -> bytes:
        key = _digest("operators", translation_version(), svg)
        kept = self._store.get(key) if self._store is not None else None
        if kept is None:
            kept = operators(svg).encode("ascii")
            if self._store is not None:
                self._store.put(key, kept)
        return kept


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:20]
