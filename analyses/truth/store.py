"""Activations written to disk, in either layout; `analyses.truth.tensors` reads them again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from safetensors.numpy import save

from analyses.truth.tensors import layer_file, shard_file, write_file

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

SHARD_ROWS = 25
FORMATS = ("safetensors", "course")


def written_files(folder: Path, layer: int, rows: int, form: str) -> tuple[Path, ...]:
    """Return the files that one layer of so many rows takes in a format."""
    if form == "safetensors":
        return (folder / layer_file(layer),)
    return tuple(folder / shard_file(layer, start) for start in range(0, rows, SHARD_ROWS))


def write_layer(folder: Path, layer: int, rows: NDArray[np.float32], form: str) -> tuple[Path, ...]:
    """Write one layer, as one safetensors file or as the course's shards of 25 rows.

    Numbers are rounded to float16, which keeps three digits; a layer with an entry too large for
    that (65504) stays float32.
    """
    stored = rows if np.abs(rows).max() > np.finfo(np.float16).max else rows.astype(np.float16)
    files = written_files(folder, layer, len(rows), form)
    if form == "safetensors":
        content = save({"activations": np.ascontiguousarray(stored)})
        write_file(files[0], lambda path: path.write_bytes(content))
        return files
    import torch

    for number, path in enumerate(files):
        shard = torch.from_numpy(np.array(stored[number * SHARD_ROWS : (number + 1) * SHARD_ROWS]))
        write_file(path, partial(torch.save, shard))
    return files
