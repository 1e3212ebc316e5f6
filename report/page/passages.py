"""Parts of the page as they are made, and kept from one rendering to the next."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeVar

from report.page.characters import Characters
from report.page.numbering import Added

if TYPE_CHECKING:
    from pathlib import Path

    from report.model import Report

Made = TypeVar("Made")

PartsOf = Callable[[], Mapping[str, str]]
"""Returns digests by name of all that a part of the page depends on."""


@dataclass(frozen=True)
class Passage:
    """A part of the page as HTML, and what it brings with it.

    Attributes
    ----------
    html : str
    added : Added
        What it adds to the numbering.
    corrections : tuple of str
        HTML of what is right in place of each corrected statement.
    anchored : frozenset of str
        Claims whose place in the text is marked.
    formulas : mapping of str to (str, bool)
        In print, LaTeX and whether it is a display, by the address of each formula's picture.
    characters : Characters
        On screen, those that it shows.
    """

    html: str = ""
    added: Added = field(default_factory=Added)
    corrections: tuple[str, ...] = ()
    anchored: frozenset[str] = frozenset()
    formulas: Mapping[str, tuple[str, bool]] = field(default_factory=dict)
    characters: Characters = field(default_factory=Characters)


class Keep(Protocol):
    """Returns what ``make()`` gave when the parts were the same, or what it gives now."""

    def __call__(self, name: str, parts: PartsOf, make: Callable[[], Made], /) -> Made:
        """Return the value called `name`."""


class Shelf(Protocol):
    """Has values brought up to date that were kept one by one, from where they were when the parts were the same."""

    def __call__(self, name: str, parts: PartsOf, renew: Callable[[Mapping[str, Made]], Mapping[str, Made]], /) -> None:
        """Call ``renew(before)`` once, and keep the values called `name` that it returns."""


def made(_name: str, _parts: PartsOf, make: Callable[[], Made]) -> Made:
    """Return what is made now: nothing is kept."""
    return make()


def bare(_name: str, _parts: PartsOf, renew: Callable[[Mapping[str, Made]], Mapping[str, Made]]) -> None:
    """Have everything made: nothing is kept."""
    renew({})


def digest(*texts: object) -> str:
    """Return one hash of the written forms of `texts`."""
    return hashlib.sha256("\0".join(map(str, texts)).encode()).hexdigest()


def report_parts(report: Report) -> dict[str, str]:
    """Return a digest by name of everything that a report holds."""
    sections = {one.exercise.slug: digest(sorted(one.parts.items()), one.failure) for one in report.sections}
    return {
        **report.parts,
        **{f"exercise {slug}": parts for slug, parts in sections.items()},
        "of the whole": digest(report.authors, report.provenance, report.partial, report.draft, report.appendix),
    }


def file_digests(paths: Iterable[tuple[str, bytes]]) -> dict[str, str]:
    """Return a hash of each content by its name."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in paths}


def template_digests(folder: Path, paths: Iterable[Path]) -> dict[str, str]:
    """Return a hash of each file by its name in the `folder` of templates."""
    return file_digests((f"template {path.relative_to(folder)}", path.read_bytes()) for path in paths)
