"""Unfinished results on disk, so that an interrupted extraction goes on where it stopped.

A folder ``NAME.part`` holds one array a layer, filled batch by batch, and a list of the rows that
are done. The batches are the same after an interruption, so the bytes of the result are too.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from analyses.truth.batches import Answer


Map: TypeAlias = "np.memmap[Any, np.dtype[Any]]"


@dataclass(frozen=True, eq=False)
class Workspace:
    """Arrays that are being filled. The arrays live on disk; a batch is all that memory holds."""

    folder: Path
    activations: Mapping[int, Map]
    log_probability: Map
    tokens: Map
    done: Map

    def fill(self, rows: NDArray[np.int64], answer: Answer) -> None:
        """Store a batch, and only then mark its rows as done."""
        for layer, values in answer.activations.items():
            self.activations[layer][rows] = values
        self.log_probability[rows] = answer.log_probability
        self.tokens[rows] = answer.tokens
        for array in (*self.activations.values(), self.log_probability, self.tokens):
            array.flush()
        self.done[rows] = True
        self.done.flush()

    def remove(self) -> None:
        """Delete the folder: the results stand elsewhere."""
        shutil.rmtree(self.folder)


def open_workspace(folder: Path, job: Mapping[str, Any], rows: int, width: int, layers: Sequence[int]) -> Workspace:
    """Open an unfinished extraction of the same job, or start anew if it was another.

    Parameters
    ----------
    folder : Path
    job : mapping
        All that the result depends on: model, statements, layers, batch size and the like.
    rows, width : int
    layers : sequence of int
    """
    note = folder / "job.json"
    text = json.dumps(job, sort_keys=True)
    if not note.is_file() or note.read_text(encoding="utf-8") != text:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    shapes: dict[str, tuple[Any, tuple[int, ...]]] = {
        **{f"layer_{layer}": (np.float32, (rows, width)) for layer in layers},
        "log_probability": (np.float64, (rows,)),
        "tokens": (np.int32, (rows,)),
        "done": (np.bool_, (rows,)),
    }
    arrays = {name: _array(folder / f"{name}.npy", *shape) for name, shape in shapes.items()}
    note.write_text(text, encoding="utf-8")
    return Workspace(
        folder,
        {layer: arrays[f"layer_{layer}"] for layer in layers},
        arrays["log_probability"],
        arrays["tokens"],
        arrays["done"],
    )


def _array(path: Path, dtype: Any, shape: tuple[int, ...]) -> Map:
    mode: Any = "r+" if path.is_file() else "w+"
    return np.lib.format.open_memmap(path, mode=mode, dtype=dtype, shape=shape)
