"""Files that a template may take in: one that does may show what stands in any."""

from __future__ import annotations

import re
from pathlib import Path

_TAKES_IN = re.compile(rb"\{%-?\+?\s*(?:include|import|from|extends)\b")


def takes_in(*templates: bytes) -> bool:
    """Return whether any of these templates takes in another."""
    return any(_TAKES_IN.search(template) for template in templates)


def files_in(folder: Path) -> list[Path]:
    """Return all that a template can take in, sorted."""
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]
