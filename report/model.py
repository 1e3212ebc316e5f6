"""The frozen types that flow through a build; standard library only.

A sheet *declares* (`Sheet`, `Exercise`, `Derivation`, `Figure`, `Claim`, ...); a build *adds*
(`Checked`, `Drawn`, `Section`, `Report`). Values stay raw until a template's filter rounds them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

from report.relations import holds

Result = TypeVar("Result")
Value = TypeVar("Value")

Settings = Mapping[str, Any]
"""Parameter values by name, as declared or as given with ``-P name=value``."""


@dataclass(frozen=True)
class Parameter(Generic[Value]):
    """A value that the caller may change with ``-P name=value``.

    Attributes
    ----------
    name : str
        As typed on the command line.
    default : int, float, bool, str, tuple of str, or None
        Its type is the parameter's type. ``None`` stands for "whatever the data say"; then `kind` gives the type.
    meaning : str
        One line, shown by ``list`` and in error messages.
    low, high : float, optional
        Inclusive bounds of a number.
    kind : type, optional
        The type of a given value when the default is ``None``.
    """

    name: str
    default: Value
    meaning: str
    low: float | None = None
    high: float | None = None
    kind: type | None = None

    def of(self, settings: Settings) -> Value:
        """Return this parameter's value in `settings`."""
        return cast(Value, settings[self.name])


@dataclass(frozen=True)
class Estimate:
    """A value with an interval.

    Attributes
    ----------
    value, low, high : float
        Point estimate and the ends of its interval (or range); which one is said in the text.
    n : int
        Number of rows or repetitions it rests on.
    """

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True)
class Input:
    """Data that an exercise reads.

    Attributes
    ----------
    name : str
        Key under which ``compute`` finds it.
    roots : tuple of str
        Files or folders relative to the project, first choice first; the first that exists is read.
    source : str
        Where the data come from, in words.
    patterns : tuple of str
        Within a folder, the files that count, as globs.
    replaceable : bool
        Whether ``--data DIR`` takes the place of the roots.
    checksums : str, optional
        A file in `sha256sum` format, relative to the project, enforced for the files it names when
        they are read from the folder it lies in.
    """

    name: str
    roots: tuple[str, ...]
    source: str
    patterns: tuple[str, ...] = ("**/*",)
    replaceable: bool = False
    checksums: str | None = None


@dataclass(frozen=True)
class DataFile:
    """A file that was read: its path relative to the input's root, and its content's hash."""

    path: str
    sha256: str


@dataclass(frozen=True)
class Resolved:
    """An `Input` found on disk.

    Attributes
    ----------
    name : str
        The input's name.
    root : Path
        The file or folder that was chosen.
    shown : str
        `root` as the report names it: relative to the project, else as given.
    files : tuple of DataFile
        Sorted by path.
    """

    name: str
    root: Path
    shown: str
    files: tuple[DataFile, ...]


@dataclass(frozen=True)
class Signature:
    r"""What the letters of a derivation mean.

    Attributes
    ----------
    symbols : mapping of str to str
        LaTeX name to one of ``real``, ``positive``, ``nonnegative``, ``nonzero``, ``integer``,
        ``positive integer``.
    vectors : mapping of str to str
        LaTeX name to its length: a declared positive integer, or digits.
    functions : mapping of str to str
        LaTeX head (``\sigma(t)``) to LaTeX body.
    """

    symbols: Mapping[str, str] = field(default_factory=dict)
    vectors: Mapping[str, str] = field(default_factory=dict)
    functions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Derivation:
    r"""A chain of formulas, written once: the string that is typeset is the string that is checked.

    Attributes
    ----------
    name : str
        Key in templates: ``derivations.name``.
    latex : str
        A chain such as ``a = b \le c``, or an ``aligned`` environment of them.
    signature : Signature
        What its letters mean.
    assumed : mapping of int to str
        Steps (counted from 1) that are taken as given, each with the reason.
    """

    name: str
    latex: str
    signature: Signature
    assumed: Mapping[int, str] = field(default_factory=dict)


class Status(StrEnum):
    """What is known of a step."""

    PROVED = "proved"
    REFUTED = "refuted"
    UNPROVED = "unproved"
    ASSUMED = "assumed"


@dataclass(frozen=True)
class Verdict:
    """The checker's word on one step.

    Attributes
    ----------
    status : Status
    by : str
        The rule that proved it, or the reason for any other status.
    conditions : tuple of str
        LaTeX of divisors that a proof took to be nonzero.
    counterexample : str
        For a refuted step: values to put in by hand, and both sides.
    """

    status: Status
    by: str
    conditions: tuple[str, ...] = ()
    counterexample: str = ""


@dataclass(frozen=True)
class CheckedStep:
    """One relation of a chain, in the author's LaTeX, with its verdict.

    `row` counts the lines of an ``aligned`` environment from 0: steps of one row form one chain.
    """

    lhs: str
    relation: str
    rhs: str
    verdict: Verdict
    row: int = 0


@dataclass(frozen=True)
class Checked:
    """A derivation with a verdict for every step."""

    name: str
    latex: str
    steps: tuple[CheckedStep, ...]


@dataclass(frozen=True)
class Claim:
    """A sentence about data, and the observation that carries it.

    Attributes
    ----------
    name : str
        Key in templates: ``claims.name``.
    statement : str
        The claim in one plain sentence; it appears in the record.
    observed, expected : object
        Numbers, strings, tuples or `Estimate`; what `relation` takes.
    relation : str
        One of `report.relations.RELATIONS`.
    """

    name: str
    statement: str
    observed: Any
    relation: str
    expected: Any

    @property
    def verdict(self) -> bool:
        """Whether the observation carries the statement; derived, never set."""
        return holds(self.observed, self.relation, self.expected)


@dataclass(frozen=True)
class Figure(Generic[Result]):
    """A figure to be drawn from a result.

    Attributes
    ----------
    name : str
        Key in templates: ``figures.name``.
    draw : callable
        ``draw(canvas, result)`` fills a styled, empty `matplotlib.figure.Figure`.
    alt : callable
        ``alt(result)``: what the figure shows, in words, for those who cannot see it.
    height : float
        Inches; the width is the text's.
    when : callable
        ``when(result)``: whether this result has what the figure shows.
    """

    name: str
    draw: Callable[[Any, Result], None]
    alt: Callable[[Result], str]
    height: float = 2.8
    when: Callable[[Result], bool] = lambda result: True


@dataclass(frozen=True)
class Drawn:
    """A figure as an SVG document, with its alternative text. Width and height in CSS pixels."""

    name: str
    alt: str
    svg: str
    width: float
    height: float


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
    """A worksheet: its exercises in order, and the published version it is held against."""

    slug: str
    title: str
    date: str
    authors: tuple[str, ...]
    exercises: tuple[Exercise[Any], ...]
    subtitle: str = ""
    language: str = "en"
    published: tuple[Published, ...] = ()
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True)
class Formula:
    """A formula ready for every output.

    Attributes
    ----------
    tex : str
    display : bool
    svg : str
        One well-formed ``<svg>`` element, outlines only.
    mathml : str
        One well-formed ``<math>`` element.
    speech : str
        The formula in English words.
    width_em, height_em, depth_em : float
        Of the SVG, in em of the surrounding text; depth is below the baseline.
    """

    tex: str
    display: bool
    svg: str
    mathml: str
    speech: str
    width_em: float
    height_em: float
    depth_em: float


@dataclass(frozen=True)
class Section:
    """One exercise as its template sees it.

    `failure` is empty unless a draft was asked for and the exercise failed; then it is the message.
    """

    exercise: Exercise[Any]
    result: Any
    inputs: Mapping[str, Resolved]
    settings: Settings
    derivations: Mapping[str, Checked]
    claims: Mapping[str, Claim]
    figures: Mapping[str, Drawn]
    failure: str = ""


@dataclass(frozen=True)
class Piece:
    """A result, a figure or the verdicts on a derivation, and whether it had to be made.

    Attributes
    ----------
    name : str
        ``result``, ``figure NAME`` or ``derivation NAME``.
    reused : bool
    because : str
        Why it was made, to be read after "made"; empty if it was not.
    """

    name: str
    reused: bool
    because: str = ""


@dataclass(frozen=True)
class Step:
    """A stage of the build that has ended.

    Attributes
    ----------
    stage : str
        ``inputs``, ``compute``, ``check``, ``draw``, ``html``, ``pdf``, ``json`` or ``write``.
    exercise : str
        Slug, or empty where the stage is for the whole sheet.
    seconds, cpu : float
        Wall time, and CPU time of this process.
    reason : str
        What came of it, in a few words.
    pieces : tuple of Piece
        What could have been reused, in the order it was needed.
    """

    stage: str
    exercise: str
    seconds: float
    cpu: float
    reason: str = ""
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class Request:
    """What the caller asked for.

    Attributes
    ----------
    sheet : str
    project : Path
        The folder that holds ``analyses/``, ``templates/`` and ``data/``.
    exercises : tuple of int
        Numbers of the exercises to build; empty for all.
    formats : tuple of str
        Of ``html``, ``pdf``, ``json``.
    output : Path
        Folder for the results.
    data : Path, optional
        Folder in place of the replaceable inputs.
    parameters : mapping of str to str
        As typed.
    draft, appendix : bool
    """

    sheet: str
    project: Path
    exercises: tuple[int, ...] = ()
    formats: tuple[str, ...] = ("html", "pdf", "json")
    output: Path = Path("_build")
    data: Path | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    draft: bool = False
    appendix: bool = True


@dataclass(frozen=True)
class Report:
    """Everything that the page, the PDF and the record are made from.

    Attributes
    ----------
    sheet : Sheet
    authors : tuple of str
        As declared, or as given with ``-P authors=...``.
    sections : tuple of Section
        Those that were asked for, in order.
    provenance : mapping
        Versions, settings and inputs with their hashes; no times.
    partial, draft, appendix : bool
        Whether exercises were left out on request; whether failures are shown in place; whether
        the audit is appended.
    """

    sheet: Sheet
    authors: tuple[str, ...]
    sections: tuple[Section, ...]
    provenance: Mapping[str, Any]
    partial: bool = False
    draft: bool = False
    appendix: bool = True
