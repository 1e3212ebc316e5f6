"""What a build is asked for, what it does, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from report.model.claims import Claim
from report.model.data import Resolved
from report.model.derivations import Checked
from report.model.figures import Drawn
from report.model.sheets import Exercise, Sheet
from report.model.values import Settings


@dataclass(frozen=True)
class Section:
    """One exercise as its template sees it.

    `failure` is empty unless a draft was asked for and the exercise failed; then it is the message. `parts` are
    digests by name of all that a page may show of it: while they are the same, so is what is shown.
    """

    exercise: Exercise[Any]
    result: Any
    inputs: Mapping[str, Resolved]
    settings: Settings
    derivations: Mapping[str, Checked]
    claims: Mapping[str, Claim]
    figures: Mapping[str, Drawn]
    failure: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Piece:
    """A result, what is said of it, a figure, verdicts on a derivation or a part of a page, and whether it was made.

    Attributes
    ----------
    name : str
        ``result``, ``claims``, ``figure NAME``, ``derivation NAME`` or ``page: chapter NAME``.
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
    warnings : tuple of str
        What was done otherwise than asked.
    """

    stage: str
    exercise: str
    seconds: float
    cpu: float
    reason: str = ""
    pieces: tuple[Piece, ...] = ()
    warnings: tuple[str, ...] = ()


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
    strict : bool
        Whether a step that is not proved stops the build.
    workers : int
        Processes that may gather exercises at once, 1 or 2.
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
    strict: bool = False
    workers: int = 1


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
    parts : mapping of str to str
        Digests by name of what the sheet declares beside its exercises.
    """

    sheet: Sheet
    authors: tuple[str, ...]
    sections: tuple[Section, ...]
    provenance: Mapping[str, Any]
    partial: bool = False
    draft: bool = False
    appendix: bool = True
    parts: Mapping[str, str] = field(default_factory=dict)
