"""What the browser is to show now, and the waiting for the next."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from report.watch.messages import Fault


@dataclass(frozen=True)
class Shown:
    """What is shown.

    Attributes
    ----------
    page : Path, optional
        The file of the page; None until it was built once.
    version : str
        Names the content of the page.
    fault : Fault, optional
        Why there is no newer one.
    building : bool
    files : mapping of str to Path
        All that may be asked for, by name.
    """

    page: Path | None = None
    version: str = ""
    fault: Fault | None = None
    building: bool = True
    files: Mapping[str, Path] = field(default_factory=dict)


class Screen:
    """Holds what is shown; whoever waits hears of each change."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._shown = Shown()
        self._count = 0

    @property
    def shown(self) -> Shown:
        """What is shown now."""
        return self._shown

    def show(self, **changes: object) -> None:
        """Show something else."""
        with self._changed:
            self._shown = replace(self._shown, **changes)  # type: ignore[arg-type]  # named by the caller
            self._count += 1
            self._changed.notify_all()

    def after(self, count: int, seconds: float) -> tuple[int, Shown]:
        """Return what is shown, and its number, once that is beyond `count`, or `seconds` have passed."""
        with self._changed:
            self._changed.wait_for(lambda: self._count > count, seconds)
            return self._count, self._shown
