"""Time the stages of a build; the console, the timings table and the tests read the same steps."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from report.model import Piece, Step


class Note:
    """What came of a stage, to be set while it runs."""

    def __init__(self) -> None:
        self.reason = ""
        self.pieces: list[Piece] = []
        self.warnings: list[str] = []

    def add(self, piece: Piece) -> None:
        """Note a piece; one that comes again counts once: as made if it ever was, for the first reason it was made."""
        for place, before in enumerate(self.pieces):
            if before.name == piece.name:
                if before.reused:
                    self.pieces[place] = piece
                return
        self.pieces.append(piece)


class Stages:
    """Times stages and reports each: its start as it begins, a `Step` as it ends.

    Parameters
    ----------
    on_step : callable
        Given each `Step` that ended.
    on_start : callable, optional
        Given (stage, exercise slug) as a stage begins.
    on_total : callable, optional
        Given how many stages there will be, as soon as that is known.
    """

    def __init__(
        self,
        on_step: Callable[[Step], None],
        on_start: Callable[[str, str], None] = lambda stage, exercise: None,
        on_total: Callable[[int], None] = lambda total: None,
    ) -> None:
        self.steps: list[Step] = []
        self._on_step = on_step
        self._on_start = on_start
        self._on_total = on_total

    def expect(self, total: int) -> None:
        """Tell how many stages there will be."""
        self._on_total(total)

    @contextmanager
    def stage(self, name: str, exercise: str = "") -> Iterator[Note]:
        """Time the block; a block that raises leaves no step."""
        self._on_start(name, exercise)
        note = Note()
        wall, cpu = time.perf_counter(), time.process_time()
        yield note
        seconds, busy = time.perf_counter() - wall, time.process_time() - cpu
        self.tell(Step(name, exercise, seconds, busy, note.reason, tuple(note.pieces), tuple(note.warnings)))

    def tell(self, step: Step) -> None:
        """Note a step that has ended, here or elsewhere."""
        self.steps.append(step)
        self._on_step(step)
