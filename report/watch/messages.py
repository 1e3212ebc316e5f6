"""What a builder says to the process that watches: one line of JSON a message."""

from __future__ import annotations

from pathlib import Path

import msgspec

from report.model import Step


class Fault(msgspec.Struct, frozen=True):
    """What stopped a build, for the page and for the console.

    Attributes
    ----------
    message, place, remedy : str
        As in `ReportError`; `place` as it was raised, where no file is known.
    file : str
        Relative to the project; empty if there is none to look at.
    line : int
        From 1; 0 if unknown.
    excerpt : tuple of (int, str)
        Lines around it, with their numbers.
    trace : str
        The traceback of what is nobody's mistake but ours; else empty.
    """

    message: str
    place: str = ""
    remedy: str = ""
    file: str = ""
    line: int = 0
    excerpt: tuple[tuple[int, str], ...] = ()
    trace: str = ""

    @property
    def where(self) -> str:
        """File and line as far as they are known, else the place."""
        return f"{self.file}:{self.line}" if self.file and self.line else self.file or self.place


class Said(msgspec.Struct, frozen=True, tag=True):
    """Something about the build of this number."""

    build: int


class Warned(Said, frozen=True):
    """The build did something else than was asked."""

    text: str


class Written(Said, frozen=True):
    """The page stands; the other formats may still be made.

    Attributes
    ----------
    page : str
        Its file.
    version : str
        Names its content.
    seconds : float
    """

    page: str
    version: str
    seconds: float


class Finished(Said, frozen=True):
    """All formats stand.

    Attributes
    ----------
    files : tuple of str
    searched : tuple of str
        Where data were looked for.
    steps : tuple of Step
    seconds : float
    modules : tuple of str
        What was imported that the child may import beforehand, in order.
    """

    files: tuple[str, ...]
    searched: tuple[str, ...]
    steps: tuple[Step, ...]
    seconds: float
    modules: tuple[str, ...]


class Failed(Said, frozen=True):
    """The build was stopped."""

    fault: Fault


class Ended(Said, frozen=True):
    """The builder's process is gone; `status` is its exit code, or minus the signal that ended it."""

    status: int


Message = Warned | Written | Finished | Failed | Ended

message_of = msgspec.json.Decoder(Message).decode


def line_of(message: Message) -> bytes:
    """Return `message` as a line."""
    return msgspec.json.encode(message) + b"\n"


def shown(path: Path, project: Path) -> str:
    """Return `path` as its author knows it: relative to `project` where it lies in it."""
    return path.relative_to(project).as_posix() if path.is_relative_to(project) else str(path)
