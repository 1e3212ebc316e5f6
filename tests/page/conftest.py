"""The toy sheet on a desk of its own for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from desk import FIRST, SECOND, TEMPLATES, Desk, toy_sections

from report.model import Correction, Published, Report, Sheet


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    templates = tmp_path / "templates"
    templates.mkdir()
    for path in TEMPLATES.iterdir():
        if path.is_file():
            shutil.copy(path, templates)
    (templates / "toy").mkdir()
    sections = toy_sections()
    sheet = Sheet(
        "toy",
        "A toy sheet",
        "2024-11-22",
        ("Ada", "Émile"),
        tuple(section.exercise for section in sections),
        published=(
            Published(1, "slope at zero", "0.25", "1(a)", lambda results: results["first"].slope),
            Published(2, "accuracy", "0.51", "2(a)", lambda results: 0.4949, "another model"),
            Published(2, "figure 4", "17", "2(b)", lambda results: None, "its data are not in the sheet"),
        ),
        corrections=(
            Correction(
                1,
                "the slope is one",
                "1(a)",
                "The slope is {{ result.slope | number(2) }}, $\\sigma'(0)$.",
                ("claims.steep", "figures.curve"),
            ),
        ),
    )
    made = Desk(templates, Report(sheet, sheet.authors, sections, {"python": "3.11"}))
    made.write("first", FIRST)
    made.write("second", SECOND)
    return made


@pytest.fixture
def refuse() -> Callable[[Desk, type[Exception]], Any]:
    """Render, and return the error it must raise."""

    def caught(desk: Desk, kind: type[Exception]) -> Any:
        with pytest.raises(kind) as raised:
            desk.render()
        return raised.value

    return caught
