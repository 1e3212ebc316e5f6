"""Lay the printed page out with WeasyPrint."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from report.errors import MissingToolError


@dataclass(frozen=True)
class PdfFile:
    """A finished PDF: its bytes, and how many pages it has."""

    content: bytes
    pages: int


def lay_out(html: str, images: Mapping[str, Any] | None = None, fonts: Path | None = None) -> PdfFile:
    """Return `html` as a tagged PDF; the same HTML gives the same bytes.

    Parameters
    ----------
    html : str
        A whole document; everything it needs stands inside it as ``data:`` addresses, or in `images`.
    images : mapping of str to object, optional
        Pictures by address, as WeasyPrint's image cache holds them.
    fonts : Path, optional
        The one folder whose files the page may ask for.

    Raises
    ------
    MissingToolError
        If WeasyPrint cannot find Pango.
    RuntimeError
        If the page asks for something that is not inside it, or a picture cannot be read: a bug of ours.
    """
    weasyprint = _weasyprint()
    with _complaints() as complaints:
        try:
            source = weasyprint.HTML(string=html, url_fetcher=_fetcher(weasyprint, fonts))
            document = source.render(cache=dict(images or {}), pdf_tags=True)
            content = document.write_pdf(pdf_tags=True, pdf_identifier=hashlib.sha256(html.encode()).digest()[:16])
        except weasyprint.urls.FatalURLFetchingError as error:  # a BaseException, which no caller expects
            raise RuntimeError(f"WeasyPrint left something out: {error}") from error
    if complaints:
        raise RuntimeError(f"WeasyPrint left something out: {complaints[0]}")
    return PdfFile(content, len(document.pages))


def _weasyprint() -> Any:
    try:
        import weasyprint
    except OSError as error:
        raise MissingToolError(
            f"Pango is missing ({str(error).splitlines()[0]})",
            remedy="Debian: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0; macOS: brew install pango",
        ) from error
    return weasyprint


def _fetcher(weasyprint: Any, fonts: Path | None) -> Any:
    folder = fonts.resolve() if fonts is not None else None

    class InsideOnly(weasyprint.urls.URLFetcher):  # type: ignore[misc]  # WeasyPrint carries no types
        """Answers for what stands inside the page, and for the fonts."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith("file:"):
                path = Path(url2pathname(urlsplit(url).path)).resolve()
                if folder is None or not path.is_relative_to(folder):
                    raise ValueError(f"outside the page: {url}")
            return super().fetch(url, headers)

    return InsideOnly(allowed_protocols={"data", "file"}, fail_on_errors=True)


class _Collector(logging.Handler):
    def __init__(self, messages: list[str]) -> None:
        super().__init__(logging.ERROR)
        self._messages = messages

    def emit(self, record: logging.LogRecord) -> None:
        self._messages.append(record.getMessage())


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collect what WeasyPrint reports as an error and would otherwise leave out of the page."""
    messages: list[str] = []
    handler, logger = _Collector(messages), logging.getLogger("weasyprint")
    logger.addHandler(handler)
    propagate, logger.propagate = logger.propagate, False
    try:
        yield messages
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate
