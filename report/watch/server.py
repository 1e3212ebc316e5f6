"""Serves the page to this machine's browser, and nothing else to anyone.

An address must hold the token, a request the right host (a name that an attacker's server gives this machine is
not one), and only the files that the build wrote have a name here.
"""

from __future__ import annotations

import secrets
import socketserver
import sys
import threading
from http.server import ThreadingHTTPServer
from typing import Any

from report.watch.answer import Answer
from report.watch.screen import Screen

HOST = "127.0.0.1"
NAMES = (HOST, "localhost")


class Server:
    """Serves what `screen` shows, from the moment it is made until it is closed.

    Attributes
    ----------
    address : str
        Where the page is.
    """

    def __init__(self, screen: Screen, sheet: str) -> None:
        self._http = Http(screen, sheet, secrets.token_urlsafe(16))
        self.address = f"http://{HOST}:{self._http.server_port}/{self._http.token}/"
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Serve no more; the port is free."""
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


class Http(ThreadingHTTPServer):
    """A server on this machine's own address, at a port that is free.

    Attributes
    ----------
    screen : Screen
    sheet : str
    token : str
        The first part of every path.
    hosts : frozenset of str
        What a request may call this server.
    """

    daemon_threads = True

    def __init__(self, screen: Screen, sheet: str, token: str) -> None:
        self.screen = screen
        self.sheet = sheet
        self.token = token
        super().__init__((HOST, 0), Answer)
        self.hosts = frozenset(f"{name}:{self.server_port}" for name in NAMES)

    def server_bind(self) -> None:
        """Bind without asking the network for the machine's name."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that went away; anything else is a bug, and shows its traceback."""
        if not isinstance(sys.exception(), (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)
