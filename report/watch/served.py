"""The served copy of the page: the file as it is, and a script that renews it, which the policy permits."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from functools import cache
from pathlib import Path

SCRIPT = Path(__file__).with_name("live.js")

_META = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_BODY_END = b"</body>"

_WAITING = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{name}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<style>body {{ font: 1.1rem/1.5 system-ui, sans-serif; margin: 4rem auto; max-width: 40rem; padding: 0 1rem }}</style>
</head>
<body>
<p>{name} is being built for the first time. It will show here.</p>
</body>
</html>
"""


def version_of(page: bytes) -> str:
    """Return a name for the content of `page`."""
    return hashlib.sha256(page).hexdigest()[:32]


def served_copy(page: bytes) -> bytes:
    """Return `page` with the script at its end, under a policy that permits it and what it fetches."""
    return _with_script(page, version_of(page))


def waiting_page(sheet: str) -> bytes:
    """Return what stands in for a page that was never built; its version is none."""
    return _with_script(_WAITING.format(name=html.escape(sheet)).encode(), "")


@cache
def script() -> str:
    """Return the script."""
    return SCRIPT.read_text(encoding="utf-8")


def _with_script(page: bytes, version: str) -> bytes:
    digest = base64.b64encode(hashlib.sha256(script().encode()).digest()).decode()
    page = _META.sub(lambda match: _permitting(match, f"'sha256-{digest}'"), page, count=1)
    end = page.rfind(_BODY_END)
    end = len(page) if end < 0 else end
    element = f'<script data-version="{version}">{script()}</script>'.encode()
    return page[:end] + element + page[end:]


def _permitting(match: re.Match[bytes], own: str) -> bytes:
    policy = html.unescape(match[1].decode())
    return f'<meta http-equiv="Content-Security-Policy" content="{permitting(policy, own)}">'.encode()


def permitting(policy: str, script_source: str) -> str:
    """Return `policy`, permitting `script_source` and connections to the page's own origin besides.

    A directive that is missing is written out from ``default-src``; where there is none either, all is permitted.
    """
    directives = {words[0].lower(): words[1:] for part in policy.split(";") if (words := part.split())}
    for name, source in {"script-src": script_source, "connect-src": "'self'"}.items():
        sources = directives.get(name, directives.get("default-src"))
        if sources is not None:
            directives[name] = [*(one for one in sources if one != "'none'"), source]
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())
