"""``python build.py list``: the sheets, their exercises and parameters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from report.cli.console import console, visible


def command(project: Path) -> Callable[[], None]:
    """Return the list command of `project`."""

    def list_sheets() -> None:
        """List the sheets, their exercises, and the parameters that -P takes.

        Example: python build.py list
        """
        from report.settings import describe, parameters_of
        from report.sheets import available, load_sheet

        out = console()
        for slug in available(project):
            sheet = load_sheet(slug, project)
            out.print(visible(f"{slug}  {sheet.title}, {sheet.date}"))
            for exercise in sheet.exercises:
                out.print(visible(f"  {exercise.number}  {exercise.slug:<16} {exercise.title}"))
            out.print("  parameters")
            for parameter in parameters_of(sheet).values():
                out.print(visible(f"    -P {describe(parameter)}"))

    return list_sheets
