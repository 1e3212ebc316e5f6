"""Files that a template may take in: one that does may show what stands in any."""

from __future__ import annotations

import os
import re
from pathlib import Path

from report.page.prose import SUFFIX

_BY_THEMSELVES = (SUFFIX, ".css", ".js")
_ASIDE = re.compile(r"^[.#]|~$")
"""Names of what editors put beside the file that is being written."""

_TAKES_IN = re.compile(rb"\{%-?\+?\s*(?:include|import|from|extends)\b")


def takes_in(*templates: bytes) -> bool:
    """Return whether any of these templates takes in another."""
    return any(_TAKES_IN.search(template) for template in templates)


def files_in(folder: Path) -> list[Path]:
    """Return all that a template can take in, sorted."""
    found = (Path(place) / name for place, _, names in os.walk(folder, followlinks=True) for name in names)
    return sorted(path for path in found if path.is_file() and not _ASIDE.search(path.name))


def shared_in(folder: Path) -> list[Path]:
    """Return the files that the page's own templates may take in, sorted: all but prose, styles and scripts."""
    return [path for path in files_in(folder) if not path.name.endswith(_BY_THEMSELVES)]
