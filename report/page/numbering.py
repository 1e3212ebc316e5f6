"""Numbers of equations, figures and tables, and the places that references lead to.

A document is rendered twice: the first time its labels are learnt, the second time they are known.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from report.errors import TemplateError
from report.page.lookup import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

_SAID = {"eq": "({})", "derivation": "({})", "fig": "Figure {}", "tab": "Table {}"}
_COUNTER = {"eq": "eq", "derivation": "eq", "fig": "fig", "tab": "tab"}


@dataclass(frozen=True)
class Label:
    """A numbered thing: its number as text refers to it, and its anchor."""

    kind: str
    number: int
    anchor: str

    @property
    def said(self) -> str:
        """What a reference says: ``(3)``, ``Figure 2``."""
        return _SAID[self.kind].format(self.number)


@dataclass(frozen=True)
class Heading:
    """A heading for the contents; its text is HTML."""

    level: int
    anchor: str
    html: str
    exercise: str


@dataclass(frozen=True)
class Added:
    """What a part of the document adds to its numbering: labels, headings, anchors, and the counters behind it."""

    labels: Mapping[tuple[str, str], Label] = field(default_factory=dict)
    headings: tuple[Heading, ...] = ()
    anchors: Mapping[str, int] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass
class Numbering:
    """One pass through the document.

    Attributes
    ----------
    known : mapping
        Labels of the pass before, by exercise and name; None in the first pass.
    complete : bool
        Whether every exercise is there; if not, a reference may lead to one that is left out.
    before : mapping
        Labels that this pass saw before this branch began.
    labels, headings, anchors
        What this pass has seen; in a branch, since it began.
    """

    known: Mapping[tuple[str, str], Label] | None = None
    complete: bool = True
    before: Mapping[tuple[str, str], Label] = field(default_factory=dict)
    labels: dict[tuple[str, str], Label] = field(default_factory=dict)
    headings: list[Heading] = field(default_factory=list)
    anchors: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)

    def branch(self, exercise: str) -> Numbering:
        """Return a numbering that goes on from here, for a part all of whose anchors begin with `exercise`."""
        anchors = {anchor: count for anchor, count in self.anchors.items() if anchor.startswith(f"{exercise}-")}
        before = {**self.before, **self.labels}
        return Numbering(self.known, self.complete, before, anchors=Counter(anchors), counts=Counter(self.counts))

    def join(self, added: Added) -> None:
        """Go on behind a part that was numbered in a branch."""
        self.labels.update(added.labels)
        self.headings.extend(added.headings)
        self.anchors.update({anchor: count - self.anchors[anchor] for anchor, count in added.anchors.items()})
        self.counts = Counter({**self.counts, **added.counts})

    @property
    def added(self) -> Added:
        """What this branch adds."""
        return Added(self.labels, tuple(self.headings), dict(self.anchors), dict(self.counts))

    def has(self, exercise: str, name: str) -> bool:
        """Whether this pass has seen the label `name` of `exercise`."""
        return (exercise, name) in self.labels or (exercise, name) in self.before

    def next(self, exercise: str, kind: str, name: str) -> Label:
        """Return a number for the next thing of `kind`; without a name, nothing refers to it.

        Raises
        ------
        TemplateError
            If the name is taken.
        """
        if kind not in _COUNTER:
            raise TemplateError(f"{kind!r} is no kind of label", remedy=f"There is {', '.join(_COUNTER)}.")
        counter = _COUNTER[kind]
        self.counts[counter] += 1
        number = self.counts[counter]
        label = Label(kind, number, f"{exercise}-{kind}-{name or number}")
        key = (exercise, f"{kind}:{name}" if name else f"{kind}#{number}")
        if self.has(*key):
            raise TemplateError(f"the label {kind}:{name} is given twice", remedy="Give one of them another name.")
        self.labels[key] = label
        return label

    def find(self, exercise: str, name: str) -> Label | None:
        """Return what the label `name` means in `exercise`: its own first, else the only other one.

        None if it cannot be known: in the first pass, or in a document that leaves exercises out.

        Raises
        ------
        TemplateError
            If there is no such label, or several other exercises have one.
        """
        if self.known is None:
            return None
        if (exercise, name) in self.known:
            return self.known[exercise, name]
        found = [label for (_, known), label in self.known.items() if known == name]
        if len(found) == 1:
            return found[0]
        if found:
            raise TemplateError(f"several exercises have a label {name!r}", remedy="Rename all but one.")
        if not self.complete:
            return None
        labels = [known for _, known in self.known if "#" not in known]
        raise TemplateError(f"there is no label {name!r}", remedy=nearest(name, labels))

    def anchor(self, exercise: str, text: str) -> str:
        """Return an anchor made of `text`, the same only once in the document."""
        words = "-".join(re.findall(r"[a-z0-9]+", text.lower())) or "part"
        anchor = f"{exercise}-{words}"
        self.anchors[anchor] += 1
        return anchor if self.anchors[anchor] == 1 else f"{anchor}-{self.anchors[anchor]}"
