"""Answers a request with the page, a file of the build, or the course of events."""

from __future__ import annotations

import hmac
import os
import stat
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import msgspec

from report.watch.screen import Shown
from report.watch.served import served_copy, waiting_page

if TYPE_CHECKING:
    from report.watch.server import Http

EVENTS = "events"
HEARTBEAT = 10.0
"""Seconds after which a browser that has gone is noticed."""

KINDS = {".html": "text/html; charset=utf-8", ".pdf": "application/pdf", ".json": "application/json"}

HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Answer(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Http
    server_version, sys_version = "sheet-report", ""
    timeout = 30

    def do_GET(self) -> None:
        """Send the page, a file of the build, or what happens from now on; other methods are not implemented."""
        name = self._asked()
        if name is None:
            return
        shown = self.server.screen.shown
        if name == EVENTS:
            self._stream()
        elif shown.page is None or name in {"", shown.page.name}:
            self._page(shown)
        elif name in shown.files:
            self._content(_read(shown.files[name]), KINDS[shown.files[name].suffix])
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def do_HEAD(self) -> None:
        """Send the head of what GET would send."""
        self.do_GET()

    def end_headers(self) -> None:
        """Send headers that keep the answer between this server and its page."""
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class names it so
        """Leave the console to the builds."""

    def _asked(self) -> str | None:
        """Return what is asked for below the token; None if it was refused."""
        if self.headers.get("Host", "") not in self.server.hosts:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return None
        path = urlsplit(self.path).path
        token, _, name = path.removeprefix("/").partition("/")
        if not hmac.compare_digest(token.encode(), self.server.token.encode()) or not path.startswith(f"/{token}/"):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return unquote(name)

    def _page(self, shown: Shown) -> None:
        content = _read(shown.page) if shown.page else None
        page = waiting_page(self.server.sheet) if content is None else served_copy(content)
        self._content(page, KINDS[".html"])

    def _content(self, content: bytes | None, kind: str) -> None:
        if content is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _stream(self) -> None:
        """Tell what is shown, again at each change, until the browser goes away."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        count = -1
        while self.command != "HEAD":
            now, shown = self.server.screen.after(count, HEARTBEAT)
            told = {"version": shown.version, "building": shown.building, "fault": shown.fault}
            self.wfile.write(b"data: " + msgspec.json.encode(told) + b"\n\n" if now > count else b":\n\n")
            count = now


def _read(path: Path) -> bytes | None:
    """Return the content of `path`; None if it is gone, or no file of its own: a link, say, that leads elsewhere."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return None
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            return file.read()
    except OSError:
        return None
