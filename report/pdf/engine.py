"""WeasyPrint, let in by one door: what it may fetch, and that nothing is left out in silence."""

from __future__ import annotations

import ctypes.util
import gc
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from report.errors import MissingToolError


def weasyprint() -> Any:
    """Return the module.

    Raises
    ------
    MissingToolError
        If WeasyPrint cannot find Pango.
    """
    try:
        with _loaded_by_name():
            import weasyprint
    except OSError as error:
        raise MissingToolError(
            f"Pango is missing ({str(error).splitlines()[0]})",
            remedy="Debian: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0; macOS: brew install pango",
        ) from error
    return weasyprint


@contextmanager
def _loaded_by_name() -> Iterator[None]:
    """Let libraries be looked for by the loader alone, where their names are the loader's.

    WeasyPrint asks for each by several names, Linux's last. For every other one Python would ask the C compiler and
    ``ldconfig``, which takes a quarter of a second and finds nothing that the loader does not.
    """
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


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
def nothing_left_out() -> Iterator[None]:
    """Raise for what WeasyPrint reports as an error and would otherwise leave out of the page.

    Raises
    ------
    RuntimeError
        A bug of ours, never of the sheet's author.
    """
    with _complaints() as complaints:
        try:
            yield
        except weasyprint().urls.FatalURLFetchingError as error:  # a BaseException, which no caller expects
            raise RuntimeError(f"WeasyPrint left something out: {error}") from error
    if complaints:
        raise RuntimeError(f"WeasyPrint left something out: {complaints[0]}")


@contextmanager
def uncollected() -> Iterator[None]:
    """Let no search for cyclic garbage interrupt the layout: it costs a tenth of its time, and finds nothing."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _Collector(logging.Handler):
    def __init__(self, messages: list[str]) -> None:
        super().__init__(logging.ERROR)
        self._messages = messages

    def emit(self, record: logging.LogRecord) -> None:
        self._messages.append(record.getMessage())


@contextmanager
def _complaints() -> Iterator[list[str]]:
    messages: list[str] = []
    handler, logger = _Collector(messages), logging.getLogger("weasyprint")
    logger.addHandler(handler)
    propagate, logger.propagate = logger.propagate, False
    try:
        yield messages
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate
