"""What the commands of this domain did, in the words that the console shows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Extraction:
    """Activations that now lie on disk.

    Attributes
    ----------
    folder : Path
        Where they lie.
    model : str
    layers : tuple of int
    written, kept : tuple of Path
        Files made now, and files that were there already.
    rows : int
        Statements that the model read now.
    seconds : float
        For reading them; loading the model is not counted.
    """

    folder: Path
    model: str
    layers: tuple[int, ...]
    written: tuple[Path, ...]
    kept: tuple[Path, ...]
    rows: int
    seconds: float

    def __str__(self) -> str:
        shown = ", ".join(map(str, self.layers)) if len(self.layers) < 8 else f"{self.layers[0]} to {self.layers[-1]}"
        head = f"{self.model}, layers {shown}: {len(self.written)} files written to {self.folder}"
        speed = (
            f" ({self.rows} statements in {self.seconds:.1f} s, {self.rows / self.seconds:.0f} a second)"
            if self.rows
            else ""
        )
        kept = f"\n{len(self.kept)} files were there already; remove them to have them made anew." if self.kept else ""
        return head + speed + kept


@dataclass(frozen=True)
class Agreement:
    """Activations computed again, held against those on disk.

    Attributes
    ----------
    folder : Path
    model : str
    rows : int
        Rows compared, over all datasets and layers.
    deviation : float
        The largest distance of a row from the one on disk, over the length of the row.
    tolerance : float
    log_probability : float
        The largest difference of a statement's log-probability, in nats.
    """

    folder: Path
    model: str
    rows: int
    deviation: float
    tolerance: float
    log_probability: float

    def __str__(self) -> str:
        return (
            f"{self.model}: {self.rows} rows in {self.folder} were computed again. The farthest lies "
            f"{self.deviation:.1e} of its length away (allowed: {self.tolerance:.0e}); "
            f"log-probabilities differ by at most {self.log_probability:.1e} nats."
        )


@dataclass(frozen=True)
class Written:
    """Statements that now lie on disk."""

    files: tuple[Path, ...]

    def __str__(self) -> str:
        return "\n".join(f"written: {path}" for path in self.files)
