"""How formulas, derivations and pictures are set in each medium."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from markupsafe import Markup, escape

from report.model import Checked, CheckedStep, Drawn, Formula, Status
from report.page.markup import trusted

if TYPE_CHECKING:
    from jinja2 import Environment

Medium = Literal["screen", "print"]

COLUMN = {"screen": 34.0, "print": 39.4}
"""Width of the text in em, for displays."""

NARROW = 15.0
"""A formula wider than this, in em, scrolls by itself on a narrow screen."""

VERDICT = 11.0
"""Room for a step's verdict beside it, in em."""

INDENT = 2.0
"""How far the right sides stand in where the left one stands above them, in em."""

NUMBER = 3.0
"""Room for an equation's number, and as much on the other side, in em."""

DISPLAY_EM = COLUMN["print"] - 2 * NUMBER
"""What a display may take up in print."""

ROW_EM = COLUMN["print"] - INDENT - VERDICT
"""What the right side of a step may take up in print."""


_ESCAPED = '%#<>"&\n'
"""What must not stand in a data URI as it is, the percent sign first."""


@dataclass(frozen=True)
class Set:
    """A display formula, set, and whether it may need more room than a narrow screen has."""

    html: Markup
    wide: bool


@dataclass(frozen=True)
class SetStep:
    """A step, set: left side (or nothing), relation and right side, and what is known of it."""

    left: Set | None
    right: Set
    status: Status
    by: str
    conditions: tuple[Markup, ...]
    counterexample: str


@dataclass(frozen=True)
class Chain:
    """A derivation, set; `stacked` if its left side stands above the rest for want of room."""

    steps: tuple[SetStep, ...]
    stacked: bool


@dataclass
class Setting:
    """One medium's way to set things.

    Attributes
    ----------
    medium : "screen" or "print"
    typeset : callable
        LaTeX and whether it is a display, to `Formula`.
    source : callable
        The address of a formula's picture, in print.
    environment : Environment
        Holds ``macros.html.j2``.
    pictured : dict of str to (str, bool)
        In print, LaTeX and whether it is a display, by the address of each formula's picture since it was emptied.
    """

    medium: Medium
    typeset: Callable[[str, bool], Formula]
    source: Callable[[Formula], str]
    environment: Environment
    pictured: dict[str, tuple[str, bool]] = field(default_factory=dict)
    _speech: dict[Markup, str] = field(default_factory=dict)

    @cached_property
    def macros(self) -> Any:
        """``macros.html.j2``, compiled when something is first set."""
        return self.environment.get_template("macros.html.j2").make_module({"medium": self.medium})

    def spoken(self, html: Markup) -> Markup:
        """Return a formula with its words as its name, for where MathML counts as no text, as in a header."""
        label = trusted(f'<math aria-label="{escape(self._speech.get(html, ""))}"')
        return html.replace("<math", label, 1) if html in self._speech else html

    def formula(self, tex: str, display: bool = False) -> Markup:
        """Return a formula as this medium shows it."""
        formula = self.typeset(tex, display)
        if self.medium == "screen":
            html = trusted(f'<span {_frame(formula)} data-tex="{escape(tex)}">{formula.mathml.strip()}</span>')
            self._speech[html] = formula.speech
            return html
        return self._image(formula, min(1.0, COLUMN["print"] / formula.width_em) if formula.width_em else 1.0)

    def display(self, tex: str) -> Set:
        """Return a display formula as this medium shows it."""
        return Set(self.formula(tex, display=True), self.is_wide(tex, display=True))

    def is_wide(self, tex: str, display: bool = False) -> bool:
        """Whether a formula may need more room than a narrow screen has."""
        return self.typeset(tex, display).width_em > NARROW

    def _image(self, formula: Formula, scale: float) -> Markup:
        size = f"width:{_em(formula.width_em * scale)};height:{_em(formula.height_em * scale)}"
        sunk = f"vertical-align:{_em(-formula.depth_em * scale)}"
        address = self.source(formula)
        self.pictured[address] = (formula.tex, formula.display)
        alt, source = escape(formula.speech), escape(address)
        return trusted(f'<img class="formula" alt="{alt}" src="{source}" style="{size};{sunk}">')

    def chain(self, checked: Checked) -> Chain:
        """Return a derivation with its formulas set, like TeX's align."""
        steps, widths = [], [0.0, 0.0]
        for index, step in enumerate(checked.steps):
            first = index == 0 or (
                step.row != checked.steps[index - 1].row and step.lhs != checked.steps[index - 1].rhs
            )
            rest = f"{{}} {step.relation} {step.rhs}"
            if first:
                widths[0] = max(widths[0], self.typeset(step.lhs, True).width_em)
            widths[1] = max(widths[1], self.typeset(rest, True).width_em)
            steps.append(self._step(step, rest, first))
        return Chain(tuple(steps), sum(widths) + VERDICT > COLUMN[self.medium])

    def _step(self, step: CheckedStep, rest: str, first: bool) -> SetStep:
        return SetStep(
            self.display(step.lhs) if first else None,
            self.display(rest),
            step.verdict.status,
            step.verdict.by,
            tuple(self.formula(rf"{divisor} \neq 0") for divisor in step.verdict.conditions),
            step.verdict.counterexample,
        )

    def picture(self, drawn: Drawn) -> Markup:
        """Return the address of a figure: its SVG in a data URI, apart from the page's ids and styles."""
        return svg_address(drawn.svg)

    def macro(self, name: str, *arguments: Any) -> Markup:
        """Return what the macro `name` of ``macros.html.j2`` makes of `arguments`."""
        made: Markup = getattr(self.macros, name)(*arguments)
        return trusted(made.strip())


def setting(
    environment: Environment,
    medium: Medium,
    typeset: Callable[[str, bool], Formula],
    source: Callable[[Formula], str] | None = None,
) -> Setting:
    """Return the setting of `medium`; each formula is typeset once."""
    known: dict[tuple[str, bool], Formula] = {}

    def once(tex: str, display: bool) -> Formula:
        if (tex, display) not in known:
            known[tex, display] = typeset(tex, display)
        return known[tex, display]

    return Setting(medium, once, source or formula_address, environment)


def formula_address(formula: Formula) -> str:
    """Return a formula's picture as a data URI."""
    return svg_address(formula.svg)


def svg_address(svg: str) -> Markup:
    """Return an SVG document as a data URI, for an attribute in double quotes: only what must be escaped is."""
    quoted = svg if "'" in svg else svg.replace('"', "'")
    for sign in _ESCAPED:  # sevenfold, and yet ten times as fast as one search for all of them
        quoted = quoted.replace(sign, f"%{ord(sign):02X}")
    return trusted(f"data:image/svg+xml,{quoted}")


def _frame(formula: Formula) -> str:
    """Return the attributes of a formula on screen: one in a line that may not fit there scrolls by itself."""
    if formula.display or formula.width_em <= NARROW:
        return 'class="formula"'
    wide = "wide wider" if formula.width_em > COLUMN["screen"] else "wide"
    sunk = f'style="--depth:{_em(formula.depth_em)}"'
    return f'class="formula {wide}" {sunk} tabindex="0" role="group" aria-label="Formula"'


def _em(length: float) -> str:
    return f"{length + 0.0:.4f}".rstrip("0").rstrip(".") + "em"
