"""What npm has installed beside the engine: the typesetter's packages and the fonts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def npm_versions(packages: Iterable[str], root: Path = ROOT) -> list[str]:
    """Return the version of each package that npm says it installed, else is to install; empty where it knows none."""
    installed = root / "node_modules" / ".package-lock.json"
    lock = installed if installed.is_file() else root / "package-lock.json"
    known = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    return [known.get(f"node_modules/{name}", {}).get("version", "") for name in packages]
