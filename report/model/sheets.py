"""What a sheet declares: its exercises, and the published version it is held against."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic

from report.model.claims import Claim
from report.model.data import Input, Resolved
from report.model.derivations import Derivation
from report.model.figures import Figure, Result
from report.model.values import Parameter, Settings


def _no_claims(_result: Any) -> tuple[Claim, ...]:
    return ()


@dataclass(frozen=True)
class Exercise(Generic[Result]):
    """The declaration of one exercise; its prose is ``templates/<sheet>/<slug>.md.j2``.

    Attributes
    ----------
    number : int
    slug : str
        File name of its template, and its anchor.
    title : str
    compute : callable
        ``compute(inputs, settings)`` returns the exercise's own frozen dataclass of floats,
        strings, tuples, mappings and numpy arrays.
    inputs : tuple of Input
    parameters : tuple of Parameter
    derivations : tuple of Derivation
    claims : callable
        ``claims(result)`` returns the claims of this result.
    figures : tuple of Figure
    code : tuple of str
        Functions shown as the exercise's code, as ``package.module:name``.
    """

    number: int
    slug: str
    title: str
    compute: Callable[[Mapping[str, Resolved], Settings], Result]
    inputs: tuple[Input, ...] = ()
    parameters: tuple[Parameter[Any], ...] = ()
    derivations: tuple[Derivation, ...] = ()
    claims: Callable[[Result], tuple[Claim, ...]] = _no_claims
    figures: tuple[Figure[Result], ...] = ()
    code: tuple[str, ...] = ()


@dataclass(frozen=True)
class Published:
    """A number that the published sheet printed, and how ours is found.

    Attributes
    ----------
    exercise : int
    quantity : str
        What it is, in words.
    printed : str
        As printed, digits and all; equality is judged at these digits.
    where : str
        Place in the published sheet.
    regenerated : callable
        ``regenerated(results)`` with results by slug returns our value, or None if it cannot be had.
    why : str
        The reason for a difference; shown when there is one.
    """

    exercise: int
    quantity: str
    printed: str
    where: str
    regenerated: Callable[[Mapping[str, Any]], Any]
    why: str = ""


@dataclass(frozen=True)
class Correction:
    """A statement of the published sheet that does not hold.

    Attributes
    ----------
    exercise : int
    said : str
        A short quotation.
    where : str
        Place in the published sheet, such as ``2(b)``.
    correct : str
        What is right: Markdown with LaTeX and Jinja, in the context of its exercise.
    evidence : tuple of str
        ``claims.name``, ``derivations.name`` or ``figures.name`` of that exercise.
    """

    exercise: int
    said: str
    where: str
    correct: str
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A worksheet: its exercises in order, and the published version it is held against.

    Attributes
    ----------
    slug, title, subtitle, language : str
    date : str
        Such as ``2024-11-22``. Empty: the day of ``SOURCE_DATE_EPOCH``, which must be set then.
    authors : tuple of str
    exercises : tuple of Exercise
    published : tuple of Published
    corrections : tuple of Correction
    """

    slug: str
    title: str
    date: str
    authors: tuple[str, ...]
    exercises: tuple[Exercise[Any], ...]
    subtitle: str = ""
    language: str = "en"
    published: tuple[Published, ...] = ()
    corrections: tuple[Correction, ...] = ()
