"""What a report was made with: versions, settings, data; nothing that changes from run to run."""

from __future__ import annotations

import platform
from collections.abc import Iterable
from importlib import metadata
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


def provenance(sections: Iterable[Section], settings: Settings) -> dict[str, Any]:
    """Return versions, parameter values and data hashes of a build."""
    return {
        "python": platform.python_version(),
        "versions": {package: metadata.version(package).partition("+")[0] for package in PACKAGES},
        "settings": dict(settings),
        "inputs": [
            {"input": found.name, "folder": found.shown, "path": file.path, "sha256": file.sha256}
            for section in sections
            for found in section.inputs.values()
            for file in found.files
        ],
    }
