"""What a report was made with: versions, settings, data; nothing that changes from run to run."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from report.model import Section, Settings

PACKAGES = (
    "jinja2",
    "lark",
    "markdown-it-py",
    "matplotlib",
    "mpmath",
    "numpy",
    "pandas",
    "pikepdf",
    "scikit-learn",
    "scipy",
    "sympy",
    "torch",
    "weasyprint",
)


def provenance(
    sections: Iterable[Section], settings: Settings, versions: Callable[[Iterable[str]], Mapping[str, str]]
) -> dict[str, Any]:
    """Return versions, parameter values and data hashes of a build; `versions` returns those of packages by name."""
    return {
        "python": platform.python_version(),
        "versions": dict(versions(PACKAGES)),
        "settings": dict(settings),
        "inputs": [
            {"input": found.name, "folder": found.shown, "path": file.path, "sha256": file.sha256}
            for section in sections
            for found in section.inputs.values()
            for file in found.files
        ],
    }
