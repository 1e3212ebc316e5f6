"""Blocks of prose, rendered one by one: those that were written before, in the same place, are taken as they were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from operator import or_
from typing import TYPE_CHECKING

from jinja2 import nodes

from report.page.characters import Characters, characters
from report.page.lookup import used
from report.page.numbering import Added
from report.page.passages import digest
from report.page.usage import KINDS, Usage, usage
from report.page.vocabulary import NAMES, Vocabulary, names

if TYPE_CHECKING:
    from jinja2 import Environment, Template

    from report.model import Section
    from report.page.blocks import Block
    from report.page.numbering import Numbering
    from report.page.setting import Setting

_TAKING_IN: tuple[type[nodes.Node], ...] = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
"""What takes in another template, which may ask for anything."""

TEMPLATES = 2048
"""Compiled blocks that are held: all of a sheet, for its other pass and its other medium."""


@dataclass(frozen=True)
class Written:
    """A block as HTML, and what it brings with it; its fields are those of a `Passage`."""

    html: str
    added: Added
    usage: Usage
    anchored: frozenset[str]
    formulas: Mapping[str, tuple[str, bool]]
    characters: Characters


@dataclass
class Writing:
    """The prose of one exercise, as far as it is written.

    Attributes
    ----------
    section : Section
    numbering : Numbering
    setting : Setting
    environment : Environment
    before : mapping of str to Written
        Blocks of an earlier writing, by the hash of their source and of the place they stand in.
    blocks : dict of str to Written
        Those of this writing.
    anchored : set of str
        Claims whose place in the text is marked.
    """

    section: Section
    numbering: Numbering
    setting: Setting
    environment: Environment
    before: Mapping[str, Written] = field(default_factory=dict)
    blocks: dict[str, Written] = field(default_factory=dict)
    anchored: set[str] = field(default_factory=set)

    def write(self, block: Block, path: str | None = None) -> str:
        """Return the HTML of the next block; `path` is the file it stands in.

        Raises
        ------
        TemplateError, FormulaError, jinja2.TemplateError
            If the block is at fault.
        """
        place = sorted(self.numbering.counts.items()), sorted(self.numbering.anchors.items()), sorted(self.anchored)
        key = digest(block.source, *place)
        written = self.before.get(key) or self._rendered(block, path)
        self.blocks[key] = written
        self.numbering.join(written.added)
        self.anchored |= written.anchored
        return written.html

    @property
    def usage(self) -> Usage:
        """What the blocks make use of."""
        return reduce(or_, (written.usage for written in self.blocks.values()), Usage())

    @property
    def formulas(self) -> dict[str, tuple[str, bool]]:
        """In print, the formulas of the blocks by the address of their picture."""
        return {address: formula for one in self.blocks.values() for address, formula in one.formulas.items()}

    @property
    def characters(self) -> Characters:
        """On screen, the characters that the blocks show."""
        return Characters.of_all(one.characters for one in self.blocks.values())

    def _rendered(self, block: Block, path: str | None) -> Written:
        branch = self.numbering.branch(self.section.exercise.slug)
        vocabulary = Vocabulary(self.section.exercise.slug, branch, self.setting, set(self.anchored))
        template, seen, wanted = _compiled(self.environment, block, path)
        context = names(self.section, wanted)
        self.setting.pictured.clear()
        html = str(template.render(context | vocabulary.words()))
        looked_up = {f"{kind}.{name}" for kind in KINDS if kind in context for name in used(context[kind])}
        return Written(
            html,
            branch.added,
            seen | Usage(frozenset(looked_up)),
            frozenset(vocabulary.anchored),
            dict(self.setting.pictured),
            characters(html) if self.setting.medium == "screen" else Characters(),
        )


@lru_cache(maxsize=TEMPLATES)
def _compiled(environment: Environment, block: Block, path: str | None) -> tuple[Template, Usage, frozenset[str]]:
    """Return a template, what it makes use of, and the names it asks for, parsed once for all three.

    It is compiled without a name, by which the environment would take it for prose once more.
    """
    ahead = block.line - 1
    tree = environment.parse("\n" * ahead + block.source, None, path)
    seen = usage(tree)
    asked = frozenset(name.name for name in tree.find_all(nodes.Name))
    if any(tree.find(kind) for kind in _TAKING_IN):
        asked = frozenset(NAMES)
    _without_lines_ahead(tree, ahead)
    code = environment.compile(tree, None, path)
    return environment.template_class.from_code(environment, code, environment.make_globals(None)), seen, asked


def _without_lines_ahead(tree: nodes.Template, ahead: int) -> None:
    """Take out the empty lines that only made the lines of a block those of its file."""
    first = tree.body[0] if tree.body else None
    text = first.nodes[0] if isinstance(first, nodes.Output) else None
    if isinstance(text, nodes.TemplateData):
        text.data = text.data[ahead:]
