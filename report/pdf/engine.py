"""WeasyPrint, let in by one door: what it may fetch, and that nothing is left out in silence."""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from report.errors import MissingToolError
from report.pdf.loading import SELDOM, imported_when_called, loaded_by_name

CUT_SLOWLY = (
    "HarfBuzz-Subset is missing or older than 4.1, so fonts are cut by fontTools, "
    "which makes a PDF take three times as long (Debian: sudo apt-get install libharfbuzz-subset0)"
)
"""WeasyPrint says so for each font; a reader needs it once, with the remedy."""


@cache
def weasyprint() -> Any:
    """Return the module.

    Raises
    ------
    MissingToolError
        If WeasyPrint cannot find Pango.
    """
    try:
        with loaded_by_name(), imported_when_called(*SELDOM):
            import weasyprint
    except OSError as error:
        raise MissingToolError(
            f"Pango is missing ({str(error).splitlines()[0]})",
            remedy="Debian: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; "
            "macOS: brew install pango",
        ) from error
    return weasyprint


def fetcher(fonts: Path | None) -> Any:
    """Return WeasyPrint's way to files: what stands inside the page, and the files of the folder `fonts`."""
    folder = fonts.resolve() if fonts is not None else None

    class InsideOnly(weasyprint().urls.URLFetcher):  # type: ignore[misc]  # WeasyPrint carries no types
        """Answers for what stands inside the page, and for the fonts."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith("file:"):
                path = Path(url2pathname(urlsplit(url).path)).resolve()
                if folder is None or not path.is_relative_to(folder):
                    raise ValueError(f"outside the page: {url}")
            return super().fetch(url, headers)

    return InsideOnly(allowed_protocols={"data", "file"}, fail_on_errors=True)


@contextmanager
def nothing_left_out() -> Iterator[list[str]]:
    """Raise for what WeasyPrint reports as an error and would otherwise leave out of the page.

    Yields
    ------
    list of str
        What it warns of, each once, for a reader: rules that it ignores, a slower way that it takes.

    Raises
    ------
    RuntimeError
        A bug of ours, never of the sheet's author.
    """
    with _complaints() as complaints:
        try:
            yield complaints.warnings
        except weasyprint().urls.FatalURLFetchingError as error:  # a BaseException, which no caller expects
            raise RuntimeError(f"WeasyPrint left something out: {error}") from error
    if complaints.errors:
        raise RuntimeError(f"WeasyPrint left something out: {complaints.errors[0]}")


@contextmanager
def uncollected() -> Iterator[None]:
    """Let no search for cyclic garbage interrupt the layout, which costs a tenth of its time and finds nothing.

    Nor is what the layout leaves searched, some megabytes a chapter: whoever makes a PDF ends soon.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.freeze()
            gc.enable()


class _Complaints(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.errors: list[str] = []
        self.warnings: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        said = record.getMessage()
        if record.levelno >= logging.ERROR:
            self.errors.append(said)
        elif (told := CUT_SLOWLY if "HarfBuzz-Subset" in said else f"WeasyPrint: {said}") not in self.warnings:
            self.warnings.append(told)


@contextmanager
def _complaints() -> Iterator[_Complaints]:
    handler, logger = _Complaints(), logging.getLogger("weasyprint")
    logger.addHandler(handler)
    propagate, logger.propagate = logger.propagate, False
    try:
        yield handler
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate
