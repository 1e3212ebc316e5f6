"""Whose line it was: errors of templates, told in the author's terms."""

from __future__ import annotations

import traceback
from contextlib import contextmanager
from typing import TYPE_CHECKING

import jinja2
from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

from report.errors import ReportError, TemplateError
from report.page.prose import SUFFIX

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ADVICE = "Mend the tag on that line, or one that is left open before it."
_LABELS = "Mend it; a label such as {#eq:name} begins with eq: and ends the line of its formula."

_AUTHORS = (TypeError, ValueError, ArithmeticError, LookupError)
"""What a wrong call in a template raises."""


@contextmanager
def blamed(templates: Path, otherwise: str = "") -> Iterator[None]:
    """Turn what goes wrong while prose is rendered into errors with the author's file and line.

    Parameters
    ----------
    templates : Path
        Folder of the templates; places are told relative to its parent.
    otherwise : str
        Place of prose that is no file, such as a correction.

    Raises
    ------
    TemplateError
        A template is missing, does not parse, or names or calls what it cannot.
    ReportError
        Raised within, now with a place.
    """
    try:
        yield
    except ReportError as error:
        if not error.place:
            error.place = _place(error, templates, otherwise)
        raise
    except TemplateNotFound as error:
        raise TemplateError(
            f"there is no template {error.name}", place=f"{templates.name}/{error.name}", remedy="Write it."
        ) from error
    except TemplateSyntaxError as error:
        name = (error.name or "").removeprefix(f"{templates}/")  # of an open comment, Jinja tells the path
        place = f"{templates.name}/{name}:{error.lineno}" if name else f"{otherwise}:{error.lineno}"
        message, _, remedy = (error.message or "it does not parse").partition("\n")
        advice = _LABELS if "comment" in message else _ADVICE
        raise TemplateError(message, place=place, remedy=remedy or advice) from error
    except UndefinedError as error:
        message, _, remedy = str(error).partition("\n")
        raise TemplateError(message, place=_place(error, templates, otherwise), remedy=remedy) from error
    except UnicodeDecodeError as error:
        line = bytes(error.object)[: error.start].count(b"\n") + 1
        place = f"{otherwise}:{line}"
        raise TemplateError("the template is not UTF-8", place=place, remedy="Save it as UTF-8.") from error
    except _AUTHORS as error:
        if not _is_authors(error):
            raise
        place = _place(error, templates, otherwise)
        raise TemplateError(f"{type(error).__name__}: {error}", place=place, remedy="Mend the expression.") from error


def _place(error: BaseException, templates: Path, otherwise: str) -> str:
    """Return the innermost line of prose in the traceback."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.endswith(SUFFIX):
            name = frame.filename.removeprefix(f"{templates}/")
            return f"{templates.name}/{name}:{frame.lineno}"
        if frame.filename == "<template>" and otherwise:
            return f"{otherwise}:{frame.lineno}"
    return otherwise


def _is_authors(error: BaseException) -> bool:
    """Whether a template, or Jinja on its behalf, raised `error`; else the engine did, and it is a bug."""
    last = traceback.extract_tb(error.__traceback__)[-1].filename
    return last.endswith((SUFFIX, "<template>")) or last.startswith(str(jinja2.__file__).removesuffix("__init__.py"))
