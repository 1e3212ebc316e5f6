"""What a template can say: the words of ``templates/README.md``, bound to one exercise."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from report.errors import TemplateError
from report.model import Checked, Claim, Drawn
from report.page.areas import overlay
from report.page.lookup import Absent, Lookup
from report.page.markup import trusted
from report.page.numbering import Heading
from report.page.printed import NEW_PAGE
from report.page.tables import Column, tabulated

if TYPE_CHECKING:
    from report.model import Section
    from report.page.numbering import Numbering
    from report.page.setting import Setting

Caller = Callable[[], Markup]

NAMES = ("exercise", "result", "inputs", "settings", "derivations", "claims", "figures")
"""What a template can name."""

_BLOCK = re.compile(r"<(?:p|div|figure|ol|ul|table|pre|h[1-6])\b")


@dataclass
class Vocabulary:
    """The words of one exercise, in one pass.

    Attributes
    ----------
    slug : str
        The exercise's, or the appendix's: begins every anchor.
    numbering : Numbering
    setting : Setting
        How things look in this medium.
    given, unless : set of str
        Claims that were asked.
    anchored : set of str
        Claims whose place in the text is marked.
    """

    slug: str
    numbering: Numbering
    setting: Setting
    anchored: set[str] = field(default_factory=set)

    def words(self) -> dict[str, Any]:
        """Return the functions by the names templates call them."""
        return {
            "formula": self.formula,
            "equation": self.equation,
            "heading": self.heading,
            "derivation": self.derivation,
            "figure": self.figure,
            "table": self.table,
            "column": self.column,
            "given": self.given,
            "unless": self.unless,
            "ref": self.ref,
            "new_page": self.new_page,
        }

    def formula(self, tex: str, before: str = "", after: str = "") -> Markup:
        """Return a formula and the signs that touch it.

        On screen a line may end at any formula, but not between one and its comma; one that is wide enough to scroll by
        itself is left to that.
        """
        html = escape(before) + self.setting.formula(tex) + escape(after)
        joined = (before or after) and self.setting.medium == "screen" and not self.setting.is_wide(tex)
        return Markup('<span class="joined">{}</span>').format(html) if joined else html

    def equation(self, tex: str, label: str = "", tag: str = "div") -> Markup:
        """Return a display formula; with a label ``eq:name``, numbered."""
        numbered = self.numbering.next(self.slug, "eq", label.removeprefix("eq:")) if label else None
        return self.setting.macro("equation", self.setting.display(tex), numbered, tag)

    def heading(self, level: int, text: str, *, caller: Caller) -> Markup:
        """Return a heading, and remember it for the contents."""
        html = caller()
        anchor = self.numbering.anchor(self.slug, text)
        self.numbering.headings.append(Heading(level, anchor, str(html), self.slug))
        return Markup('<h{level} id="{anchor}">{html}</h{level}>').format(level=level, anchor=anchor, html=html)

    def derivation(self, checked: Checked, label: str = "") -> Markup:
        """Return a derivation, its relations aligned, each step with its verdict."""
        if not isinstance(checked, Checked):
            raise TemplateError(
                "derivation(...) takes derivations.name", remedy="Write {{ derivation(derivations.name) }}."
            )
        numbered = self.numbering.next(self.slug, "derivation", label or checked.name)
        return self.setting.macro("derivation", self.setting.chain(checked), numbered, checked.name)

    def figure(self, drawn: Drawn | Absent, *, caller: Caller | None = None) -> Markup:
        """Return a figure with its caption; nothing for one that these data do not have."""
        if isinstance(drawn, Absent):
            return Markup("")
        if not isinstance(drawn, Drawn) or caller is None:
            raise TemplateError(
                "figure(...) takes figures.name and is called with a caption",
                remedy="Write {% call figure(figures.name) %}caption{% endcall %}.",
            )
        numbered = self.numbering.next(self.slug, "fig", drawn.name)
        over = overlay(drawn) if self.setting.medium == "screen" else None
        return self.setting.macro("figure", drawn, self.setting.picture(drawn), numbered, unwrapped(caller()), over)

    def table(self, rows: Any, columns: Any = None, label: str = "", *, caller: Caller | None = None) -> Markup:
        """Return a table; with a caption it is numbered."""
        if label and caller is None:
            raise TemplateError(
                "a table with a label needs a caption", remedy="Write {% call table(...) %}caption{% endcall %}."
            )
        numbered = self.numbering.next(self.slug, "tab", label.removeprefix("tab:")) if caller else None
        caption = unwrapped(caller()) if caller else ""
        return self.setting.macro("table", tabulated(rows, columns), numbered, caption)

    def column(self, field: str | int, header: str = "", shown: str = "plain", *options: Any) -> Column:
        """Return a column of a table; see `Column`."""
        return Column(field, self.setting.spoken(header) if isinstance(header, Markup) else header, shown, *options)

    def given(self, *claims: Claim, caller: Caller | None = None) -> Markup:
        """Return what is between the tags if the one claim holds."""
        return self._said(claims, caller, holds=True)

    def unless(self, *claims: Claim, caller: Caller | None = None) -> Markup:
        """Return what is between the tags if the one claim does not hold."""
        return self._said(claims, caller, holds=False)

    def ref(self, label: str) -> Markup:
        """Return a reference to ``eq:``, ``fig:``, ``tab:`` or ``derivation:`` and a name."""
        found = self.numbering.find(self.slug, label)
        if found is None:
            return Markup('<span class="ref">') + ("(left out here)") + Markup("</span>")
        return Markup('<a class="ref" href="#{}">{}</a>').format(found.anchor, found.said)

    def new_page(self) -> Markup:
        """Return a mark: what follows begins a page on paper, and is laid out by itself."""
        return trusted(NEW_PAGE)

    def _said(self, claims: tuple[Claim, ...], caller: Caller | None, *, holds: bool) -> Markup:
        if len(claims) != 1 or not isinstance(claims[0], Claim) or caller is None:
            raise TemplateError(
                "given(...) and unless(...) take one claims.name and are called with a text",
                remedy="Write {% call given(claims.name) %}text{% endcall %}; two claims are two calls.",
            )
        claim = claims[0]
        if claim.verdict is not holds:
            return Markup("")
        text = caller()
        if claim.name in self.anchored:
            return text
        self.anchored.add(claim.name)
        return _anchored(text, claim_anchor(self.slug, claim.name))


def _anchored(text: Markup, anchor: str) -> Markup:
    """Give what a claim carries its anchor, on its first element or around it.

    An empty element before it would do in a browser; WeasyPrint breaks justified lines too early behind one.
    """
    if text.lstrip().startswith("<p>"):
        return text.replace("<p>", trusted(f'<p id="{escape(anchor)}">'), 1)
    element = "div" if _BLOCK.search(text) else "span"
    return trusted(f'<{element} id="{escape(anchor)}">{text}</{element}>')


def claim_anchor(slug: str, name: str) -> str:
    """Return where the sentence of a claim stands."""
    return f"{slug}-claim-{name}"


def unwrapped(caption: Markup) -> Markup:
    """Return a caption without the paragraph around it, if it is a single one."""
    text = caption.strip()
    inner = text.removeprefix("<p>").removesuffix("</p>")
    return trusted(inner) if len(inner) == len(text) - 7 and "<p>" not in inner else trusted(text)


def names(section: Section, wanted: Container[str] = NAMES) -> dict[str, Any]:
    """Return by name the values that a section's template sees: those `wanted`, for to look at one is to read it."""

    def declared() -> list[str]:
        return [figure.name for figure in section.exercise.figures]

    seen: dict[str, Callable[[], Any]] = {
        "exercise": lambda: section.exercise,
        "result": lambda: section.result,
        "inputs": lambda: Lookup("inputs", section.inputs),
        "settings": lambda: Lookup("settings", section.settings),
        "derivations": lambda: Lookup("derivations", section.derivations),
        "claims": lambda: Lookup("claims", section.claims),
        "figures": lambda: Lookup("figures", section.figures, absent=declared),
    }
    return {name: value() for name, value in seen.items() if name in wanted}


Words = Mapping[str, Any]
