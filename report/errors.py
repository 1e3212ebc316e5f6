"""What can go wrong, and whose fault it is.

::

    ReportError                 one message with place and remedy; never a traceback
    ├── SheetError              the sheet is at fault: exit 1
    │   ├── TemplateError       a template names what does not exist, or does not parse
    │   ├── DerivationError     a chain cannot be read, or a step is refuted
    │   ├── ClaimError          a sentence whose evidence does not carry it
    │   ├── FigureError         a figure without alternative text, or one that cannot be drawn
    │   ├── UnusedError         declared, and used by no template
    │   ├── FormulaError        LaTeX that the typesetter rejects
    │   ├── DeclarationError    a sheet that contradicts itself
    │   └── DataError           a file is there, but not what it should be
    └── CallError               the call or the machine is at fault: exit 2
        ├── ParameterError      an unknown or ill-typed -P
        ├── MissingFileError    an input or a sheet that is not there
        ├── MissingToolError    a library or program that is not installed
        └── OutputError         a folder that cannot be written, a full disk

Anything else that is raised is a bug, and shows its traceback.
"""

from __future__ import annotations


class ReportError(Exception):
    """A mistake that its maker can mend.

    Parameters
    ----------
    message : str
        What is wrong, in one sentence.
    place : str
        File and line, data file, option: where to look.
    remedy : str
        What to do about it.
    """

    exit_code = 1

    def __init__(self, message: str, *, place: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.remedy = remedy

    def __str__(self) -> str:
        head = f"{self.place}: {self.message}" if self.place else self.message
        return f"{head}\n{self.remedy}" if self.remedy else head


class SheetError(ReportError):
    """The sheet is at fault."""


class TemplateError(SheetError):
    """A template names what does not exist, or does not parse."""


class DerivationError(SheetError):
    """A chain cannot be read, or a step is refuted."""


class ClaimError(SheetError):
    """A sentence stands in the text although its evidence does not carry it."""


class FigureError(SheetError):
    """A figure has no alternative text or cannot be drawn."""


class UnusedError(SheetError):
    """A claim, figure or derivation is declared and used nowhere."""


class FormulaError(SheetError):
    """LaTeX that the typesetter rejects."""


class DeclarationError(SheetError):
    """A sheet's declarations contradict each other."""


class DataError(SheetError):
    """A data file is there, but its content is not what it should be."""


class CallError(ReportError):
    """The call or the machine is at fault."""

    exit_code = 2


class ParameterError(CallError):
    """A parameter that does not exist, or a value of the wrong type or outside its bounds."""


class MissingFileError(CallError):
    """An input or a sheet that is not there."""


class MissingToolError(CallError):
    """A library or program that is not installed."""


class OutputError(CallError):
    """Results cannot be written where they were asked for."""
